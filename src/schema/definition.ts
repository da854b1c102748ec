import type { ZodType } from 'zod';
import type { PerEngine } from '../dialects/engines.ts';
import type { Privacy } from './privacy.ts';

/**
 * A value of a row, as pipelines, validation and codecs see it. By column type: `int`, `real` number; `bigint` bigint;
 * `bool` boolean; `blob` Uint8Array; everything else string.
 */
export type Value = null | number | bigint | string | boolean | Uint8Array;

/** What a column holds, free of any engine. Plain data: it is part of the fingerprint. */
export type ColumnType =
  | { readonly kind: 'int' }
  | { readonly kind: 'bigint' }
  | { readonly kind: 'real' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'date' }
  | { readonly kind: 'json' }
  | { readonly kind: 'uuid' }
  /** At most `precision` digits (1 to 65), `scale` of them (0 to 30) behind the point. */
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** `length` in Unicode characters; null: no limit. */
  | { readonly kind: 'text'; readonly length: number | null }
  /** `length` in bytes; null: no limit. */
  | { readonly kind: 'blob'; readonly length: number | null }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** `precision`: digits of the fraction of a second, 0 to 6. */
  | { readonly kind: 'time'; readonly precision: number }
  | { readonly kind: 'datetime'; readonly precision: number };

export type ColumnKind = ColumnType['kind'];

export type ReferenceAction = 'restrict' | 'cascade' | 'set null' | 'set default' | 'no action';

export interface ColumnDefinition {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** What the database fills in where the application names no value. */
  readonly default: { readonly value: Value } | { readonly sql: PerEngine<string> } | null;
  readonly autoIncrement: boolean;
  /** How an engine compares and orders the text of the column; null: by its bytes, as everywhere in ntom. */
  readonly collation: PerEngine<string> | null;
  /** The type as an engine is to declare it; null, or not named for an engine: what ntom declares for `type`. */
  readonly declared: PerEngine<string> | null;
  /** What an engine's declaration of the column ends with; null: nothing. */
  readonly attributes: PerEngine<string> | null;
  /** The database computes it: such a column is in no extract. */
  readonly generated: { readonly expression: PerEngine<string>; readonly stored: boolean } | null;
  /** A further zod check of the value (of the parsed content, for `json`). It may refuse, never change. */
  readonly refinement: ZodType | null;
  /** Whether it is personal data; null: nobody said. */
  readonly privacy: Privacy | null;
}

/** A unique key or an index. */
export interface KeyDefinition {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface CheckDefinition {
  readonly name: string;
  readonly expression: PerEngine<string>;
}

export interface ForeignKeyDefinition {
  readonly name: string;
  readonly columns: readonly string[];
  readonly parent: string;
  /** A primary or unique key of `parent`, in the order of `columns`. */
  readonly parentColumns: readonly string[];
  readonly onDelete: ReferenceAction;
  readonly onUpdate: ReferenceAction;
  /** Checked when a transaction ends and not at each statement, by an engine that can. */
  readonly deferred: boolean;
}

export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  /** Empty: the table has no primary key. */
  readonly primaryKey: readonly string[];
  readonly uniques: readonly KeyDefinition[];
  readonly indexes: readonly KeyDefinition[];
  readonly checks: readonly CheckDefinition[];
  readonly foreignKeys: readonly ForeignKeyDefinition[];
  /** What an engine's declaration of the table ends with; null: nothing. */
  readonly attributes: PerEngine<string> | null;
}

/** A view, an index or a trigger: `sql` is the SELECT of a view, the whole CREATE statement of the others. */
export interface NamedSql {
  readonly name: string;
  readonly sql: PerEngine<string>;
}

/** All that a database of a schema has. */
export interface SchemaStructure {
  /** The major version, 1 or more. */
  readonly version: number;
  /** In the order they were written: the order of every list and every run. */
  readonly tables: readonly TableDefinition[];
  /** Indexes that are more than columns in order: of some rows, of expressions, of the beginnings of texts. */
  readonly indexes: readonly NamedSql[];
  readonly views: readonly NamedSql[];
  readonly triggers: readonly NamedSql[];
  /** Statements for one engine, run last. */
  readonly statements: readonly PerEngine<string>[];
}

export interface SchemaDefinition extends SchemaStructure {
  /**
   * A `table` or `table.column` that a database may have beyond the structure, and why it is not in it. Nothing reads it, and no
   * database that ntom makes has it.
   */
  readonly leftOut: Readonly<Record<string, string>>;
  /** sha256 in hex of the canonical form. Refinements and marks of personal data are not part of it. */
  readonly fingerprint: string;
}

/** The columns that an extract carries: all but the generated ones. */
export function storedColumns(table: TableDefinition): readonly ColumnDefinition[] {
  return table.columns.filter((column) => column.generated === null);
}

/** The table of that name, or undefined. */
export function findTable(schema: SchemaDefinition, name: string): TableDefinition | undefined {
  return schema.tables.find((table) => table.name === name);
}

/** What the primary and unique keys of a table say, the primary key first. */
export function uniqueKeys(table: TableDefinition): readonly KeyDefinition[] {
  const primary = table.primaryKey.length > 0 ? [{ name: 'primary key', columns: table.primaryKey }] : [];
  return [...primary, ...table.uniques];
}
