import type { PerEngine } from '../dialects/engines.ts';
import type { ColumnDefinition, ReferenceAction, Value } from './definition.ts';
import type { Mask, MaskFunction, MaskKind, Privacy } from './privacy.ts';

/** What happens to a row when its parent is deleted or its parent's key changes. Left out: `no action`. */
export interface ReferenceActions {
  readonly onDelete?: ReferenceAction;
  readonly onUpdate?: ReferenceAction;
  /** Checked when a transaction ends and not at each statement, by an engine that can. Left out: at each statement. */
  readonly deferred?: boolean;
}

/** Whether a computed column is stored in the row. Left out: computed anew at each read. */
export interface GeneratedOptions {
  readonly stored?: boolean;
}

/** A column as it was written, not checked yet: it does not know its name. */
export interface ColumnDraft {
  readonly definition: Omit<ColumnDefinition, 'name' | 'generated' | 'privacy'>;
  readonly generated: { readonly expression: PerEngine<string>; readonly options: GeneratedOptions } | null;
  readonly reference: { readonly to: string; readonly actions: ReferenceActions } | null;
  readonly checks: readonly PerEngine<string>[];
  /** All that were written: `schema()` takes one. */
  readonly marks: readonly Privacy[];
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly index: boolean;
}

/** `N`: may be NULL. `G`: computed by the database, so in no row of an extract. `D`: has a default value. */
interface ColumnTraits<V, N, G, D> {
  readonly value: V;
  readonly nullable: N;
  readonly generated: G;
  readonly defaulted: D;
}

/**
 * A column of a table. Every method returns a new column. Nothing is checked here, where the column has no name: `schema()`
 * refuses what is wrong.
 */
export class Column<
  V extends Value,
  N extends boolean = boolean,
  G extends boolean = boolean,
  D extends boolean = boolean,
> {
  /** For the compiler only. */
  declare readonly '~traits': ColumnTraits<V, N, G, D>;
  readonly draft: ColumnDraft;

  constructor(draft: ColumnDraft) {
    this.draft = draft;
  }

  /** The primary key, or an error if there is another: a key of several columns is an option of the table. */
  primaryKey(): Column<V, N, G, D> {
    return new Column({ ...this.draft, primaryKey: true });
  }

  /** The database numbers new rows. Only for an `int` or `bigint` that is the primary key. */
  autoIncrement(): Column<V, N, G, D> {
    return this.#with({ autoIncrement: true });
  }

  nullable(): Column<V, true, G, D> {
    return this.#with({ nullable: true });
  }

  /** The value that the database fills in where the application names none. */
  default(value: N extends true ? V | null : V): Column<V, N, G, true> {
    return this.#with({ default: { value: value instanceof Uint8Array ? value.slice() : value } });
  }

  /** The same, as an SQL expression. */
  defaultSql(expression: PerEngine<string>): Column<V, N, G, D> {
    return this.#with({ default: { sql: expression } });
  }

  /**
   * How an engine compares and orders the text of this column, by the engine's own name for it. Only for text and
   * enumerations; left out, or not named for an engine: by its bytes. Extracts are ordered and their keys compared by bytes.
   */
  collation(name: PerEngine<string>): Column<V, N, G, D> {
    return this.#with({ collation: name });
  }

  /**
   * The type as an engine is to declare it, in its own words: `{ engine: 'int unsigned' }`. It has to hold the values of this
   * column as they are. Left out, or not named for an engine: what ntom declares.
   */
  declaredAs(type: PerEngine<string>): Column<V, N, G, D> {
    return this.#with({ declared: type });
  }

  /** What an engine's declaration of this column ends with, in its own words: a comment, what happens on an update. */
  attributes(words: PerEngine<string>): Column<V, N, G, D> {
    return this.#with({ attributes: words });
  }

  /** A foreign key on one column. For several columns, or names with a dot: `foreignKeys` of the table. */
  references(to: `${string}.${string}`, actions: ReferenceActions = {}): Column<V, N, G, D> {
    return new Column({ ...this.draft, reference: { to, actions } });
  }

  unique(): Column<V, N, G, D> {
    return new Column({ ...this.draft, unique: true });
  }

  index(): Column<V, N, G, D> {
    return new Column({ ...this.draft, index: true });
  }

  /** An SQL condition that every row meets. */
  check(expression: PerEngine<string>): Column<V, N, G, D> {
    return new Column({ ...this.draft, checks: [...this.draft.checks, expression] });
  }

  /** The database computes the value. The column is in no extract and no row type. */
  generated(expression: PerEngine<string>, options: GeneratedOptions = {}): Column<V, N, true, D> {
    return new Column({ ...this.draft, generated: { expression, options } });
  }

  /**
   * Personal data, to be masked in fixtures. A kind is for text columns (`'text'` for `json` too, where it masks every string
   * but the keys), a function for any column. Not part of the fingerprint.
   */
  pii(kind: MaskKind): Column<V, N, G, D>;
  pii(mask: MaskFunction<V>): Column<V, N, G, D>;
  pii(mask: MaskKind | MaskFunction<V>): Column<V, N, G, D> {
    return this.#marked({ pii: mask as Mask });
  }

  /** Not personal data, although it looks like some: fixtures have it as it is. Not part of the fingerprint. */
  public(): Column<V, N, G, D> {
    return this.#marked('public');
  }

  #marked(mark: Privacy): Column<V, N, G, D> {
    return new Column({ ...this.draft, marks: [...this.draft.marks, mark] });
  }

  #with<M extends boolean = N, E extends boolean = D>(change: Partial<ColumnDraft['definition']>): Column<V, M, G, E> {
    return new Column({ ...this.draft, definition: { ...this.draft.definition, ...change } });
  }
}
