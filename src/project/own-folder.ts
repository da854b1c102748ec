import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stepSync } from '../failpoints/step.ts';
import { writeFailed } from '../format/io-failure.ts';
import { writeNewFile } from '../format/write-new-file.ts';

/** A folder of the project for what is of this machine only: no version control sees it. */
export const ownFolder = '.ntom';

/**
 * Makes the folder, if need be. Absolute.
 *
 * @throws {NtomError} `WRITE_FAILED`.
 */
export async function makeOwnFolder(projectDirectory: string): Promise<string> {
  const folder = join(projectDirectory, ownFolder);
  try {
    stepSync('own-folder.make', () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  } catch (thrown) {
    throw writeFailed(folder, thrown);
  }
  await writeNewFile(join(folder, '.gitignore'), '*\n', 0o600);
  return folder;
}
