import type { PerEngine } from '../dialects/engines.ts';
import type { Column, ReferenceActions } from './column.ts';
import type { Value } from './definition.ts';

export type Columns = Readonly<Record<string, Column<Value>>>;

/** A key with a name of its own. */
export interface NamedKey<C extends string> {
  readonly name: string;
  readonly columns: readonly C[];
}

/** A condition with a name of its own. */
interface NamedCheck {
  readonly name: string;
  readonly expression: PerEngine<string>;
}

/** The columns of a key, whose name is made from theirs. */
export type KeyOption<C extends string> = readonly C[] | NamedKey<C>;

export type CheckOption = PerEngine<string> | NamedCheck;

export interface ForeignKeyOption<C extends string> extends ReferenceActions {
  readonly name?: string;
  readonly columns: readonly C[];
  /** The parent table. */
  readonly references: string;
  /** A primary or unique key of the parent, in the order of `columns`. */
  readonly to: readonly string[];
}

/** What a table needs beyond its columns. `C`: the names of its columns. */
export interface TableOptions<C extends string> {
  readonly primaryKey?: readonly C[];
  readonly unique?: readonly KeyOption<C>[];
  readonly index?: readonly KeyOption<C>[];
  readonly check?: readonly CheckOption[];
  readonly foreignKeys?: readonly ForeignKeyOption<C>[];
  /** What an engine's declaration of the table ends with, in its own words. */
  readonly attributes?: PerEngine<string>;
}

/** A row of those columns: the generated ones left out, NULL where it is allowed. A condition shows the compiler's messages the members. */
type RowOf<C extends Columns> = C extends unknown
  ? {
      [K in keyof C as C[K]['~traits']['generated'] extends true ? never : K]: C[K]['~traits']['nullable'] extends true
        ? C[K]['~traits']['value'] | null
        : C[K]['~traits']['value'];
    }
  : never;

/** The columns that get NULL or a default value where no value is named. */
type FilledOf<C extends Columns> = {
  [K in keyof C]: true extends C[K]['~traits']['nullable'] | C[K]['~traits']['defaulted'] ? K : never;
}[keyof C];

/** A table as it was written, not checked yet: it does not know its name. */
export class Table<R extends object = object, F extends PropertyKey = PropertyKey> {
  /** For the compiler only. */
  declare readonly '~row': R;
  /** For the compiler only. */
  declare readonly '~filled': F;
  readonly columns: Columns;
  readonly options: TableOptions<string>;

  constructor(columns: Columns, options: TableOptions<string>) {
    this.columns = columns;
    this.options = options;
  }
}

/** A table: its columns in order, and keys, indexes and conditions over several of them. */
export function table<C extends Columns>(
  columns: C,
  options: TableOptions<NoInfer<keyof C & string>> = {},
): Table<RowOf<C>, FilledOf<C>> {
  return new Table(columns, options);
}
