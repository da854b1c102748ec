import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../errors.ts';
import { stepSync } from '../failpoints/step.ts';
import { readFailed, writeFailed } from '../format/io-failure.ts';
import { writeNewFile } from '../format/write-new-file.ts';

/** A folder of the project that no version control sees. */
const folder = '.ntom';

/** Where a project keeps the key that its fixtures are masked with, if the environment has none. */
const keyFile = `${folder}/mask-key`;

/**
 * The key that fixtures of a project are masked with: `NTOM_MASK_KEY`, else `.ntom/mask-key`, which is made when it is first asked
 * for. `made` is told of that.
 *
 * @throws {NtomError} `MASK_KEY_WRONG`, `READ_FAILED`, `WRITE_FAILED`.
 */
export async function maskKey(
  directory: string,
  given: string | undefined,
  made: (file: string) => void,
): Promise<string> {
  if (given !== undefined && given !== '') return given;
  const file = join(directory, keyFile);
  if (!existsSync(file)) {
    await writeKey(directory, file);
    made(keyFile);
  }
  return readKey(file);
}

async function writeKey(directory: string, file: string): Promise<void> {
  try {
    stepSync('mask-key.make-folder', () => mkdirSync(join(directory, folder), { recursive: true, mode: 0o700 }));
  } catch (thrown) {
    throw writeFailed(join(directory, folder), thrown);
  }
  await writeNewFile(join(directory, folder, '.gitignore'), '*\n');
  // Somebody else may have made it by now: that one counts.
  await writeNewFile(file, `${randomBytes(32).toString('hex')}\n`);
}

function readKey(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (thrown) {
    throw readFailed(file, thrown);
  }
  if (!/^[0-9a-f]{64}$/.test(text)) throw failure('MASK_KEY_WRONG', { file: keyFile });
  return text;
}
