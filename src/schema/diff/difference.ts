/**
 * What a difference asks of whoever writes the pipeline, the heaviest first. A change to which several apply has the heaviest
 * alone.
 *
 * - `loses data`: rows or values of schema N have no place in schema M.
 * - `needs a query`: no copy makes it; what goes there has to be written.
 * - `needs a value`: a copy makes it, given one value for all rows.
 * - `tightens`: copied as it is, but rows may be refused.
 * - `loosens`: taken over as it is; a rule of schema N no longer holds.
 * - `trivial`: copied as it is, filled with NULL or a declared default, or made by the database itself.
 */
export const differenceClasses = [
  'loses data',
  'needs a query',
  'needs a value',
  'tightens',
  'loosens',
  'trivial',
] as const;

export type DifferenceClass = (typeof differenceClasses)[number];

/** What differs: a thing of the schema, or one property of a column that is in both. */
export type DifferenceSubject =
  | 'table'
  | 'column'
  | 'type'
  | 'nullability'
  | 'default'
  | 'generated'
  | 'collation'
  | 'declared type'
  | 'attributes'
  | 'auto increment'
  | 'primary key'
  | 'unique'
  | 'index'
  | 'check'
  | 'foreign key'
  | 'view'
  | 'trigger'
  | 'statement';

/** `renamed` is never a guess: a key or check that is the same in all but its name. */
export type DifferenceChange = 'added' | 'removed' | 'changed' | 'renamed' | 'reordered';

/** One difference between two schemas. Plain data. */
export interface Difference {
  readonly what: DifferenceSubject;
  readonly change: DifferenceChange;
  readonly class: DifferenceClass;
  /** null: not of one table. */
  readonly table: string | null;
  /** Of the column, key, check, view or trigger, as schema M has it; null: the table says it all. */
  readonly name: string | null;
  /** As a schema file would say it, in one line; null: it was not there. */
  readonly before: string | null;
  /** The same; null: it is not there any more. */
  readonly after: string | null;
}
