import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../errors.ts';
import { readFailed } from '../format/io-failure.ts';
import { writeNewFile } from '../format/write-new-file.ts';
import { makeOwnFolder, ownFolder } from './own-folder.ts';

/** Where a project keeps the key that its fixtures are masked with, if the environment has none. */
const keyFile = `${ownFolder}/mask-key`;

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
  await makeOwnFolder(directory);
  // Somebody else may have made it by now: that one counts.
  await writeNewFile(file, `${randomBytes(32).toString('hex')}\n`, 0o600);
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
