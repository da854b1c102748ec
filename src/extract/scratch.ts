import { rm } from 'node:fs/promises';
import { writeFailed } from '../format/io-failure.ts';
import { step } from '../failpoints/step.ts';

/**
 * Removes the folder that a run had for its keys: it is no part of an extract.
 *
 * @throws {NtomError} `WRITE_FAILED`.
 */
export async function removeScratch(folder: string): Promise<void> {
  await step('scratch.remove', () => rm(folder, { recursive: true, force: true })).catch((thrown: unknown) => {
    throw writeFailed(folder, thrown);
  });
}
