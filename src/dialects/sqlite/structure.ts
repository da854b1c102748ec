import type { Database } from 'better-sqlite3';
import type { ColumnStructure, SchemaRecord, TableStructure } from '../source.ts';
import { quoted } from './ddl.ts';

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: bigint;
  readonly pk: bigint;
  /** 0: ordinary, 1: hidden in a virtual table, 2 and 3: generated. */
  readonly hidden: bigint;
}

/** Every table with rows of its own: no views, no table of the engine, no shadow of a virtual table, not ntom's. */
export function structure(database: Database): readonly TableStructure[] {
  const tables = database
    .prepare<[], { name: string; type: string }>(
      `SELECT name, type FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'ntom_schema'
        ORDER BY name`,
    )
    .all();
  return tables.map(({ name, type }) => ({ ...tableStructure(database, name), isVirtual: type === 'virtual' }));
}

function tableStructure(database: Database, name: string): Omit<TableStructure, 'isVirtual'> {
  const columns = database.prepare<[], ColumnInfo>(`PRAGMA table_xinfo(${quoted(name)})`).all();
  const keyed = columns.filter((column) => column.pk > 0n).sort((a, b) => Number(a.pk - b.pk));
  const isKey = !keyed.some((column) => column.notnull === 0n && holdsNull(database, name, column));
  return {
    name,
    columns: columns.filter((column) => column.hidden !== 1n).map((column) => columnStructure(column, isKey)),
    primaryKey: isKey ? keyed.map((column) => column.name) : [],
  };
}

/** The engine lets a primary key be NULL where nothing else forbids it. Then it is a unique one, as a schema means it. */
function holdsNull(database: Database, table: string, { name }: ColumnInfo): boolean {
  const row = database.prepare(`SELECT 1 FROM ${quoted(table)} WHERE ${quoted(name)} IS NULL LIMIT 1`).get();
  return row !== undefined;
}

/** `isKey`: whether a column that is declared to be in the primary key is. */
function columnStructure({ name, type, notnull, pk, hidden }: ColumnInfo, isKey: boolean): ColumnStructure {
  return { name, declaredType: type, nullable: notnull === 0n && !(isKey && pk > 0n), generated: hidden > 1n };
}

/** What ntom wrote down when it made the database; null: it did not make it. */
export function schemaRecord(database: Database): SchemaRecord | null {
  const made = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'ntom_schema'`).get();
  if (made === undefined) return null;
  const row = database.prepare<[], SchemaRecord>('SELECT * FROM ntom_schema').get();
  return row === undefined ? null : { ...row, schema: Number(row.schema) };
}
