import type { ReferenceAction } from '../../../../schema/definition.ts';
import type { ColumnDeclaration, TableDeclaration } from '../declaration/declaration.ts';

/** A table as the pragmas and its CREATE TABLE statement tell it. */
export interface RawTable {
  readonly name: string;
  readonly columns: readonly RawColumn[];
  readonly primaryKey: readonly string[];
  /** What a reference that names no columns refers to: the columns that are declared to be the primary key. */
  readonly impliedKey: readonly string[];
  readonly hasRowId: boolean;
  readonly indexes: readonly RawIndex[];
  /** In the order in which they are declared. */
  readonly foreignKeys: readonly RawForeignKey[];
  /** Without anything in it if the statement is not understood. */
  readonly declaration: TableDeclaration;
  /** Why the statement is not understood; null: it is. */
  readonly problem: string | null;
}

export interface RawColumn {
  readonly name: string;
  /** Empty: without a type. */
  readonly declaredType: string;
  readonly notNull: boolean;
  /** As it is written, without parentheses around it. */
  readonly default: string | null;
  readonly generated: 'virtual' | 'stored' | null;
  readonly declaration: ColumnDeclaration;
}

export interface RawIndex {
  readonly name: string;
  readonly isUnique: boolean;
  /** `c`: a statement of its own; `u`: a UNIQUE of the table; `pk`: its primary key. */
  readonly origin: 'c' | 'u' | 'pk';
  readonly isPartial: boolean;
  readonly columns: readonly RawIndexColumn[];
  /** null: the table's declaration makes it. */
  readonly sql: string | null;
}

export interface RawIndexColumn {
  /** null: an expression, or the row id. */
  readonly name: string | null;
  readonly isDescending: boolean;
  readonly collation: string;
}

export interface RawForeignKey {
  /** The columns of `parent`; null: its primary key. */
  readonly to: readonly string[] | null;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly onDelete: ReferenceAction;
  readonly onUpdate: ReferenceAction;
}
