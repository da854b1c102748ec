import type { Dialect } from '../../dialects/dialect.ts';
import type { EmptyDatabase } from '../../dialects/empty-database.ts';
import type { DatabaseLocation } from '../../dialects/location.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import { findTable, storedColumns, type Value } from '../../schema/definition.ts';
import { checkQueries, type TakenQuery } from '../check/check-queries.ts';
import { columnsUsed } from '../check/columns-used.ts';
import type { SourceFiles } from '../check/source-files.ts';

export interface SourceColumn {
  readonly table: string;
  readonly column: string;
}

/** Where the values of a column of schema M come from, as far as the engine and the pipeline can tell. */
export type ColumnSource =
  | { readonly kind: 'column'; readonly of: SourceColumn }
  | { readonly kind: 'value'; readonly value: Value }
  /** An expression of the query, or of nothing but the columns that the query uses. */
  | { readonly kind: 'query' }
  /** Code makes the row: it is not known out of which columns of the query. */
  | { readonly kind: 'map' };

export interface TableLineage {
  readonly table: string;
  readonly how: 'copy' | 'query' | 'query and map';
  /** Tables of schema N. */
  readonly reads: readonly string[];
  readonly columns: readonly { readonly column: string; readonly source: ColumnSource }[];
  /** All columns of schema N that the query uses: to return, compute, join or filter. */
  readonly uses: readonly SourceColumn[];
}

interface LineageOptions {
  readonly dialect: Dialect;
  readonly locate: (version: number) => DatabaseLocation;
  readonly sources: SourceFiles;
}

/**
 * How each table of schema M comes from schema N. Asks an empty database of schema N that it makes for the question.
 *
 * @returns those tables whose queries the engine takes; the others are not in it.
 * @throws {NtomError} of an engine that is not to be reached.
 */
export async function lineageOf(
  pipeline: PipelineDefinition,
  { dialect, locate, sources }: LineageOptions,
): Promise<readonly TableLineage[]> {
  await using database = await dialect.openEmpty(locate(pipeline.from.version), pipeline.from);
  const { queries } = await checkQueries(database, { pipeline, engine: dialect.engine }, sources);
  const found: TableLineage[] = [];
  for (const query of queries) found.push(await tableLineage(database, pipeline, query));
  return found;
}

async function tableLineage(
  database: EmptyDatabase,
  { from, to, tables }: PipelineDefinition,
  query: TakenQuery,
): Promise<TableLineage> {
  const table = query.table.name;
  const made = tables.find((each) => each.table === table);
  const isMapped = (made?.map ?? null) !== null;
  const target = findTable(to, table);
  const names = target === undefined ? [] : storedColumns(target).map(({ name }) => name);
  return {
    table,
    how: made?.origin.kind === 'table' ? 'copy' : isMapped ? 'query and map' : 'query',
    reads: query.reads,
    columns: names.map((column) => ({ column, source: sourceOf(column, query, made?.constants ?? {}, isMapped) })),
    uses: await usesOf(database, from, query),
  };
}

function sourceOf(
  column: string,
  { columns }: TakenQuery,
  constants: Readonly<Record<string, Value>>,
  isMapped: boolean,
): ColumnSource {
  if (isMapped) return { kind: 'map' };
  if (Object.hasOwn(constants, column)) return { kind: 'value', value: constants[column] ?? null };
  const origin = columns.find(({ name }) => name === column)?.origin ?? null;
  return origin === null ? { kind: 'query' } : { kind: 'column', of: origin };
}

async function usesOf(
  database: EmptyDatabase,
  from: PipelineDefinition['from'],
  query: TakenQuery,
): Promise<readonly SourceColumn[]> {
  const found: SourceColumn[] = [];
  for (const table of from.tables.filter(({ name }) => query.reads.includes(name))) {
    const used = await columnsUsed(database, table, [query]);
    const columns = table.columns.filter(({ name }) => used.has(name));
    found.push(...columns.map(({ name }) => ({ table: table.name, column: name })));
  }
  return found;
}
