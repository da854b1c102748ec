import type { Value } from '../../schema/definition.ts';

/** A column that is not simply taken over: one value for all rows, or what a person has to write. */
export type DraftColumn =
  { readonly name: string; readonly value: Value } | { readonly name: string; readonly todo: string };

/** The columns of a source table that a query takes. */
export interface DraftSelect {
  /** Of schema N. */
  readonly source: string;
  /** In the order of the table of schema M. `column`: of the source; `name`: in the result. */
  readonly columns: readonly { readonly column: string; readonly name: string }[];
  /** Stored columns of the source that are not among them. */
  readonly omitted: readonly string[];
  /** Columns that are, and that schema N generates: they are in none of its rows. */
  readonly generated: readonly string[];
}

/** How the rows of a table of schema M could be made. */
export type DraftEntry =
  | { readonly kind: 'copy'; readonly columns: readonly DraftColumn[] }
  | { readonly kind: 'query'; readonly select: DraftSelect; readonly columns: readonly DraftColumn[] }
  | { readonly kind: 'todo'; readonly todo: string };

/** A rename that is likely, for a person to decide. Nothing is renamed without. */
export interface Rename {
  /** The names, and why they could be of the same thing. */
  readonly question: string;
  /** What `drops` does not name any more if it is one. */
  readonly drop: string;
}

export interface DraftTable {
  readonly table: string;
  readonly entry: DraftEntry;
  /** What the differences ask for, in lines. */
  readonly remarks: readonly string[];
  readonly renames: readonly Rename[];
  /** The entry if all of `renames` are renames; null: there are none. */
  readonly renamed: DraftEntry | null;
}

/** A pipeline NtoM as far as the two schemas say it. */
export interface DraftPipeline {
  readonly from: number;
  readonly to: number;
  /** In the order of schema M. */
  readonly tables: readonly DraftTable[];
  /** `table` or `table.column` of schema N, with what to write. */
  readonly drops: readonly { readonly key: string; readonly todo: string }[];
}

/** How much of an entry a person has to write. */
export function todoCount(entry: DraftEntry): number {
  return entry.kind === 'todo' ? 1 : entry.columns.filter((column) => 'todo' in column).length;
}
