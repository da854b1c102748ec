import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import { planExtract } from '../pipeline/plan.ts';
import { checkSource } from './check-source.ts';

export interface ExpectedTable {
  readonly name: string;
  /** null: nobody knows before its query has run. */
  readonly rows: number | null;
}

interface Given {
  readonly pipeline: PipelineDefinition;
  readonly dialect: Dialect;
  readonly source: DatabaseLocation;
  /** Most rows of a part. */
  readonly chunkRows: number;
}

/**
 * What an extract would write, in the order of schema M's tables. Checks the source and prepares every query, as an extract does
 * before its first row; only reads.
 *
 * @throws {NtomError} what an extract throws before it reads a row.
 */
export async function expectedTables({
  pipeline,
  dialect,
  source,
  chunkRows,
}: Given): Promise<readonly ExpectedTable[]> {
  await using opened = await dialect.openSource(source);
  await checkSource(opened, pipeline.from, dialect, source.label);
  const plans = await planExtract(opened, { pipeline, engine: dialect.engine, chunkRows });
  return plans.map(({ table, rows }) => ({ name: table.name, rows }));
}
