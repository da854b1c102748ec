import { dirname } from 'node:path';
import { failure } from '../../../errors.ts';
import { lockPath } from '../../path-lock.ts';
import { fileFailure, systemReason, writingFailure } from '../failures.ts';
import type { SqliteLocation } from '../location.ts';

/**
 * Whoever makes a database holds its lock all the time. `command`: what runs, for others to read.
 *
 * @throws {NtomError} `TARGET_LOCKED`, `LOCKING_FAILED`, `TARGET_UNWRITABLE`.
 */
export function lockTarget({ path, label }: SqliteLocation, command: string): Promise<AsyncDisposable> {
  return lockPath({
    path,
    command,
    held: (holder) => failure('TARGET_LOCKED', { database: label, holder }),
    unwritable: (thrown) => targetUnwritable(path, label, thrown),
  });
}

/** A new file in the folder of a database was refused, by the system or by the driver. */
export function targetUnwritable(path: string, label: string, thrown: unknown): Error {
  const ofDriver = writingFailure(label, thrown);
  if (ofDriver !== null) return ofDriver;
  const isFull = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
  if (isFull) return fileFailure(label, thrown);
  return failure(
    'TARGET_UNWRITABLE',
    { database: label, reason: `${systemReason(thrown)} in ${dirname(path)}` },
    thrown,
  );
}
