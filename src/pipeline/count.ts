import type { EngineName } from '../dialects/engines.ts';
import type { BoundQuery } from '../dialects/source.ts';

/** SQL with its parameters, the same for every engine or one for each. */
export type SqlText = BoundQuery | { readonly [engine in EngineName]?: BoundQuery };

/** Which rows are kept, in SQL, and why the others are not. */
export interface Where {
  readonly condition: string;
  readonly reason: string;
}

/** One row for every row of the tables, but for those that `where` leaves out. */
export interface EachCount {
  readonly kind: 'each';
  /** Of schema N. Several: their rows are united. */
  readonly tables: readonly string[];
  /** On the query's columns. */
  readonly where: Where | null;
}

/** One row for all rows of a table that are equal in `by`. */
export interface MergeCount {
  readonly kind: 'merge';
  readonly table: string;
  /** Columns of the table, by name, and expressions on them. Empty: all its rows become one. */
  readonly by: readonly (string | SqlText)[];
  /** On the table's columns. */
  readonly where: Where | null;
}

/** One row or more for every row of a table. */
export interface SplitCount {
  readonly kind: 'split';
  readonly table: string;
  /** The columns of the query that say which row of the table a row is of; NULL in all of them: of none. */
  readonly by: readonly string[];
  /** Why a row of the table may give none; null: it may not. */
  readonly none: string | null;
}

/** What a query promises of the rows of schema N; `extract` counts them in the same snapshot. */
export type Count = EachCount | MergeCount | SplitCount;

/** The tables of schema N that a count is of. */
export function countedTables(count: Count): readonly string[] {
  return count.kind === 'each' ? count.tables : [count.table];
}

/** A count as it is written in a pipeline. */
export function shownCount(count: Count): string {
  const tables = countedTables(count).map((table) => `'${table}'`);
  const method = { each: 'each', merge: 'merges', split: 'splits' }[count.kind];
  return `.${method}(${tables.length === 1 ? tables.join('') : `[${tables.join(', ')}]`})`;
}
