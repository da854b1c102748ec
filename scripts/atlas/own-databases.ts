import type { Dialect } from '../../src/dialects/dialect.ts';

interface Databases {
  readonly dialect: Dialect;
  readonly place: string;
  readonly app: string;
  readonly versions: readonly number[];
}

/**
 * Which of the versions exist at a place, when all that do were made by ntom and may be replaced.
 *
 * @throws {Error} naming the database, when one was not made by ntom for its version.
 */
export async function ownDatabases({ dialect, place, app, versions }: Databases): Promise<readonly number[]> {
  const existing = await dialect.versionsAt(place, app);
  const chosen = versions.filter((version) => existing.includes(version));
  for (const version of chosen) await requireOwn(dialect, place, app, version);
  return chosen;
}

async function requireOwn(dialect: Dialect, place: string, app: string, version: number): Promise<void> {
  const location = dialect.locate(place, app, version);
  await using source = await dialect.openSource(location);
  const record = await source.schemaRecord();
  if (record?.schema === version) return;
  const found = record === null ? 'was not made by ntom' : `has schema ${record.schema}`;
  throw new Error(`${location.label} ${found}, so it stays: move it away, then try again`);
}
