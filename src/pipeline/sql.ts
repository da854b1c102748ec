import type { EngineName } from '../dialects/engines.ts';
import type { BoundQuery, SqlParameter } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import type { Count, SqlText, Where } from './count.ts';
import type { InputRow } from './definition.ts';

/** A row whose columns the compiler does not know: each of them may be anything. */
// oxlint-disable-next-line typescript/no-explicit-any -- `unknown` would make every use of a column an error
export type AnyRow = Record<string, any>;

/** A query that was compiled elsewhere: `sql` and its parameters, as Kysely (`parameters`) and Drizzle (`params`) give it. */
export type CompiledQuery =
  | { readonly sql: string; readonly parameters?: readonly unknown[] }
  | { readonly sql: string; readonly params: readonly unknown[] };

/** A template may stand for its text too, unless it counts: that would be lost. */
type UncountedQuery = CompiledQuery & { readonly names?: never };

/** One query for each engine that is used. */
export type QueryPerEngine = { readonly [engine in EngineName]?: string | UncountedQuery };

/** Rows that are left out and counted, and why. */
export interface WhereOptions {
  /** SQL; rows for which it does not hold are dropped. `.each`: on the query's result columns; `.merges`: on the table's. */
  readonly where: string;
  readonly reason: string;
}

/** Which rows of a table become one. */
export type MergeOptions<Column extends string> = {
  /** Columns of the table, and expressions on them: sql`lower(name)`. None: all rows become one. */
  readonly by: readonly (Column | SqlQuery<never, never>)[];
} & (WhereOptions | { readonly where?: never; readonly reason?: never });

/** How a row of a table is told from the others. */
export interface SplitOptions<Column extends string> {
  /** The result columns of the query that say which row of the table a row is of: its key. */
  readonly by: readonly [Column, ...Column[]];
  /** Why a row of the table may give no row. Such rows are counted as dropped. */
  readonly none?: string;
}

/** The columns of a row that are known by name. */
type KnownColumns<Row> = { [Column in keyof Row as string extends Column ? never : Column]: Row[Column] };

/**
 * What `.map` makes of rows of type `Input`. Where their columns are known, its rows must be complete (`RowQuery`); where they are
 * not, part of a row may be spread from them: the compiler checks the named columns and `extract` the rest (`OpenRowQuery`).
 */
export type MappedQuery<Input, Result, Names extends string> = string extends keyof Input
  ? OpenRowQuery<KnownColumns<Result>, Names>
  : RowQuery<Result, Names>;

/** A query whose `.map` returns complete rows. */
export type RowQuery<Row, Names extends string = string> = CompleteRows<keyof Row, Row, Names>;

/** A query whose `.map` returns rows of which the compiler knows some columns. */
export type OpenRowQuery<Row, Names extends string = string> = KnownRows<keyof Row, Row, Names>;

/**
 * The compiler compares the parameters in their order and names the first that does not fit: a column that the table does not
 * have, before the row with all its columns.
 */
interface CompleteRows<Column, Row, Names> {
  readonly parts: QueryParts;
  readonly names?: Names;
  readonly column?: Column;
  readonly row?: Row;
  /** For the compiler only: it tells the two kinds apart. */
  readonly isOpen?: false;
}

interface KnownRows<Column, Row, Names> {
  readonly parts: QueryParts;
  readonly names?: Names;
  readonly knownColumn?: Column;
  readonly knownColumns?: Row;
  readonly isOpen?: true;
}

/** What a query is made of. */
export interface QueryParts {
  readonly sql: SqlText;
  readonly counts: readonly Count[];
  readonly chunkBy: string | null;
  readonly map: ((row: InputRow) => unknown) | null;
}

/** A query on schema N. `Row` is what `.map` gets; `Names`, the tables and `table.column` that it counts by. */
export class SqlQuery<Row = AnyRow, Names extends string = never> {
  readonly parts: QueryParts;
  /** For the compiler only: it is never there. */
  declare readonly names?: Names;

  constructor(parts: QueryParts) {
    this.parts = parts;
  }

  /** The text, so that a template with parameters may stand for one engine: `sql({ engine: sql`…` })`. */
  get sql(): string {
    return this.template.sql;
  }

  get parameters(): readonly SqlParameter[] {
    return this.template.parameters;
  }

  private get template(): BoundQuery {
    if ('sql' in this.parts.sql) return this.parts.sql;
    throw failure('PIPELINE_QUERY_NESTED', {});
  }

  /**
   * Promises one row for every row of a table of schema N: `extract` counts, and refuses a query that loses or multiplies
   * rows. With `where`, rows may be left out for a reason, and are counted too. Several tables: their rows united.
   */
  each<const Table extends string>(table: Table, options?: WhereOptions): SqlQuery<Row, Names | Table>;
  each<const Table extends string>(tables: readonly Table[]): SqlQuery<Row, Names | Table>;
  each(table: string | readonly string[], options?: WhereOptions): SqlQuery<Row, string> {
    const tables = typeof table === 'string' ? [table] : table;
    return this.counting({ kind: 'each', tables, where: whereOf(options) });
  }

  /**
   * Promises one row for all rows of a table of schema N that are equal in the columns `by`, byte for byte; NULL equals NULL.
   * `extract` counts these groups. With `where`, rows of the table may be left out for a reason, and are counted too.
   */
  merges<const Table extends string, const Column extends string = never>(
    table: Table,
    options: MergeOptions<Column>,
  ): SqlQuery<Row, Names | Table | `${Table}.${Column}`> {
    const by = options.by.map((each) => (typeof each === 'string' ? each : each.parts.sql));
    return this.counting({ kind: 'merge', table, by, where: whereOf(options) });
  }

  /**
   * Promises one row or more for every row of a table of schema N: `extract` counts the different values of the result columns
   * `by`. Rows with NULL in all of them are of no row of the table. With `none`, a row of the table may give no row for that
   * reason, and is counted too.
   */
  splits<const Table extends string>(
    table: Table,
    { by, none }: SplitOptions<Extract<keyof Row, string>>,
  ): SqlQuery<Row, Names | Table> {
    return this.counting({ kind: 'split', table, by, none: none ?? null });
  }

  /**
   * Cuts a large query by ranges of a result column, which holds an integer in every row and begins an index: each range becomes a
   * part, its rows in the order of the primary key. Without it, the query is cut by the first column of that key.
   */
  chunkBy(column: Extract<keyof Row, string>): SqlQuery<Row, Names> {
    return new SqlQuery({ ...this.parts, chunkBy: column });
  }

  private counting<All extends string>(count: Count): SqlQuery<Row, All> {
    return new SqlQuery({ ...this.parts, counts: [...this.parts.counts, count] });
  }

  /** Computes the row of schema M in TypeScript. Synchronous; called once a row, in no promised order. */
  map<const Result, Input = Row>(row: (input: Input) => Result): MappedQuery<Input, Result, Names> {
    const mapped: RowQuery<Result, Names> = { parts: { ...this.parts, map: row as (row: InputRow) => unknown } };
    return mapped as MappedQuery<Input, Result, Names>;
  }
}

function whereOf(options: Partial<WhereOptions> | undefined): Where | null {
  if (options?.where === undefined && options?.reason === undefined) return null;
  return { condition: options.where ?? '', reason: options.reason ?? '' };
}

/**
 * A query on schema N: as a template, whose `${values}` are bound as parameters and never pasted, as one text for each engine,
 * or as an object that was compiled elsewhere. Its result columns are those of the table of schema M, by name, unless `.map` makes them.
 */
export function sql<Row = AnyRow>(text: TemplateStringsArray, ...parameters: SqlParameter[]): SqlQuery<Row>;
export function sql<Row = AnyRow>(query: UncountedQuery | QueryPerEngine): SqlQuery<Row>;
export function sql(
  text: TemplateStringsArray | CompiledQuery | QueryPerEngine,
  ...parameters: SqlParameter[]
): SqlQuery {
  const query = isTemplate(text)
    ? { sql: text.join('?'), parameters }
    : isCompiled(text)
      ? bound(text)
      : boundPerEngine(text);
  return new SqlQuery({ sql: query, counts: [], chunkBy: null, map: null });
}

function isTemplate(text: object): text is TemplateStringsArray {
  return Array.isArray(text);
}

export function isCompiled(query: unknown): query is CompiledQuery {
  return typeof query === 'object' && query !== null && 'sql' in query && typeof query.sql === 'string';
}

function boundPerEngine(perEngine: QueryPerEngine): { readonly [engine in EngineName]?: BoundQuery } {
  return Object.fromEntries(Object.entries(perEngine).map(([engine, query]) => [engine, bound(query)]));
}

/** A query text, or a query compiled elsewhere, as text and parameters. */
export function bound(query: string | CompiledQuery): BoundQuery {
  if (typeof query === 'string') return { sql: query, parameters: [] };
  const parameters = 'params' in query ? query.params : query.parameters;
  return { sql: query.sql, parameters: (parameters ?? []) as readonly SqlParameter[] };
}
