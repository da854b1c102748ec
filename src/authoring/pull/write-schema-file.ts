import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { discardFile } from '../../failpoints/discard-file.ts';
import { failure } from '../../errors.ts';
import { writeFailed } from '../../format/io-failure.ts';
import { syncFolder } from '../../format/sync-folder.ts';
import { writeNewFile } from '../../format/write-new-file.ts';
import { schemaFile } from '../../project/definition-files.ts';
import { isSchema } from '../../project/is-definition.ts';
import { lockSchemas } from '../../project/lock-schemas.ts';
import { loadModule } from '../../project/load-module.ts';
import type { Project } from '../../project/project.ts';
import { requireAsReleased } from '../../project/released-schemas.ts';
import type { DatabaseLocation } from '../../dialects/location.ts';
import { stepSync } from '../../failpoints/step.ts';

export interface SchemaFileOptions {
  readonly project: Project;
  readonly version: number;
  /** What the text describes. */
  readonly source: DatabaseLocation;
  /** Whether a file that is there may go. */
  readonly replace: boolean;
}

/**
 * Writes a schema's file, complete or not at all, once it has been loaded under another name and found to declare the schema
 * of that fingerprint. Resolves to whether there was anything to write.
 */
export async function writeSchemaFile(options: SchemaFileOptions, text: string, fingerprint: string): Promise<boolean> {
  const { project, version, source, replace } = options;
  const file = schemaFile(version);
  const path = join(project.directory, file);
  await using _lock = await lockSchemas(project.directory, `pull ${version}`);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  if (existsSync(path) && !replace) throw existing(file, version, source);
  requireAsReleased(project.directory, [{ version, fingerprint }]);
  const trial = join(project.directory, `schemas/.pulled-${randomBytes(4).toString('hex')}.ts`);
  try {
    await writeNewFile(trial, text);
    await requireSame(trial, project.directory, fingerprint);
    publish(trial, path);
    await syncFolder('schema-file.sync-folder', dirname(path));
  } finally {
    discardFile('schema-file.remove-trial', trial);
  }
  return true;
}

function publish(trial: string, path: string): void {
  try {
    stepSync('schema-file.publish', () => renameSync(trial, path));
  } catch (thrown) {
    throw writeFailed(path, thrown);
  }
}

function existing(file: string, version: number, { label }: DatabaseLocation): Error {
  return failure('SCHEMA_FILE_EXISTS', { file, database: label }).withAftermath({
    state: [
      { what: label, is: 'unchanged' },
      { what: file, is: 'unchanged' },
    ],
    next: `ntom pull ${version} --replace`,
  });
}

/** A difference would be a bug of ours. */
async function requireSame(path: string, directory: string, fingerprint: string): Promise<void> {
  const declared = await loadModule(path, directory, { expected: 'schema(…)', accepts: isSchema });
  if (declared.fingerprint !== fingerprint)
    throw new TypeError(`the written file declares another schema:\n${readFileSync(path, 'utf8')}`);
}
