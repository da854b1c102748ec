import { dirname } from 'node:path';
import { lockPath } from '../dialects/path-lock.ts';
import { failure } from '../errors.ts';
import { isSetAside, recoverFolder } from './atomic-folder.ts';
import { writeFailed } from './io-failure.ts';

/**
 * Whoever writes an extract holds its lock all the time. `command`: what runs, for others to read.
 *
 * @throws {NtomError} `EXTRACT_LOCKED`, `LOCKING_FAILED`, `WRITE_FAILED`.
 */
export function lockExtract(directory: string, command: string): Promise<AsyncDisposable> {
  return lockPath({
    path: directory,
    command,
    held: (holder) => failure('EXTRACT_LOCKED', { extract: directory, holder }),
    unwritable: (thrown) => writeFailed(dirname(directory), thrown),
  });
}

/**
 * To be called before an extract is read: puts it back under its name if a run that was ended has left it under none. One that is
 * being replaced at this moment is left to whoever does it.
 *
 * @throws {NtomError} those of `lockExtract`.
 */
export async function recoverExtract(directory: string, command: string): Promise<void> {
  if (!(await isSetAside(directory))) return;
  await using _lock = await lockExtract(directory, command);
  await recoverFolder(directory);
}
