import type { BoundQuery, ChunkQuery, ResultColumn, Source } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import { findTable, type TableDefinition } from '../schema/definition.ts';
import type { PipelineDefinition, TableQuery } from './definition.ts';
import { countRows, type TableCount } from './count-rows.ts';
import { fittingRows } from './fitting-rows.ts';
import { longResults } from './long-results.ts';
import { keyRanges, type KeyRanges } from './key-ranges.ts';
import { prepareTable, type PrepareOptions } from './prepare-table.ts';
import { namingQuery } from './refused-query.ts';

/**
 * The unit of work: one table, one range of keys, one part. Plain data: a worker with its own connection can do it alone.
 */
export interface Chunk {
  readonly table: string;
  /** From 1 to `of`, in the order of the keys. */
  readonly number: number;
  readonly of: number;
  readonly query: ChunkQuery;
}

/** How one table of schema M is made. */
export interface TablePlan {
  readonly table: TableDefinition;
  readonly made: TableQuery;
  readonly columns: readonly ResultColumn[];
  /** Tables of schema N that the query reads. */
  readonly reads: readonly string[];
  /** Rows that the query must return; null: it promises nothing, or not how many. */
  readonly rows: number | null;
  /** One for each table of schema N that `made.counts` is of. */
  readonly counts: readonly TableCount[];
  readonly chunks: readonly Chunk[];
  /** Why there is one chunk where the pipeline says by which column to cut; null: it is as the pipeline says. */
  readonly uncut: string | null;
}

export interface PlanOptions extends PrepareOptions {
  /** Most rows of a chunk that is cut from a table, unless one key alone has more. Of long rows it has fewer. */
  readonly chunkRows: number;
}

/**
 * What an extract will do, in the order of schema M's tables. It follows from the snapshot alone: the same data has the same
 * plan. Prepares every query, compares its columns with schema M, counts, and cuts tables into chunks.
 *
 * @throws {NtomError} `QUERY_REFUSED`, `PIPELINE_COLUMNS`, `PIPELINE_ENGINE_MISSING`, `PIPELINE_TABLE_LOST`,
 *   `PIPELINE_CHUNK_UNKNOWN`, `PIPELINE_COUNT_UNKNOWN`, `SPLIT_BROKEN`.
 */
export async function planExtract(source: Source, options: PlanOptions): Promise<readonly TablePlan[]> {
  const plans: TablePlan[] = [];
  const { name, tables } = options.pipeline;
  for (const made of tables) plans.push(await namingQuery(name, made.table, () => planTable(source, made, options)));
  refuseLostTables(options.pipeline, plans);
  return plans;
}

/** A table that would be left behind in silence ends the run. */
function refuseLostTables(pipeline: PipelineDefinition, plans: readonly TablePlan[]): void {
  const [table] = lostTables(pipeline, new Set(plans.flatMap((plan) => plan.reads)));
  if (table !== undefined) throw failure('PIPELINE_TABLE_LOST', { pipeline: pipeline.name, table });
}

/** The tables of schema N that no query reads and that `drops` does not name. */
export function lostTables({ from, drops }: PipelineDefinition, read: ReadonlySet<string>): readonly string[] {
  return from.tables.map(({ name }) => name).filter((name) => !read.has(name) && !Object.hasOwn(drops, name));
}

async function planTable(source: Source, made: TableQuery, options: PlanOptions): Promise<TablePlan> {
  const { table, columns, whole, query } = await prepareTable(source, made, options);
  const { pipeline, engine, chunkRows } = options;
  const reads = await source.tablesRead(query);
  const names = columns.map((column) => column.name);
  const counts = await countRows(source, { pipeline: pipeline.name, engine, made, whole, query, columns: names });
  const rows = counts.find(({ orMore }) => !orMore)?.due ?? null;
  const isCopy = made.origin.kind === 'table';
  const sourceKey = isCopy ? (findTable(pipeline.from, made.origin.table)?.primaryKey ?? []) : [];
  const { chunkBy } = made;
  const long = longResults(columns, { table, made, from: pipeline.from });
  const cut = await cutTable(source, { table, names, chunkBy, query, rows, chunkRows, isCopy, sourceKey, long });
  return { table, made, columns, reads, rows, counts, ...cut };
}

interface TableCut {
  readonly table: TableDefinition;
  /** Of the query's result columns. */
  readonly names: readonly string[];
  readonly chunkBy: string | null;
  readonly query: BoundQuery;
  readonly rows: number | null;
  readonly chunkRows: number;
  /** Whether the rows are those of one table, as they are counted. */
  readonly isCopy: boolean;
  /** The primary key of that table. */
  readonly sourceKey: readonly string[];
  /** Result columns of which a value may be long. */
  readonly long: readonly string[];
}

/** Rows come in the order of the primary key; where the query does not return it, in the order of all columns. */
async function cutTable(source: Source, cut: TableCut): Promise<Pick<TablePlan, 'chunks' | 'uncut'>> {
  const { table, names, query, chunkBy, rows, isCopy, long } = cut;
  const isKeyed = table.primaryKey.length > 0 && table.primaryKey.every((name) => names.includes(name));
  const orderBy = isKeyed ? table.primaryKey : names;
  const column = chunkBy ?? (isKeyed && cut.rows !== null ? table.primaryKey[0] : undefined);
  const found = column === undefined ? null : await rangesOf(source, cut, column, orderBy);
  const isCut = found !== null && 'ranges' in found && found.ranges.length > 1;
  const ranges = isCut ? found.ranges : [{ range: null, rows: isCopy ? rows : null }];
  const chunks = ranges.map(({ range, rows: due }, index) => ({
    table: table.name,
    number: index + 1,
    of: ranges.length,
    query: { ...query, orderBy, range, long, ...(due === null ? {} : { rows: due }) },
  }));
  return { chunks, uncut: chunkBy !== null && found !== null && 'reason' in found ? found.reason : null };
}

/** null: all rows fit into one chunk. */
async function rangesOf(
  source: Source,
  { table, query, rows, chunkRows, sourceKey }: TableCut,
  column: string,
  orderBy: readonly string[],
): Promise<KeyRanges | null> {
  const isKey = sourceKey.length === 1 && sourceKey[0] === column;
  const ranged = { query, column, orderBy, keys: isKey ? rows : null };
  const isUnique = table.primaryKey.length === 1 && table.primaryKey[0] === column;
  if (rows === null || !isUnique)
    return rows !== null && rows <= chunkRows ? null : keyRanges(source, { ...ranged, rows: chunkRows });
  const most = Math.min(chunkRows, await fittingRows(source, { query, column, orderBy, table, rows }));
  // Where each row has a key of its own, all chunks can have the same size.
  return rows <= most ? null : keyRanges(source, { ...ranged, rows: Math.ceil(rows / Math.ceil(rows / most)) });
}
