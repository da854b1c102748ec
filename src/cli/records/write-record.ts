import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { discardFile } from '../../failpoints/discard-file.ts';
import { stepSync } from '../../failpoints/step.ts';
import { writeFailed } from '../../format/io-failure.ts';
import { partialName, partialsOf } from '../../format/partial-name.ts';
import { makeOwnFolder } from '../../project/own-folder.ts';
import { recordName, recordsFolder, type RunRecord } from './run-record.ts';

/**
 * Writes a record in place of the one before: whoever reads it sees the one or the other. Nothing is synced: it may be lost with
 * the machine.
 *
 * @throws {NtomError} `WRITE_FAILED`: the record before is as it was.
 */
export async function writeRecord(projectDirectory: string, record: RunRecord): Promise<void> {
  await makeOwnFolder(projectDirectory);
  const folder = recordsFolder(projectDirectory);
  const file = join(folder, recordName(record));
  const partial = partialName(file);
  try {
    stepSync('record.make-folder', () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
    for (const left of partialsOf(file)) discardFile('record.remove-leftover', left);
    const text = `${JSON.stringify(record, null, 2)}\n`;
    stepSync('record.write', () => writeFileSync(partial, text, { mode: 0o600, flag: 'wx' }));
    stepSync('record.publish', () => renameSync(partial, file));
  } catch (thrown) {
    discardFile('record.remove-partial', partial);
    throw writeFailed(file, thrown);
  }
}
