import { mkdirSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { discardFile } from '../../failpoints/discard-file.ts';
import { step, stepSync } from '../../failpoints/step.ts';
import { writeFailed } from '../../format/io-failure.ts';
import { partialName, partialsOf } from '../../format/partial-name.ts';

/**
 * Writes a report in place of the one before: whoever opens it sees the one or the other. Nobody else can read it.
 *
 * @throws {NtomError} `WRITE_FAILED`: what was there is as it was.
 */
export async function writeReport(file: string, text: string): Promise<void> {
  const partial = partialName(file);
  try {
    stepSync('report.make-folder', () => mkdirSync(dirname(file), { recursive: true }));
    for (const left of partialsOf(file)) discardFile('report.remove-leftover', left);
    await writeNew(partial, text);
    stepSync('report.publish', () => renameSync(partial, file));
  } catch (thrown) {
    discardFile('report.remove-partial', partial);
    throw writeFailed(file, thrown);
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  await using handle = await step('report.create', () => open(path, 'wx', 0o600));
  await step('report.write', () => handle.writeFile(text));
  await step('report.sync', () => handle.sync());
}
