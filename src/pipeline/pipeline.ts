import type { FilledColumn, Row, Schema, TableName } from '../schema/schema.ts';
import { resolveTables } from './resolve-tables.ts';
import type { Copy } from './copy.ts';
import type { PipelineDefinition } from './definition.ts';
import type { CompiledQuery, OpenRowQuery, RowQuery, SqlQuery } from './sql.ts';

/** The columns of a table of M that the table of the same name in N does not have; those that are filled may be left out. */
type NewColumns<N extends Schema, M extends Schema, Table extends TableName<M>> =
  Table extends TableName<N>
    ? {
        [Column in Exclude<NewColumn<N, M, Table>, FilledColumn<M, Table>>]: Row<M, Table>[Column];
      } & {
        [Column in Extract<NewColumn<N, M, Table>, FilledColumn<M, Table>>]?: Row<M, Table>[Column];
      }
    : never;

type NewColumn<N extends Schema, M extends Schema, Table extends TableName<M> & TableName<N>> = Exclude<
  keyof Row<M, Table>,
  keyof Row<N, Table>
>;

/** What may make the rows of one table. */
type Entry<N extends Schema, M extends Schema, Table extends TableName<M>> =
  | (Table extends TableName<N> ? Copy<NewColumns<N, M, Table>> : never)
  | SqlQuery<never, NameOf<N>>
  | RowQuery<Row<M, Table>, NameOf<N>>
  | OpenRowQuery<Partial<Row<M, Table>>, NameOf<N>>
  // A query of `sql` has a text too, and must not pass as one that was compiled elsewhere.
  | (CompiledQuery & { readonly parts?: never });

/** `table` or `table.column` of a schema. */
type NameOf<N extends Schema> = {
  [Table in TableName<N>]: Table | `${Table}.${Extract<keyof Row<N, Table>, string>}`;
}[TableName<N>];

/** A checked pipeline from schema `N` to schema `M`. */
export interface Pipeline<N extends Schema = Schema, M extends Schema = Schema> extends PipelineDefinition {
  /** For the compiler only: it is never there. */
  readonly '~from'?: N;
  /** For the compiler only: it is never there. */
  readonly '~to'?: M;
}

export interface PipelineOptions<N extends Schema> {
  /** Tables and columns of schema N that are not carried over, each with the reason. */
  readonly drops?: { readonly [Key in NameOf<N>]?: string };
}

/**
 * The pipeline NtoM: for each table of schema M, what makes its rows out of schema N. The compiler refuses a forgotten table, a
 * table that does not exist, and rows of the wrong shape.
 *
 * @throws {NtomError} `PIPELINE_…`, which name the table and the column.
 */
export function pipeline<N extends Schema, M extends Schema>(
  from: N,
  to: M,
  tables: { readonly [Table in TableName<M>]: Entry<N, M, Table> },
  options: PipelineOptions<N> = {},
): Pipeline<N, M> {
  const drops = (options.drops ?? {}) as Readonly<Record<string, string>>;
  const name = `${from.version}to${to.version}`;
  return { name, from, to, tables: resolveTables({ from, to, entries: tables, drops, name }), drops };
}
