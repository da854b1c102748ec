import { existsSync, readdirSync } from 'node:fs';
import { readFailed } from '../format/io-failure.ts';

/**
 * What there is in a folder; nothing in one that does not exist.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export function namesIn(folder: string): readonly string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (thrown) {
    throw readFailed(folder, thrown);
  }
}
