import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../errors.ts';
import { oneLine } from '../../errors/one-line.ts';
import { namesIn } from '../../project/names-in.ts';
import { recordName, recordsFolder, runRecordSchema, type RunRecord } from './run-record.ts';

/**
 * The records of the last runs in a project, in the order of their file names. `tell` gets a sentence for each that cannot be read:
 * it counts as none.
 */
export function readRecords(projectDirectory: string, tell: (message: string) => void): readonly RunRecord[] {
  const folder = recordsFolder(projectDirectory);
  try {
    const names = namesIn(folder).filter((name) => name.endsWith('.json'));
    return names.toSorted().flatMap((name) => recordIn(folder, name, tell) ?? []);
  } catch (thrown) {
    tell(`the records of earlier runs cannot be read: ${oneLine(reasonOf(thrown))}`);
    return [];
  }
}

function recordIn(folder: string, name: string, tell: (message: string) => void): RunRecord | null {
  try {
    const record = runRecordSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (recordName(record) !== name) throw new Error(`it is one of ${record.command} ${record.subject}`);
    return record;
  } catch (thrown) {
    tell(`the record ${name} cannot be read, and counts as none: ${oneLine(reasonOf(thrown))}`);
    return null;
  }
}
