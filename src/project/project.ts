import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failure } from '../errors.ts';
import { identityPipeline } from '../pipeline/identity-pipeline.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { config, type Config, type ConfigInput } from './config.ts';
import { configFile, findProject } from './find-project.ts';
import { isObject, isPipeline, isSchema } from './is-definition.ts';
import { loadModule } from './load-module.ts';
import { parseStep } from './migration-path.ts';
import { readLock, type Release } from './lock-file.ts';
import { absolutePlace } from './place.ts';
import { releaseSchema, requireAsReleased, type Released } from './released-schemas.ts';

/** The folder of a user's application: its configuration, schemas, pipelines and extracts. */
export interface Project {
  /** Absolute. */
  readonly directory: string;
  readonly app: string;
  /** The URL of the place of the databases, with an absolute path. */
  readonly place: string;
  /** Absolute folder of all extracts. */
  readonly extractsDirectory: string;

  /** The versions that have a file in `schemas/`, ascending. Loads none of them. */
  schemaVersions(): readonly number[];

  /**
   * @throws {NtomError} `SCHEMA_NOT_FOUND`, `SCHEMA_MISNAMED`, `SCHEMA_RELEASED_CHANGED`, `LOCK_INVALID`, and those of
   * `loadModule`.
   */
  schema(version: number): Promise<SchemaDefinition>;

  /**
   * The released schemas, by their versions, ascending.
   *
   * @throws {NtomError} `LOCK_INVALID`, `READ_FAILED`.
   */
  releases(): ReadonlyMap<number, Release>;

  /**
   * Freezes a schema: from now on it loads only as it is. Does nothing if it is released already.
   *
   * @param today `YYYY-MM-DD`.
   * @throws {NtomError} `WRITE_FAILED`, and those of `schema`.
   */
  release(version: number, today: string): Promise<Released>;

  /** The pipelines that have a file in `pipelines/`, in the order of their versions. Loads none of them. */
  pipelineNames(): readonly string[];

  /**
   * `2to3`, or `3` for the one that copies every table of schema 3.
   *
   * @throws {NtomError} `PIPELINE_NOT_FOUND`, `PIPELINE_MISNAMED`, `SCHEMA_RELEASED_CHANGED` for either of its schemas,
   * `LOCK_INVALID`, and those of `loadModule`.
   */
  pipeline(name: string): Promise<PipelineDefinition>;

  /** Absolute folder of the extract that has the structure of a schema version. */
  extractDirectory(version: number): string;
}

/**
 * The project in `directory`, or the nearest from `cwd` upward.
 *
 * @throws {NtomError} `PROJECT_NOT_FOUND`, `CONFIG_WRONG`, and those of `loadModule`.
 */
export async function openProject(directory: string | undefined, cwd: string): Promise<Project> {
  const folder = findProject(directory, cwd);
  const expected = 'config({ … })';
  const exported = await loadModule(join(folder, configFile), folder, { expected, accepts: isObject });
  // Again if it was made by `config` already: a plain object does as well.
  return projectAt(folder, config(exported as ConfigInput));
}

function projectAt(directory: string, config: Config): Project {
  const extractsDirectory = resolve(directory, config.extracts);
  return {
    directory,
    app: config.app,
    place: absolutePlace(config.database, directory),
    extractsDirectory,
    schemaVersions: () => schemaVersionsIn(directory),
    schema: (version) => loadSchema(directory, version),
    releases: () => readLock(directory),
    release: async (version, today) => releaseSchema(directory, await loadSchema(directory, version), today),
    pipelineNames: () => pipelineNamesIn(directory),
    pipeline: (name) => loadPipeline(directory, name),
    extractDirectory: (version) => join(extractsDirectory, `v${version}`),
  };
}

function schemaVersionsIn(directory: string): readonly number[] {
  const versions = filesIn(join(directory, 'schemas')).map((file) => /^v([1-9]\d{0,8})\.ts$/.exec(file)?.[1]);
  return versions
    .filter((version) => version !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

async function loadSchema(directory: string, version: number): Promise<SchemaDefinition> {
  const file = `schemas/v${version}.ts`;
  const path = join(directory, file);
  if (!existsSync(path)) throw failure('SCHEMA_NOT_FOUND', { version, versions: schemaVersionsIn(directory) });
  const schema = await loadModule(path, directory, { expected: `schema(${version}, { … })`, accepts: isSchema });
  if (schema.version !== version) throw failure('SCHEMA_MISNAMED', { file, declared: schema.version });
  requireAsReleased(directory, [schema]);
  return schema;
}

function pipelineNamesIn(directory: string): readonly string[] {
  const steps = filesIn(join(directory, 'pipelines')).map((file) =>
    file.endsWith('.ts') ? parseStep(file.slice(0, -'.ts'.length)) : null,
  );
  return steps
    .filter((step) => step !== null)
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((step) => step.name);
}

async function loadPipeline(directory: string, name: string): Promise<PipelineDefinition> {
  if (/^\d+$/.test(name)) return identityPipeline(await loadSchema(directory, Number(name)));
  const file = `pipelines/${name}.ts`;
  const path = join(directory, file);
  if (!existsSync(path)) throw failure('PIPELINE_NOT_FOUND', { name, names: pipelineNamesIn(directory) });
  const pipeline = await loadModule(path, directory, { expected: 'pipeline(…)', accepts: isPipeline });
  if (pipeline.name !== name) throw failure('PIPELINE_MISNAMED', { file, declared: pipeline.name });
  requireAsReleased(directory, [pipeline.from, pipeline.to]);
  return pipeline;
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
