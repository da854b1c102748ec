import { linkSync, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { discardFile } from '../failpoints/discard-file.ts';
import { systemCode, writeFailed } from './io-failure.ts';
import { partialName } from './partial-name.ts';
import { syncFolder } from './sync-folder.ts';
import { step, stepSync } from '../failpoints/step.ts';

/**
 * Writes a file that is not there yet, complete or not at all, with its folder if need be. Durable when the promise resolves.
 *
 * `mode`: less what the umask takes.
 *
 * @returns false if there is such a file already: it is as it was.
 * @throws {NtomError} `WRITE_FAILED`: there is no such file.
 */
export async function writeNewFile(path: string, text: string, mode = 0o666): Promise<boolean> {
  const folder = dirname(path);
  try {
    stepSync('file.make-folder', () => mkdirSync(folder, { recursive: true }));
  } catch (thrown) {
    throw writeFailed(folder, thrown);
  }
  const isWritten = await writtenAside(path, text, mode);
  if (isWritten) await syncFolder('file.sync-folder', folder);
  return isWritten;
}

/** Under another name first. */
async function writtenAside(path: string, text: string, mode: number): Promise<boolean> {
  const partial = partialName(path);
  try {
    await writeDurably(partial, text, mode);
    return linked(partial, path);
  } catch (thrown) {
    throw writeFailed(path, thrown);
  } finally {
    discardFile('file.remove-partial', partial);
  }
}

/** Gives a file a further name. Unlike a rename it takes none that is in use: then it returns false. */
function linked(file: string, name: string): boolean {
  try {
    stepSync('file.publish', () => linkSync(file, name));
    return true;
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  await using handle = await step('file.create', () => open(path, 'wx', mode));
  await step('file.write', () => handle.writeFile(text));
  await step('file.sync', () => handle.sync());
}
