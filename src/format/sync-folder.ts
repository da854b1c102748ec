import { open } from 'node:fs/promises';
import { writeFailed } from './io-failure.ts';

/**
 * Makes the names in a folder durable: a rename survives a crash only after this.
 *
 * @throws {NtomError} `WRITE_FAILED`.
 */
export async function syncFolder(folder: string): Promise<void> {
  try {
    await using handle = await open(folder, 'r');
    await handle.sync();
  } catch (thrown) {
    throw writeFailed(folder, thrown);
  }
}
