import type { SchemaDefinition, Value } from '../schema/definition.ts';
import type { Count, SqlText } from './count.ts';

/** A row as `.map` gets it: by result column. */
export type InputRow = Readonly<Record<string, Value>>;

/** Where the rows of a table come from: columns of one source table as they are, or a query in the SQL of each engine. */
export type RowOrigin =
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'sql'; readonly sql: SqlText };

/** How the rows of one table of schema M are made from schema N. */
export interface TableQuery {
  /** The table of schema M. */
  readonly table: string;
  readonly origin: RowOrigin;
  /** What it promises of the rows of schema N. At most one for each table there. */
  readonly counts: readonly Count[];
  /** Columns that have the same value in every row. */
  readonly constants: Readonly<Record<string, Value>>;
  /** The result column whose ranges the query is cut into; null: the first of the primary key, if it can be. */
  readonly chunkBy: string | null;
  /** Makes the row of schema M out of a row of the query; null: the columns are the row. */
  readonly map: ((row: InputRow) => unknown) | null;
}

/** A pipeline NtoM: one query for each table of schema M. */
export interface PipelineDefinition {
  /** `2to3`; `3` for the identity. */
  readonly name: string;
  readonly from: SchemaDefinition;
  readonly to: SchemaDefinition;
  /** In the order of schema M's tables. */
  readonly tables: readonly TableQuery[];
  /** Why a `table` or a `table.column` of schema N is not carried over. */
  readonly drops: Readonly<Record<string, string>>;
}
