import { basename, dirname, join } from 'node:path';

/** What is to be locked, and what is thrown if it cannot be. */
export interface LockRequest {
  /** Absolute path of a file or folder. It need not exist. */
  readonly path: string;
  /** What runs, for others to read: `extract 2to3`. */
  readonly command: string;
  /** How long to wait for somebody who holds it (default 0). */
  readonly waitMs?: number;
  /** Somebody holds it: `process 4711 (extract 2to3), since 2026-07-01T09:30:00.000Z`. */
  readonly held: (holder: string) => Error;
  /** The system does not let a lock file be written beside it. */
  readonly unwritable: (thrown: unknown) => Error;
}

/**
 * Locks a path for this process, until the result is disposed of. A file beside it, `.v3.lock`, is locked by the system and says who
 * holds it: however the process ends, the lock ends with it. The file and the folders that were made for it are removed at the end,
 * the folders only if they are empty.
 *
 * @throws What the request says; {NtomError} `LOCKING_FAILED` where the system gives no locks: nothing is done without one.
 */
export async function lockPath(request: LockRequest): Promise<AsyncDisposable> {
  const { lockFile } = await import('./sqlite/lock/lock-file.ts');
  return lockFile(request);
}

/** The file that locks a path: beside it and hidden. */
export function lockFileOf(path: string): string {
  return join(dirname(path), `.${basename(path).replace(/^\./, '')}.lock`);
}

/** Who holds the lock of a path, as in `LockRequest`; null: nobody. */
export async function lockHolder(path: string): Promise<string | null> {
  const { holderOf } = await import('./sqlite/lock/holder.ts');
  return holderOf(path);
}
