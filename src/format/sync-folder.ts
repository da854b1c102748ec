import { open } from 'node:fs/promises';
import { step } from '../failpoints/step.ts';
import { writeFailed } from './io-failure.ts';

/**
 * Makes the names in a folder durable: a rename survives a crash only after this. `name`: of the step.
 *
 * @throws {NtomError} `WRITE_FAILED`.
 */
export async function syncFolder(name: string, folder: string): Promise<void> {
  try {
    await using handle = await open(folder, 'r');
    await step(name, () => handle.sync());
  } catch (thrown) {
    throw writeFailed(folder, thrown);
  }
}
