import { existsSync } from 'node:fs';
import type { EngineName } from '../../../src/dialects/engines.ts';
import type { PipelineDefinition } from '../../../src/pipeline/definition.ts';
import { identityPipeline } from '../../../src/pipeline/identity-pipeline.ts';
import { casePlace, casePlaces, defaultOf, schemasOf, versionsOf, type CasePlace } from './case-list.ts';

/** What `options.ts` of a case may say. */
export interface CaseOptions {
  /** Most rows of a part. */
  readonly chunkRows?: number;
  /** A database that is not part of the repository: its rows are not committed either. Left out: `source.sql` fills an empty one. */
  readonly given?: { readonly [engine in EngineName]?: URL };
  /** Why the case is skipped where the given database is absent. */
  readonly otherwise?: string;
}

/**
 * A case: `v1.ts`, `v2.ts`, `1to2.ts`, `source.sql`, `expected/`. With one schema alone, the identity; with two and no pipeline,
 * the one that `ntom new` writes.
 */
export interface CaseFolder extends CasePlace {
  readonly pipeline: PipelineDefinition;
  readonly options: CaseOptions;
}

export function readCases(): Promise<readonly CaseFolder[]> {
  return Promise.all(casePlaces().map(readPlace));
}

/** `name`: the folder, from `test/cases/`. */
export function readCase(name: string): Promise<CaseFolder> {
  return readPlace(casePlace(name));
}

async function readPlace(place: CasePlace): Promise<CaseFolder> {
  const options = hasFile(place, 'options.ts') ? await defaultOf<CaseOptions>(place, 'options.ts') : {};
  return { ...place, pipeline: await pipelineOf(place), options };
}

async function pipelineOf(place: CasePlace): Promise<PipelineDefinition> {
  const [from, to] = versionsOf(place);
  if (from === to) return identityPipeline((await schemasOf(place))[1]);
  const own = `${from}to${to}.ts`;
  return defaultOf(place, hasFile(place, own) ? own : 'expected/new.ts');
}

function hasFile({ url }: CasePlace, file: string): boolean {
  return existsSync(new URL(file, url));
}

/** Whether the database that a case is given is there, for an engine. */
export function isAtHand({ options }: CaseFolder, engine: EngineName): boolean {
  if (options.given === undefined) return true;
  const file = options.given[engine];
  return file !== undefined && existsSync(file);
}
