import { finding, type Finding } from '../../finding.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import { uncountedTables } from '../../pipeline/uncounted-tables.ts';
import { pipelineFile } from '../../project/definition-files.ts';
import type { TakenQuery } from './check-queries.ts';

/** Tables of schema N that queries read, whose rows nothing accounts for. `queries`: of all tables of schema M. */
export function checkCounts(pipeline: PipelineDefinition, queries: readonly TakenQuery[]): readonly Finding[] {
  const tables = uncountedTables(pipeline, new Map(queries.map(({ table, reads }) => [table.name, reads])));
  if (tables.length === 0) return [];
  return [finding('ROWS_NOT_COUNTED', { pipeline: pipeline.name, tables }, { file: pipelineFile(pipeline.name) })];
}
