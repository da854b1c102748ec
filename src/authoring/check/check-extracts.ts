import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { NtomError } from '../../errors.ts';
import { finding, findingOf, type Finding } from '../../finding.ts';
import { maskedColumns, type MaskedColumn } from '../../fixture/masked-columns.ts';
import { directoryStore } from '../../format/directory-store.ts';
import { manifestFile } from '../../format/file-name.ts';
import { readManifest } from '../../format/manifest-file.ts';
import type { Project } from '../../project/project.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';

/** Whether extracts and test fixtures of a schema were made for it as it is: its number alone does not say. */
export async function checkExtracts(
  project: Project,
  schemas: readonly SchemaDefinition[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const schema of schemas) {
    const extract = project.extractDirectory(schema.version);
    findings.push(...(await checkExtract(project, schema, extract, 'EXTRACT_OF_OTHER_SCHEMA')));
    const fixtures = project.fixturesDirectory(schema.version);
    for (const fixture of existsSync(fixtures) ? readdirSync(fixtures).sort() : [])
      findings.push(...(await checkExtract(project, schema, join(fixtures, fixture), 'FIXTURE_OF_OTHER_SCHEMA')));
  }
  return findings;
}

async function checkExtract(
  { directory }: Project,
  schema: SchemaDefinition,
  folder: string,
  code: 'EXTRACT_OF_OTHER_SCHEMA' | 'FIXTURE_OF_OTHER_SCHEMA',
): Promise<readonly Finding[]> {
  if (!existsSync(join(folder, manifestFile))) return [];
  const extract = relative(directory, folder).replaceAll(sep, '/');
  const place = { file: `${extract}/${manifestFile}` };
  try {
    const { target, fixture } = await readManifest({ ...directoryStore(folder), label: extract });
    const isAnybodys = code === 'FIXTURE_OF_OTHER_SCHEMA' && fixture?.generated !== true;
    const columns = isAnybodys ? unmasked(schema, fixture?.masked ?? []) : [];
    const masking = columns.length === 0 ? [] : [finding('FIXTURE_UNMASKED', { extract, columns }, place)];
    if (target.fingerprint === schema.fingerprint) return masking;
    const details = { extract, schema: schema.version, found: target.fingerprint, needed: schema.fingerprint };
    return [finding(code, details, place), ...masking];
  } catch (error) {
    if (!(error instanceof NtomError)) throw error;
    return [findingOf(error, place)];
  }
}

/** Columns that are to be masked and were not, or otherwise. */
function unmasked(schema: SchemaDefinition, masked: readonly MaskedColumn[]): readonly string[] {
  const isMasked = (due: MaskedColumn): boolean =>
    masked.some(({ table, column, as }) => table === due.table && column === due.column && as === due.as);
  return dueColumns(schema)
    .filter((due) => !isMasked(due))
    .map(({ table, column }) => `${table}.${column}`);
}

/** Where marks contradict each other, `checkMarks` says so. */
function dueColumns(schema: SchemaDefinition): readonly MaskedColumn[] {
  try {
    return maskedColumns(schema);
  } catch (error) {
    if (!(error instanceof NtomError)) throw error;
    return [];
  }
}
