import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readFailed, systemCode } from '../../format/io-failure.ts';

export interface DiskSpace {
  /** Absolute. */
  readonly folder: string;
  /** What users without special rights may still write. */
  readonly freeBytes: number;
  /** Equal for folders on the same disk. */
  readonly disk: number;
}

/**
 * The room at a folder; if it does not exist, where it would be made.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export async function diskSpace(folder: string): Promise<DiskSpace> {
  for (let existing = folder; ; existing = dirname(existing)) {
    try {
      const { bavail, bsize } = await statfs(existing);
      const { dev } = await stat(existing);
      return { folder, freeBytes: bavail * bsize, disk: dev };
    } catch (thrown) {
      if (systemCode(thrown) !== 'ENOENT' || existing === dirname(existing)) throw readFailed(folder, thrown);
    }
  }
}
