import { join } from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { locationOf, type SqliteLocation } from '../../../src/dialects/sqlite/location.ts';
import { openSource } from '../../../src/dialects/sqlite/source.ts';
import type { ChunkQuery, RawRow, Source } from '../../../src/dialects/source.ts';
import { temporaryFolder } from '../../format/temporary-folder.ts';

/** A database file of one test, in a folder of its own. The tests use the driver; what is tested has its own connections. */
export interface DatabaseFile {
  readonly folder: string;
  readonly path: string;
  readonly location: SqliteLocation;
  /** Runs statements on a connection that is closed afterwards. */
  run(...statements: readonly string[]): void;
  /** The first column of all rows. */
  values(sql: string): unknown[];
}

export function databaseFile(...statements: readonly string[]): DatabaseFile {
  const folder = temporaryFolder();
  const path = join(folder, 'app_v1.db');
  const file: DatabaseFile = {
    folder,
    path,
    location: locationOf('app_v1.db', path),
    run: (...more) => withDatabase(path, (database) => more.forEach((sql) => database.exec(sql))),
    values: (sql) => withDatabase(path, (database) => database.prepare(sql).safeIntegers().pluck().all()),
  };
  if (statements.length > 0) file.run(...statements);
  return file;
}

function withDatabase<T>(path: string, work: (database: Database) => T): T {
  const database = new BetterSqlite3(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** What `ask` says about a database that is open as a source. */
export async function fromSource<T>({ location }: DatabaseFile, ask: (source: Source) => Promise<T>): Promise<T> {
  await using source = await openSource(location);
  return await ask(source);
}

export async function allRows(
  source: Source,
  query: Partial<ChunkQuery> & { readonly sql: string },
): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of source.rows({ parameters: [], orderBy: [], range: null, ...query })) rows.push(...batch);
  return rows;
}
