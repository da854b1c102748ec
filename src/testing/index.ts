export type { FileAccess, ServerAccess } from '../dialects/copies.ts';
export type { MemoryAccess } from '../dialects/memory.ts';
export { fixture, type Fixture, type FixtureOptions } from './fixture.ts';
export { rows } from './rows.ts';
export type { LooseRows, PipelineInput } from './pipeline-input.ts';
export { runPipeline, type PipelineRun, type RejectedRow } from './run-pipeline.ts';
export type { SchemaRows } from './schema-rows.ts';
