import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { failure, NtomError, reasonOf } from '../../errors.ts';
import type { AsError } from '../../failpoints/failpoint.ts';
import type { SqliteLocation } from './location.ts';

/** What the driver throws, as the errors of ours that they are. Nothing of it may pass for a bug. */

/** Of the file or of the disk, whatever statement was running. */
const faultOfFile = /^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN|FULL|NOMEM|READONLY|PERM)/;

/** The driver's code of an error: `SQLITE_BUSY_SNAPSHOT`; empty: it is not from the driver. */
export function driverCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What the system says, without the path that it says too: `permission denied (EACCES)`. Of other errors, their message. */
export function systemReason(error: unknown): string {
  const [, code, text] = /^(E[A-Z0-9]+): ([^,]+)/.exec(reasonOf(error)) ?? [];
  return code === undefined ? reasonOf(error) : `${text} (${code})`;
}

/** While a database is being opened. `waitedMs`: how long it was waited for a writer. */
export function openingFailure(location: SqliteLocation, error: unknown, waitedMs: number): Error {
  const code = driverCode(error);
  const database = location.label;
  if (code === 'SQLITE_NOTADB') return failure('SOURCE_NOT_A_DATABASE', { database }, error);
  if (code.startsWith('SQLITE_BUSY')) return failure('SOURCE_LOCKED', { database, seconds: waitedMs / 1000 }, error);
  if (code.startsWith('SQLITE_'))
    return failure('SOURCE_UNREADABLE', { database, reason: whyUnreadable(location, error) }, error);
  return error as Error;
}

/** The driver only says that it cannot. What is under the name and beside it says why. */
function whyUnreadable({ path }: SqliteLocation, error: unknown): string {
  const name = basename(path);
  if (statSync(path).isDirectory()) return 'it is a folder';
  if (driverCode(error) === 'SQLITE_READONLY_ROLLBACK')
    return `${name}-journal is there: a program crashed while it was writing. Let that program open the database once`;
  try {
    if (!isWriteAhead(path) || existsSync(`${path}-shm`)) return reasonOf(error);
    const files = existsSync(`${path}-wal`) ? `${name} and ${name}-wal` : name;
    return `it is in WAL mode, and its folder cannot be written to. Copy ${files} to a folder that can`;
  } catch (refused) {
    return systemReason(refused);
  }
}

/** By the 19th byte of the file: https://sqlite.org/fileformat2.html section 1.3.3. */
function isWriteAhead(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(20);
    readSync(file, header, 0, header.length, 0);
    return header[18] === 2;
  } finally {
    closeSync(file);
  }
}

/** While a database is being read. `query`: the SQL as its author wrote it; null: it is ours. */
export function readingFailure(database: string, query: string | null, error: unknown): Error {
  if (error instanceof NtomError) return error;
  const reason = reasonOf(error);
  const isOurs = query === null && driverCode(error).startsWith('SQLITE_');
  if (isOurs || faultOfFile.test(driverCode(error))) return failure('SOURCE_UNREADABLE', { database, reason }, error);
  return query === null ? (error as Error) : failure('QUERY_REFUSED', { query, reason, where: null }, error);
}

/** While a file is being written for a database that is built. */
export function fileFailure(database: string, error: unknown): Error {
  if (!(error instanceof Error && 'syscall' in error)) return error as Error;
  const isFull = 'code' in error && error.code === 'ENOSPC';
  return failure('TARGET_UNWRITABLE', { database, reason: isFull ? diskIsFull : systemReason(error) }, error);
}

/** As the driver says it. */
const diskIsFull = 'database or disk is full';

/** A failpoint in a statement, as the driver would tell it. */
export const asDriverError: AsError = (code) => {
  const [driverCode, text] = code === 'ENOSPC' ? ['SQLITE_FULL', diskIsFull] : ['SQLITE_IOERR', 'disk I/O error'];
  return Object.assign(new Error(text), { code: driverCode });
};

/** While a database is being built; null: the fault is not the disk's or the file's. */
export function writingFailure(database: string, error: unknown): Error | null {
  if (error instanceof NtomError) return error;
  if (!faultOfFile.test(driverCode(error))) return null;
  return failure('TARGET_UNWRITABLE', { database, reason: reasonOf(error) }, error);
}
