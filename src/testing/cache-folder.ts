import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure } from '../errors.ts';
import { stepSync } from '../failpoints/step.ts';
import { writeFailed } from '../format/io-failure.ts';

/**
 * The folder of the databases that tests copy, which is there afterwards: in the project's `node_modules`, else in the system's
 * temporary folder, where it belongs to this user alone.
 *
 * @throws {NtomError} `WRITE_FAILED`.
 */
export function cacheFolder(project: string): string {
  const modules = join(project, 'node_modules');
  const isShared = !existsSync(modules);
  const folder = isShared ? join(tmpdir(), temporaryName(project)) : join(modules, '.cache', 'ntom');
  try {
    stepSync('cache.make-folder', () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  } catch (thrown) {
    throw writeFailed(folder, thrown);
  }
  if (isShared && !isOurs(folder)) throw failure('WRITE_FAILED', { path: folder, reason: 'somebody else made it' });
  return folder;
}

function temporaryName(project: string): string {
  const hash = createHash('sha256').update(project).digest('hex').slice(0, 12);
  return `ntom-${process.getuid?.() ?? 'user'}-${hash}`;
}

/** A folder with a name that others can guess may have been put there by them. */
function isOurs(folder: string): boolean {
  const status = lstatSync(folder);
  const user = process.getuid?.();
  return status.isDirectory() && (user === undefined || (status.uid === user && (status.mode & 0o022) === 0));
}
