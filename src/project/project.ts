import { join, resolve } from 'node:path';
import { identityPipeline } from '../pipeline/identity-pipeline.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { config, type Config, type ConfigInput } from './config.ts';
import { pipelineNamesIn, readPipeline, readSchema, schemaVersionsIn } from './definition-files.ts';
import { configFile, findProject } from './find-project.ts';
import { isObject } from './is-definition.ts';
import { loadModule } from './load-module.ts';
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
  /** The names of databases at that place which are named otherwise, by schema version, ascending. */
  readonly names: ReadonlyMap<number, string>;
  /** Absolute folder of all extracts. */
  readonly extractsDirectory: string;
  /** What pipelines may import beside ntom, zod, their schemas and files of the project: names of packages and of Node's modules. */
  readonly imports: readonly string[];

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

  /** Absolute folder of the fixtures of a schema version. */
  fixturesDirectory(version: number): string;
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
    // Keys that are whole numbers come in their order in every object.
    names: new Map(Object.entries(config.names).map(([version, name]) => [Number(version), name])),
    extractsDirectory,
    imports: config.imports,
    schemaVersions: () => schemaVersionsIn(directory),
    schema: (version) => loadSchema(directory, version),
    releases: () => readLock(directory),
    release: async (version, today) => releaseSchema(directory, await loadSchema(directory, version), today),
    pipelineNames: () => pipelineNamesIn(directory),
    pipeline: (name) => loadPipeline(directory, name),
    extractDirectory: (version) => join(extractsDirectory, `v${version}`),
    fixturesDirectory: (version) => join(directory, 'test', 'fixtures', `v${version}`),
  };
}

/** What `schema` of the project in `directory` gives, without its configuration. */
export async function loadSchema(directory: string, version: number): Promise<SchemaDefinition> {
  const schema = await readSchema(directory, version);
  requireAsReleased(directory, [schema]);
  return schema;
}

/** What `pipeline` of the project in `directory` gives, without its configuration. */
export async function loadPipeline(directory: string, name: string): Promise<PipelineDefinition> {
  if (/^\d+$/.test(name)) return identityPipeline(await loadSchema(directory, Number(name)));
  const pipeline = await readPipeline(directory, name);
  requireAsReleased(directory, [pipeline.from, pipeline.to]);
  return pipeline;
}
