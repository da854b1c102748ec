import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { failure, reasonOf } from '../../../errors.ts';
import { literal } from '../ddl.ts';
import { driverCode } from '../failures.ts';
import { loadDriver } from '../open.ts';

/** `application_id` of a lock: "ntom". */
const mark = 0x6e746f6d;

/** Whether there is such a file. Throws for anything else that has its name. */
export function isThere(file: string): boolean {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile()) throw notALock(file);
  return status !== undefined;
}

/**
 * Opens a lock file, which may be empty yet; null: there is none at this moment. It has one page, written at once, and never a journal: a journal
 * could be taken for that of another file with the same name.
 *
 * @throws {NtomError} `LOCKING_FAILED` for a file that is none of ours.
 */
export async function openLock(file: string): Promise<Database | null> {
  const Driver = await loadDriver();
  if (!isThere(file)) return null;
  let database: Database | null = null;
  try {
    database = new Driver(file, { fileMustExist: true, timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
    return database;
  } catch (error) {
    database?.close();
    if (driverCode(error) === 'SQLITE_CANTOPEN' && isOpenable(file)) return null;
    throw error;
  }
}

/** Whoever holds it may have removed it at that moment, and somebody else made it again. */
function isOpenable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
  }
}

/**
 * The token in the file that has the name at this moment; null: none that can be read. By a connection of its own: one that is open
 * already stays with its file, whatever has the name since, and the number of a file that is gone is given to the next.
 */
export async function tokenAt(file: string): Promise<string | null> {
  const database = await openLock(file);
  if (database === null) return null;
  try {
    return readHolder(database)?.token ?? null;
  } finally {
    database.close();
  }
}

/** Inside a transaction of writing: nobody else writes to the file then. */
export function requireLock(database: Database, file: string): void {
  if (database.pragma('application_id', { simple: true }) !== mark && statSync(file).size > 0) throw notALock(file);
}

/** The statements that write who holds it. A view has no page of its own. */
export function holderSql({ command, token }: { readonly command: string; readonly token: string }): string {
  const shown = `process ${process.pid} (${command}), since ${new Date().toISOString()}`;
  return `PRAGMA application_id = ${mark}; DROP VIEW IF EXISTS holder;
    CREATE VIEW holder AS SELECT ${literal(shown)} AS shown, ${literal(token)} AS token`;
}

export interface Holder {
  readonly shown: string;
  readonly token: string;
}

/** null: it cannot be read, at this moment or ever. */
export function readHolder(database: Database): Holder | null {
  try {
    return database.prepare<[], Holder>('SELECT shown, token FROM holder').get() ?? null;
  } catch {
    return null;
  }
}

export function isBusy(error: unknown): boolean {
  return driverCode(error).startsWith('SQLITE_BUSY');
}

/** A driver's error other than that somebody else holds it. */
export function lockingFailure(file: string, error: unknown): Error {
  if (driverCode(error) === 'SQLITE_NOTADB') return notALock(file);
  if (!driverCode(error).startsWith('SQLITE_')) return error as Error;
  return failure('LOCKING_FAILED', { file, reason: reasonOf(error) }, error);
}

function notALock(file: string): Error {
  return failure('LOCKING_FAILED', { file, reason: 'something that is not a lock of ntom has that name' });
}
