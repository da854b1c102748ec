import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../errors.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { isPipeline, isSchema } from './is-definition.ts';
import { loadModule } from './load-module.ts';
import { parseStep } from './migration-path.ts';
import { namesIn } from './names-in.ts';

/** The versions that have a file in `schemas/`, ascending. */
export function schemaVersionsIn(directory: string): readonly number[] {
  const versions = namesIn(join(directory, 'schemas')).map((file) => /^v([1-9]\d{0,8})\.ts$/.exec(file)?.[1]);
  return versions
    .filter((version) => version !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/** From the project's folder. */
export function schemaFile(version: number): string {
  return `schemas/v${version}.ts`;
}

/**
 * A schema as its file says it, whether it was released so or not.
 *
 * @throws {NtomError} `SCHEMA_NOT_FOUND`, `SCHEMA_MISNAMED`, and those of `loadModule`.
 */
export async function readSchema(directory: string, version: number): Promise<SchemaDefinition> {
  const file = schemaFile(version);
  const path = join(directory, file);
  if (!existsSync(path)) throw failure('SCHEMA_NOT_FOUND', { version, versions: schemaVersionsIn(directory) });
  const schema = await loadModule(path, directory, { expected: `schema(${version}, { … })`, accepts: isSchema });
  if (schema.version !== version) throw failure('SCHEMA_MISNAMED', { file, declared: schema.version });
  return schema;
}

/** The pipelines that have a file in `pipelines/`, in the order of their versions. */
export function pipelineNamesIn(directory: string): readonly string[] {
  const steps = namesIn(join(directory, 'pipelines')).map((file) =>
    file.endsWith('.ts') ? parseStep(file.slice(0, -'.ts'.length)) : null,
  );
  return steps
    .filter((step) => step !== null)
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((step) => step.name);
}

/** From the project's folder. */
export function pipelineFile(name: string): string {
  return `pipelines/${name}.ts`;
}

/** From the project's folder: of `2to3`, or the schema of the identity `3`. */
export function definitionFile(pipeline: string): string {
  return /^\d+$/.test(pipeline) ? schemaFile(Number(pipeline)) : pipelineFile(pipeline);
}

/**
 * A pipeline as its file says it, whether its schemas were released so or not.
 *
 * @throws {NtomError} `PIPELINE_NOT_FOUND`, `PIPELINE_MISNAMED`, and those of `loadModule`.
 */
export async function readPipeline(directory: string, name: string): Promise<PipelineDefinition> {
  const file = pipelineFile(name);
  const path = join(directory, file);
  if (!existsSync(path)) throw failure('PIPELINE_NOT_FOUND', { name, names: pipelineNamesIn(directory) });
  const pipeline = await loadModule(path, directory, { expected: 'pipeline(…)', accepts: isPipeline });
  if (pipeline.name !== name) throw failure('PIPELINE_MISNAMED', { file, declared: pipeline.name });
  return pipeline;
}
