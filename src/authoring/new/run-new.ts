import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NtomError, type Aftermath } from '../../errors.ts';
import { writeNewFile } from '../../format/write-new-file.ts';
import { lockSchemas } from '../../project/lock-schemas.ts';
import type { Step } from '../../project/migration-path.ts';
import type { Project } from '../../project/project.ts';
import { copySchema } from './copy-schema.ts';
import { todoCount, type DraftEntry, type DraftPipeline } from './draft.ts';
import { draftPipeline } from './draft-pipeline.ts';
import { findMissing, type Missing } from './find-missing.ts';
import { draftText } from './new-pipeline-text.ts';

/** A pipeline that was written. */
export interface NewPipeline {
  /** From the project's folder. */
  readonly file: string;
  /** The schema that was written first, a copy; null: both were there. */
  readonly schemaFile: string | null;
  /** How many tables are made in which way. */
  readonly tables: Readonly<Record<DraftEntry['kind'], number>>;
  /** How much is still to be written. */
  readonly todos: number;
}

/** What became of it: the pipeline was written, or it is there and this is what it lacks. */
export type NewResult = { readonly written: NewPipeline } | { readonly missing: Missing };

/**
 * Writes the pipeline NtoM, and schema M first if it is the next one and not there yet. Overwrites nothing: of a pipeline that
 * is there it says what is missing.
 *
 * @throws {NtomError} `SCHEMA_NOT_FOUND`, `SCHEMA_NOT_COPIED`, `WRITE_FAILED`, and those of `project.schema` and `findMissing`.
 */
export async function runNew(project: Project, { name, from, to }: Step): Promise<NewResult> {
  const file = `pipelines/${name}.ts`;
  await using _lock = await lockSchemas(project.directory, `new ${name}`);
  if (existsSync(join(project.directory, file))) return { missing: await findMissing(project, name) };
  const schemaFile = isNextSchema(project, from, to) ? `schemas/v${to}.ts` : null;
  const next = `ntom new ${name}`;
  const without = { what: file, is: 'not written' };
  if (schemaFile !== null) {
    const state = [{ what: schemaFile, is: 'not written' }, without];
    await withAftermath(copySchema(project, from, to), { state, next });
  }
  const draft = draftPipeline(await project.schema(from), await project.schema(to));
  const state = [...(schemaFile === null ? [] : [{ what: schemaFile, is: 'written' }]), without];
  const writing = writeNewFile(join(project.directory, file), draftText(draft));
  const isWritten = await withAftermath(writing, { state, next });
  return isWritten
    ? { written: { file, schemaFile, ...counts(draft) } }
    : { missing: await findMissing(project, name) };
}

/** Whether schema M is yet to be made. A released one is not: it has been lost. */
function isNextSchema(project: Project, from: number, to: number): boolean {
  const versions = project.schemaVersions();
  return to === from + 1 && versions.includes(from) && !versions.includes(to) && !project.releases().has(to);
}

/** The same, and where things stand if it fails. */
async function withAftermath<T>(work: Promise<T>, aftermath: Aftermath): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw thrown instanceof NtomError ? thrown.withAftermath(aftermath) : thrown;
  }
}

function counts({ tables, drops }: DraftPipeline): Pick<NewPipeline, 'tables' | 'todos'> {
  const entries = tables.map(({ entry }) => entry);
  const made = (kind: DraftEntry['kind']): number => entries.filter((entry) => entry.kind === kind).length;
  const todos = entries.reduce((sum, entry) => sum + todoCount(entry), drops.length);
  return { tables: { copy: made('copy'), query: made('query'), todo: made('todo') }, todos };
}
