import type { EngineName } from '../dialects/engines.ts';
import type { BoundQuery } from '../dialects/source.ts';
import type { SchemaDefinition, Value } from '../schema/definition.ts';

/** A row as `.map` gets it: by result column. */
export type InputRow = Readonly<Record<string, Value>>;

/** Where the rows of a table come from: columns of one source table as they are, or a query in the SQL of each engine. */
export type RowOrigin =
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'sql'; readonly sql: BoundQuery | { readonly [engine in EngineName]?: BoundQuery } };

/** A query's promise: one row for every row of a source table, but for those that `where` leaves out. */
export interface Each {
  readonly table: string;
  /** Rows for which `condition` does not hold are dropped, for `reason`. The condition is on the query's columns. */
  readonly where: { readonly condition: string; readonly reason: string } | null;
}

/** How the rows of one table of schema M are made from schema N. */
export interface TableQuery {
  /** The table of schema M. */
  readonly table: string;
  readonly how: 'copy' | 'each' | 'query';
  readonly origin: RowOrigin;
  readonly each: Each | null;
  /** Columns that have the same value in every row. */
  readonly constants: Readonly<Record<string, Value>>;
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
