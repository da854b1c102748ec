import { NtomError } from '../../errors.ts';
import { findingOf, type Finding } from '../../finding.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import { collectProblems } from '../../pipeline/problems.ts';
import { pipelineFile, readPipeline, readSchema, schemaFile } from '../../project/definition-files.ts';
import { parseStep } from '../../project/migration-path.ts';
import { placeOfError } from '../../project/module-error.ts';
import type { Project } from '../../project/project.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { placeIn, problemFindings } from '../pipeline-problems.ts';
import { placeOfMissing } from './place-of-missing.ts';
import type { SourceFiles } from './source-files.ts';

/** What is checked of a project. A file that cannot be read is a finding, and keeps no other from being read. */
export interface Definitions {
  /** Of the pipelines that are checked, whether they could be read or not. */
  readonly pipelineNames: readonly string[];
  readonly schemas: readonly SchemaDefinition[];
  readonly pipelines: readonly PipelineDefinition[];
  readonly findings: readonly Finding[];
}

/**
 * @param only A pipeline to check alone, with its two schemas; null: everything.
 * @throws {NtomError} `PIPELINE_NOT_FOUND` for a pipeline that was named.
 */
export async function readDefinitions(
  project: Project,
  only: string | null,
  sources: SourceFiles,
): Promise<Definitions> {
  const { directory } = project;
  const step = only === null ? null : parseStep(only);
  const versions = step === null ? project.schemaVersions() : [...new Set([step.from, step.to])].sort((a, b) => a - b);
  const pipelineNames = step === null ? project.pipelineNames() : [step.name];
  const reader = definitionReader(directory, sources);
  const schemas = await reader.all(versions, (version) => readSchema(directory, version), schemaFile);
  const read = await reader.all(pipelineNames, (name) => readWhole(directory, name, sources), pipelineFile);
  const pipelines = read.flatMap(({ pipeline, findings }) => (findings.length === 0 ? [pipeline] : []));
  const findings = [...reader.findings, ...read.flatMap((each) => each.findings)];
  return { pipelineNames, schemas, pipelines, findings };
}

/** With all that is wrong in it, and not only the first. It is good for nothing then. */
async function readWhole(
  directory: string,
  name: string,
  sources: SourceFiles,
): Promise<{ readonly pipeline: PipelineDefinition; readonly findings: readonly Finding[] }> {
  const { result: pipeline, problems } = await collectProblems(() => readPipeline(directory, name));
  const file = pipelineFile(name);
  return { pipeline, findings: problemFindings(problems, { directory, file, text: sources.text(file) }) };
}

function definitionReader(directory: string, sources: SourceFiles) {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  /** A schema that is wrong makes each of its pipelines wrong: it is told once. */
  const refuse = (error: NtomError, file: string): void => {
    const place = placeOf(error, directory, sources) ?? { file, line: null };
    const key = JSON.stringify([error.code, place.line === null ? error.message : place]);
    if (seen.has(key)) return;
    seen.add(key);
    findings.push(findingOf(error, place));
  };
  return {
    findings,
    async all<Key, Definition>(
      keys: readonly Key[],
      read: (key: Key) => Promise<Definition>,
      fileOf: (key: Key) => string,
    ): Promise<readonly Definition[]> {
      const found: Definition[] = [];
      for (const key of keys) {
        try {
          found.push(await read(key));
        } catch (error) {
          if (!(error instanceof NtomError) || error.code === 'PIPELINE_NOT_FOUND') throw error;
          refuse(error, fileOf(key));
        }
      }
      return found;
    },
  };
}

/** Where in the project something was thrown; null: nowhere, or not known. */
function placeOf(
  error: NtomError,
  directory: string,
  sources: SourceFiles,
): { readonly file: string; readonly line: number } | null {
  if (error.code !== 'MODULE_NOT_LOADED') return placeIn(placeOfError(error, directory));
  const { where, reason } = error.details;
  return placeIn(typeof where === 'string' ? where : null) ?? placeOfMissing(String(reason), sources);
}
