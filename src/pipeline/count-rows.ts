import type { EngineName } from '../dialects/engines.ts';
import type { BoundQuery, KeysQuery, QueryAsker, Source } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import { shownCount, type Count, type EachCount, type MergeCount, type SplitCount } from './count.ts';
import type { TableQuery } from './definition.ts';
import { queryFor } from './query-for.ts';

/** What a query promises of one table of schema N, in numbers. */
export interface TableCount {
  readonly how: 'copy' | 'each' | 'union' | 'merge' | 'split';
  /** Of schema N. */
  readonly table: string;
  readonly count: Count;
  /** Rows of the table that the query's rows are made of: all of it but `dropped`. */
  readonly counted: number;
  readonly dropped: { readonly reason: string; readonly rows: number } | null;
  /** Rows that the query must return. */
  readonly due: number;
  /** More of them are right too. */
  readonly orMore: boolean;
}

export interface CountedQuery {
  readonly pipeline: string;
  readonly engine: EngineName;
  readonly made: TableQuery;
  /** As the pipeline has it. */
  readonly whole: BoundQuery;
  /** Without the rows that `where` leaves out. */
  readonly query: BoundQuery;
  /** Names of its result columns. */
  readonly columns: readonly string[];
}

/**
 * Counts what the query of a table promises. The rows that it returns are counted when they are read.
 *
 * @throws {NtomError} `SPLIT_BROKEN`; `PIPELINE_COUNT_UNKNOWN` when a split names no result column.
 */
export async function countRows(source: Source, counted: CountedQuery): Promise<readonly TableCount[]> {
  const counts: TableCount[] = [];
  for (const count of counted.made.counts) {
    if (count.kind === 'each') counts.push(...(await countEach(source, counted, count)));
    else if (count.kind === 'merge') counts.push(await countMerge(source, counted, count));
    else counts.push(await countSplit(source, counted, count));
  }
  return counts;
}

/** The condition of the one `.each` that has one. */
export function conditionOf({ counts }: TableQuery): string | undefined {
  const each = counts.filter((count) => count.kind === 'each');
  return each.find(({ where }) => where !== null)?.where?.condition;
}

async function countEach(
  source: Source,
  { made, whole, query }: CountedQuery,
  count: EachCount,
): Promise<readonly TableCount[]> {
  const { tables, where } = count;
  const left = where === null ? 0 : (await source.countRows(whole)) - (await source.countRows(query));
  const rows: number[] = [];
  for (const table of tables) rows.push((await source.countTable(table)) - left);
  const due = rows.reduce((sum, each) => sum + each, 0);
  const dropped = where === null ? null : { reason: where.reason, rows: left };
  const how = made.origin.kind === 'table' ? 'copy' : tables.length > 1 ? 'union' : 'each';
  return tables.map((table, index) => {
    return { how, table, count, counted: rows[index] ?? 0, dropped, due, orMore: false };
  });
}

/** Without columns all rows become one, as an aggregate without GROUP BY has it: one of no rows too. */
async function countMerge(source: Source, query: CountedQuery, count: MergeCount): Promise<TableCount> {
  const { table, by, where } = count;
  const keys = mergedKeys(source, query, count);
  const rows = await source.countTable(table);
  const counted = where === null ? rows : await source.countRows(keys.query);
  const due = by.length === 0 ? 1 : await source.countDistinct(keys.query, keys.columns, 'counts');
  const dropped = where === null ? null : { reason: where.reason, rows: rows - counted };
  return { how: 'merge', table, count, counted, dropped, due, orMore: false };
}

/**
 * The query for what a merge makes one row of, each.
 *
 * @throws {NtomError} `PIPELINE_ENGINE_MISSING`.
 */
export function mergedKeys(
  database: QueryAsker,
  query: Pick<CountedQuery, 'pipeline' | 'engine' | 'made'>,
  { table, by, where }: MergeCount,
): KeysQuery {
  const keys = by.map((each) => (typeof each === 'string' ? each : queryFor(query, each)));
  return database.keysQuery(table, keys, where?.condition ?? null);
}

/** A row that is NULL in all of `by` is of no row of the table: an outer join found none. */
async function countSplit(
  source: Source,
  { pipeline, made, ...of }: CountedQuery,
  count: SplitCount,
): Promise<TableCount> {
  const { table, by, none } = count;
  refuseUnknownColumns({ pipeline, made, columns: of.columns }, count);
  const where = { pipeline, table: made.table };
  const rows = await source.countTable(table);
  const found = await source.countDistinct(of.query, by, 'does not count');
  if (none === null ? found !== rows : found > rows)
    throw failure('SPLIT_BROKEN', { ...where, splits: table, by, due: rows, found });
  const dropped = none === null ? null : { reason: none, rows: rows - found };
  return { how: 'split', table, count, counted: found, dropped, due: found, orMore: true };
}

/** @throws {NtomError} `PIPELINE_COUNT_UNKNOWN` when a split names no result column. */
export function refuseUnknownColumns(
  { pipeline, made, columns }: Pick<CountedQuery, 'pipeline' | 'made' | 'columns'>,
  count: SplitCount,
): void {
  const unknown = count.by.find((column) => !columns.includes(column));
  if (unknown === undefined) return;
  const where = { pipeline, table: made.table, place: 'the result of the query' };
  throw failure('PIPELINE_COUNT_UNKNOWN', { ...where, count: shownCount(count), name: unknown });
}
