import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { Database, Options } from 'better-sqlite3';
import { failure } from '../../errors.ts';
import { nodeProblem } from '../../node-version.ts';
import { claimDatabase } from '../one-database.ts';
import { openingFailure } from './failures.ts';
import type { SqliteLocation } from './location.ts';

/** How long a reader waits for a writer that holds the whole database. */
const lockTimeoutMs = 5000;

/** How long a fellow reader does: who holds it then may be waiting for the first one. */
export const fellowLockTimeoutMs = 250;

/** An open database file, known to be the only one that is open. Disposing of it closes it. */
export interface SqliteConnection extends Disposable {
  readonly database: Database;
}

/**
 * The driver, which crashes on an old Node.js.
 *
 * @throws {NtomError} `NODE_TOO_OLD`.
 */
export async function loadDriver(): Promise<typeof BetterSqlite3> {
  const problem = nodeProblem(process.versions);
  if (problem !== null) throw failure('NODE_TOO_OLD', { problem });
  return (await import('better-sqlite3')).default;
}

/** Opens a database file, or one of these bytes in memory; the only place where one of an application is opened. */
export async function connect(from: string | Buffer, options: Options): Promise<SqliteConnection> {
  const Driver = await loadDriver();
  const claim = claimDatabase(typeof from === 'string' ? from : ':memory:');
  try {
    const database = new Driver(from, options);
    return {
      database,
      [Symbol.dispose]() {
        database.close();
        claim[Symbol.dispose]();
      },
    };
  } catch (error) {
    claim[Symbol.dispose]();
    throw error;
  }
}

/**
 * Opens an existing database for reading. It holds no snapshot yet.
 *
 * @throws {NtomError} `SOURCE_MISSING`, `SOURCE_NOT_A_DATABASE`, `SOURCE_LOCKED`, `SOURCE_UNREADABLE`.
 */
export async function connectForReading(location: SqliteLocation, timeout = lockTimeoutMs): Promise<SqliteConnection> {
  if (!existsSync(location.path)) {
    throw failure('SOURCE_MISSING', { database: location.label, path: dirname(location.path) });
  }
  try {
    const connection = await connect(location.path, { readonly: true, fileMustExist: true, timeout });
    connection.database.defaultSafeIntegers(true);
    return connection;
  } catch (error) {
    throw openingFailure(location, error, timeout);
  }
}

/**
 * Holds one snapshot from now on, a new one if there is one already. The first read takes it: until then a transaction holds
 * nothing. Throws what `connectForReading` throws: only reading shows what the file is.
 */
export function beginSnapshot({ database }: SqliteConnection, location: SqliteLocation): void {
  try {
    if (database.inTransaction) database.exec('ROLLBACK');
    database.exec('PRAGMA query_only = ON; BEGIN; SELECT count(*) FROM sqlite_schema');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    throw openingFailure(location, error, lockTimeoutMs);
  }
}
