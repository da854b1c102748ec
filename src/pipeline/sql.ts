import type { EngineName } from '../dialects/engines.ts';
import type { BoundQuery, SqlParameter } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import type { Each, InputRow } from './definition.ts';

/** A row whose columns the compiler does not know: each of them may be anything. */
// oxlint-disable-next-line typescript/no-explicit-any -- `unknown` would make every use of a column an error
export type AnyRow = Record<string, any>;

/** A query that was compiled elsewhere: `sql` and its parameters, as Kysely (`parameters`) and Drizzle (`params`) give it. */
export type CompiledQuery =
  | { readonly sql: string; readonly parameters?: readonly unknown[] }
  | { readonly sql: string; readonly params: readonly unknown[] };

/** One query for each engine that is used. */
export type QueryPerEngine = { readonly [engine in EngineName]?: string | CompiledQuery };

/** What `.each` may leave out, and why. */
export interface EachOptions {
  /** SQL on the query's result columns; rows for which it does not hold are dropped and counted. */
  readonly where: string;
  readonly reason: string;
}

/** The columns of a row that are known by name. */
type KnownColumns<Row> = { [Column in keyof Row as string extends Column ? never : Column]: Row[Column] };

/**
 * What `.map` makes of rows of type `Input`. Where their columns are known, its rows must be complete (`RowQuery`); where they are
 * not, part of a row may be spread from them: the compiler checks the named columns and `extract` the rest (`OpenRowQuery`).
 */
export type MappedQuery<Input, Result> = string extends keyof Input
  ? OpenRowQuery<KnownColumns<Result>>
  : RowQuery<Result>;

/** A query whose `.map` returns complete rows. `column` refuses columns that the table does not have. */
export interface RowQuery<Row> {
  readonly parts: QueryParts;
  readonly row?: Row;
  readonly column?: keyof Row;
  /** For the compiler only: it tells the two kinds apart. */
  readonly isOpen?: false;
}

/** A query whose `.map` returns rows of which the compiler knows some columns. */
export interface OpenRowQuery<Row> {
  readonly parts: QueryParts;
  readonly knownColumns?: Row;
  readonly knownColumn?: keyof Row;
  readonly isOpen?: true;
}

/** What a query is made of. */
export interface QueryParts {
  readonly sql: BoundQuery | { readonly [engine in EngineName]?: BoundQuery };
  readonly each: Each | null;
  readonly map: ((row: InputRow) => unknown) | null;
}

/** A query on schema N. `Row` is what `.map` gets. */
export class SqlQuery<Row = AnyRow> {
  readonly parts: QueryParts;

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
   * rows. With `where`, rows may be left out for a reason, and are counted too.
   */
  each(table: string, options?: EachOptions): SqlQuery<Row> {
    const where = options === undefined ? null : { condition: options.where, reason: options.reason };
    return new SqlQuery({ ...this.parts, each: { table, where } });
  }

  /** Computes the row of schema M in TypeScript. Synchronous; called once a row, in no promised order. */
  map<const Result, Input = Row>(row: (input: Input) => Result): MappedQuery<Input, Result> {
    const mapped: RowQuery<Result> = { parts: { ...this.parts, map: row as (row: InputRow) => unknown } };
    return mapped as MappedQuery<Input, Result>;
  }
}

/**
 * A query on schema N: as a template, whose `${values}` are bound as parameters and never pasted, or as one text for each
 * engine. Its result columns are those of the table of schema M, by name, unless `.map` makes them.
 */
export function sql<Row = AnyRow>(text: TemplateStringsArray, ...parameters: SqlParameter[]): SqlQuery<Row>;
export function sql<Row = AnyRow>(perEngine: QueryPerEngine): SqlQuery<Row>;
export function sql(text: TemplateStringsArray | QueryPerEngine, ...parameters: SqlParameter[]): SqlQuery {
  const query = isTemplate(text) ? { sql: text.join('?'), parameters } : boundPerEngine(text);
  return new SqlQuery({ sql: query, each: null, map: null });
}

function isTemplate(text: TemplateStringsArray | QueryPerEngine): text is TemplateStringsArray {
  return Array.isArray(text);
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
