import type { EngineName } from '../dialects/engines.ts';
import type { BoundQuery } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import type { SqlText } from './count.ts';
import type { TableQuery } from './definition.ts';

interface Asked {
  readonly pipeline: string;
  readonly engine: EngineName;
  readonly made: TableQuery;
}

/**
 * The SQL for the engine that is read.
 *
 * @throws {NtomError} `PIPELINE_ENGINE_MISSING`.
 */
export function queryFor({ pipeline, engine, made }: Asked, sql: SqlText): BoundQuery {
  const query = 'sql' in sql ? sql : sql[engine];
  if (query === undefined) throw failure('PIPELINE_ENGINE_MISSING', { pipeline, table: made.table, engine });
  return query as BoundQuery;
}
