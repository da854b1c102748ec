import { rm } from 'node:fs/promises';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { sqliteLocation } from '../../src/dialects/sqlite/location.ts';

interface Databases {
  readonly dialect: Dialect;
  readonly place: string;
  readonly app: string;
  readonly versions: readonly number[];
}

/**
 * Removes the databases of an application at a place, those that exist. Before the first one goes, each is asked who made it.
 *
 * @throws {Error} naming the file, when one was not made by ntom for its version. None has been removed then.
 */
export async function removeOwnDatabases({ dialect, place, app, versions }: Databases): Promise<void> {
  const existing = await dialect.versionsAt(place, app);
  const chosen = versions.filter((version) => existing.includes(version));
  for (const version of chosen) await requireOwn(dialect, place, app, version);
  for (const version of chosen) await removeFile(sqliteLocation(dialect.locate(place, app, version)).path);
}

async function requireOwn(dialect: Dialect, place: string, app: string, version: number): Promise<void> {
  const location = dialect.locate(place, app, version);
  await using source = await dialect.openSource(location);
  const record = await source.schemaRecord();
  if (record?.schema === version) return;
  const found = record === null ? 'was not made by ntom' : `has schema ${record.schema}`;
  throw new Error(`${location.label} ${found}, so it stays: move it away, then try again`);
}

async function removeFile(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true });
}
