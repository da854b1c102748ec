import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { failure } from '../../../errors.ts';
import { discardFile } from '../../../failpoints/discard-file.ts';
import { stepSync } from '../../../failpoints/step.ts';
import { lockFileOf, type LockRequest } from '../../path-lock.ts';
import { asDriverError, driverCode } from '../failures.ts';
import {
  holderSql,
  isBusy,
  isThere,
  lockingFailure,
  openLock,
  readHolder,
  requireLock,
  tokenAt,
} from './lock-database.ts';

/** Somebody may be between taking the lock and saying who he is, or may be giving it back. */
const attempts = 40;
const pauseMs = 25;

/** Until who holds it is believed. */
const attemptsForHolder = 3;

/** The lock; or who is in the way, null: not known yet. */
type Attempt = { readonly database: Database } | { readonly holder: string | null };

/** See `lockPath`. */
export async function lockFile(request: LockRequest): Promise<AsyncDisposable> {
  const file = lockFileOf(request.path);
  const made: string[] = [];
  try {
    return release(await acquired(file, made, request), file, made);
  } catch (error) {
    removeMade(dirname(file), made);
    throw error;
  }
}

/** `made`: takes up the topmost folder that is made for the file. */
async function acquired(file: string, made: string[], request: LockRequest): Promise<Database> {
  const patience = Math.ceil((request.waitMs ?? 0) / pauseMs);
  for (let number = 1; number <= attempts + patience; number += 1) {
    makeFolder(file, made, request);
    const attempt = await tryLock(file, request);
    if ('database' in attempt) return attempt.database;
    if (attempt.holder !== null && number >= attemptsForHolder + patience) throw request.held(attempt.holder);
    await sleep(pauseMs);
  }
  const reason = 'the file system gives no locks, or somebody holds it who is not ntom';
  throw failure('LOCKING_FAILED', { file, reason });
}

async function tryLock(file: string, request: LockRequest): Promise<Attempt> {
  makeFile(file, request);
  const token = randomBytes(8).toString('hex');
  let database: Database | null = null;
  try {
    database = await openLock(file);
    if (database === null) return { holder: null };
    take(database, file, holderSql({ command: request.command, token }));
    // Who had it before may have removed the file, and somebody else may have made it again.
    if ((await tokenAt(file)) === token) return { database };
    database.close();
    return { holder: null };
  } catch (error) {
    const holder = database === null ? null : readHolder(database);
    database?.close();
    // Somebody else may have it, and not have said so yet.
    if (isBusy(error)) return { holder: holder === null || holder.token === token ? null : holder.shown };
    throw isOfDisk(error) ? request.unwritable(error) : lockingFailure(file, error);
  }
}

/** Others may read who holds it while it is held: so it is written, and the lock taken again at once. */
function take(database: Database, file: string, sql: string): void {
  stepSync('lock.begin', () => database.exec('BEGIN IMMEDIATE'), asDriverError);
  requireLock(database, file);
  stepSync('lock.write', () => database.exec(`${sql}; COMMIT`), asDriverError);
  stepSync('lock.take', () => database.exec('BEGIN IMMEDIATE'), asDriverError);
}

function isOfDisk(error: unknown): boolean {
  return /^SQLITE_(FULL|READONLY|CANTOPEN)/.test(driverCode(error));
}

function makeFolder(file: string, made: string[], { unwritable }: LockRequest): void {
  try {
    const topmost = stepSync('lock.make-folder', () => mkdirSync(dirname(file), { recursive: true, mode: 0o700 }));
    if (topmost !== undefined) made.push(topmost);
  } catch (error) {
    throw unwritable(error);
  }
}

/** Readable by its owner only. One that is there is not opened: to close it would give back the locks that this process has on it. */
function makeFile(file: string, { unwritable }: LockRequest): void {
  try {
    if (!isThere(file)) closeSync(stepSync('lock.create', () => openSync(file, 'wx', 0o600)));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    // Somebody else has made it, or has removed the folder.
    if (!('code' in error && (error.code === 'EEXIST' || error.code === 'ENOENT'))) throw unwritable(error);
  }
}

/** The file goes while it is locked: nobody else can have locked it by then. One that stays is free all the same. */
function release(database: Database, file: string, made: readonly string[]): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      discardFile('lock.remove', file);
      database.close();
      removeMade(dirname(file), made);
    },
  };
}

/** From the innermost folder to the topmost that was made, as long as they are empty. */
function removeMade(folder: string, made: readonly string[]): void {
  const [topmost] = made;
  if (topmost === undefined) return;
  try {
    stepSync('lock.remove-folder', () => rmdirSync(folder));
  } catch {
    return;
  }
  if (folder !== topmost) removeMade(dirname(folder), made);
}
