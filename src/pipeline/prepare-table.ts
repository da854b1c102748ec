import type { EngineName } from '../dialects/engines.ts';
import type { BoundQuery, QueryAsker, ResultColumn } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import { findTable, storedColumns, type TableDefinition } from '../schema/definition.ts';
import { conditionOf } from './count-rows.ts';
import type { PipelineDefinition, TableQuery } from './definition.ts';
import { queryFor } from './query-for.ts';

export interface PrepareOptions {
  readonly pipeline: PipelineDefinition;
  readonly engine: EngineName;
}

/** The query of one table of schema M, as the database takes it. */
export interface PreparedTable {
  readonly table: TableDefinition;
  readonly columns: readonly ResultColumn[];
  /** As it was written. */
  readonly whole: BoundQuery;
  /** Without the rows that `.each` leaves out; the same as `whole` if it leaves out none. */
  readonly query: BoundQuery;
}

/**
 * Prepares the query of a table, and compares its columns with schema M. A condition of `.each` is not prepared yet.
 *
 * @throws {NtomError} `QUERY_REFUSED`, `PIPELINE_COLUMNS`, `PIPELINE_CHUNK_UNKNOWN`, `PIPELINE_ENGINE_MISSING`.
 */
export async function prepareTable(
  database: QueryAsker,
  made: TableQuery,
  options: PrepareOptions,
): Promise<PreparedTable> {
  const table = findTable(options.pipeline.to, made.table);
  if (table === undefined) throw new TypeError(`schema ${options.pipeline.to.version} has no table ${made.table}`);
  const whole = queryOf(database, made, options);
  const columns = await database.resultColumns(whole);
  refuseWrongColumns(options.pipeline.name, table, made, columns);
  refuseUnknownChunkBy(options.pipeline.name, made, columns);
  const condition = conditionOf(made);
  const query = condition === undefined ? whole : database.filtered(whole, condition);
  return { table, columns, whole, query };
}

function queryOf(database: QueryAsker, made: TableQuery, { pipeline, engine }: PrepareOptions): BoundQuery {
  const { origin } = made;
  if (origin.kind === 'table') return database.tableQuery(origin.table, origin.columns);
  return queryFor({ pipeline: pipeline.name, engine, made }, origin.sql);
}

function refuseWrongColumns(
  pipeline: string,
  table: TableDefinition,
  made: TableQuery,
  columns: readonly ResultColumn[],
): void {
  const found = columns.map((column) => column.name);
  const due = storedColumns(table)
    .map((column) => column.name)
    .filter((name) => !Object.hasOwn(made.constants, name));
  const repeated = found.filter((name, index) => found.indexOf(name) !== index);
  const missing = made.map === null ? due.filter((name) => !found.includes(name)) : [];
  // A row with a column of this name would not have it.
  const extra = found.filter((name) => (made.map === null ? !due.includes(name) : name === '__proto__'));
  if (missing.length + extra.length + repeated.length === 0) return;
  throw failure('PIPELINE_COLUMNS', { pipeline, table: table.name, missing, extra, repeated });
}

function refuseUnknownChunkBy(
  pipeline: string,
  { table, chunkBy }: TableQuery,
  columns: readonly ResultColumn[],
): void {
  if (chunkBy === null || columns.some(({ name }) => name === chunkBy)) return;
  throw failure('PIPELINE_CHUNK_UNKNOWN', { pipeline, table, column: chunkBy });
}
