import { failure } from '../../errors.ts';
import { filesFingerprint } from '../../project/files-fingerprint.ts';

/**
 * To be asked by a thread that has loaded a file: whether the main thread loaded the same.
 *
 * @param files The `filesFingerprint` of the file from before the main thread loaded it.
 * @throws {NtomError} `FILES_CHANGED`.
 */
export function requireUnchanged(directory: string, file: string, files: string): void {
  if (filesFingerprint(directory, file) !== files) throw failure('FILES_CHANGED', { file });
}
