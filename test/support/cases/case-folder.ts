import { existsSync, readdirSync } from 'node:fs';
import type { EngineName } from '../../../src/dialects/engines.ts';
import type { PipelineDefinition } from '../../../src/pipeline/definition.ts';
import { identityPipeline } from '../../../src/pipeline/identity-pipeline.ts';
import type { SchemaDefinition } from '../../../src/schema/definition.ts';

const casesRoot = new URL('../../cases/', import.meta.url);

/** What `options.ts` of a case may say. */
export interface CaseOptions {
  /** Most rows of a part. */
  readonly chunkRows?: number;
  /** A database that is not part of the repository: its rows are not committed either. Left out: `source.sql` fills an empty one. */
  readonly given?: { readonly [engine in EngineName]?: URL };
  /** Why the case is skipped where the given database is absent. */
  readonly otherwise?: string;
}

/** A case: `v1.ts`, `v2.ts`, `1to2.ts`, `source.sql`, `expected/`; with one schema alone, the identity. */
export interface CaseFolder {
  readonly name: string;
  readonly url: URL;
  readonly pipeline: PipelineDefinition;
  readonly options: CaseOptions;
}

/** Folders of databases to be described, which are no migrations. */
const otherFolders = ['pull'];

export function readCases(): Promise<readonly CaseFolder[]> {
  const folders = readdirSync(casesRoot, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !otherFolders.includes(entry.name),
  );
  return Promise.all(folders.map(({ name }) => readCase(name)));
}

export async function readCase(name: string): Promise<CaseFolder> {
  const url = new URL(`${name}/`, casesRoot);
  const files = readdirSync(url);
  const options = files.includes('options.ts') ? await defaultOf<CaseOptions>(url, 'options.ts') : {};
  return { name, url, pipeline: await pipelineOf(url, files), options };
}

async function pipelineOf(url: URL, files: readonly string[]): Promise<PipelineDefinition> {
  const pipeline = files.find((file) => /^\d+to\d+\.ts$/.test(file));
  if (pipeline !== undefined) return defaultOf(url, pipeline);
  const [schema, ...others] = files.filter((file) => /^v\d+\.ts$/.test(file));
  if (schema === undefined || others.length > 0) throw new Error(`${url.href} has neither a pipeline nor one schema`);
  return identityPipeline(await defaultOf<SchemaDefinition>(url, schema));
}

async function defaultOf<T>(url: URL, file: string): Promise<T> {
  const module = (await import(new URL(file, url).href)) as { default: T };
  return module.default;
}

/** Whether the database that a case is given is there, for an engine. */
export function isAtHand({ options }: CaseFolder, engine: EngineName): boolean {
  if (options.given === undefined) return true;
  const file = options.given[engine];
  return file !== undefined && existsSync(file);
}
