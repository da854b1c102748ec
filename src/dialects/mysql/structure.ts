import { textOf } from '../raw-values.ts';
import type { ColumnStructure, SchemaRecord, TableStructure } from '../source.ts';
import { quoted } from './ddl.ts';
import { isAccessRefused } from './failures.ts';
import type { MysqlConnection } from './open.ts';

/** Tables of ntom's own. */
export const ownTables: readonly string[] = ['ntom_schema', 'ntom_loading', 'ntom_ledger', 'ntom_keys', 'ntom_pruned'];

/** A column, and what reading it in order needs to know. */
export interface MysqlColumn extends ColumnStructure {
  readonly table: string;
  /** null: it holds no text. */
  readonly collation: string | null;
}

/** Of a database, named twice: a server that has to join the tables looks through all its databases for them. */
export const columnsSql = `SELECT table_name, column_name, column_type, is_nullable, generation_expression, collation_name
  FROM information_schema.columns
 WHERE table_schema = ? AND table_name IN
       (SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE')
 ORDER BY table_name, ordinal_position`;

/** The columns of every table of a database, in their order. */
export async function columnsOf(connection: MysqlConnection, database: string): Promise<readonly MysqlColumn[]> {
  const rows = await connection.query(columnsSql, [database, database]);
  return rows.map(([table, name, type, nullable, expression, collation]) => ({
    table: textOf(table),
    name: textOf(name),
    declaredType: textOf(type),
    nullable: nullable === 'YES',
    generated: expression !== null && expression !== '',
    collation: collation === null ? null : textOf(collation),
  }));
}

export function tableNames(columns: readonly MysqlColumn[]): readonly string[] {
  return [...new Set(columns.map((column) => column.table))];
}

export async function structure(connection: MysqlConnection, database: string): Promise<readonly TableStructure[]> {
  const columns = await columnsOf(connection, database);
  const keys = await connection.query(
    `SELECT table_name, column_name FROM information_schema.key_column_usage
      WHERE table_schema = ? AND constraint_name = 'PRIMARY' ORDER BY table_name, ordinal_position`,
    [database],
  );
  const tables = tableNames(columns).filter((table) => !ownTables.includes(table));
  return tables.map((name) => ({
    name,
    isVirtual: false,
    columns: columns.filter((column) => column.table === name).map(columnStructure),
    primaryKey: keys.filter(([table]) => table === name).map(([, column]) => textOf(column)),
  }));
}

function columnStructure({ name, declaredType, nullable, generated }: MysqlColumn): ColumnStructure {
  return { name, declaredType, nullable, generated };
}

/** Tables whose engine has no snapshots. */
export async function tablesWithoutSnapshot(connection: MysqlConnection, database: string): Promise<readonly string[]> {
  const rows = await connection.query(
    `SELECT table_name FROM information_schema.tables
      WHERE table_schema = ? AND table_type = 'BASE TABLE' AND engine <> 'InnoDB' ORDER BY table_name`,
    [database],
  );
  return rows.map(([name]) => textOf(name));
}

/** What ntom wrote down when it made the database; null: it did not make it, or is not done. */
export async function schemaRecord(connection: MysqlConnection, database: string): Promise<SchemaRecord | null> {
  const made = await connection.query(
    `SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = 'ntom_schema'`,
    [database],
  );
  if (made.length === 0) return null;
  const [row] = await connection.query('SELECT `schema`, fingerprint, contentId, loadedAt FROM ntom_schema');
  if (row === undefined) return null;
  const [schema, fingerprint, contentId, loadedAt] = row;
  return {
    schema: Number(schema),
    fingerprint: textOf(fingerprint),
    contentId: contentId === null ? null : textOf(contentId),
    loadedAt: textOf(loadedAt),
  };
}

/** The tables and views of a database; empty: there are none, or no such database. */
export async function tablesIn(connection: MysqlConnection, database: string): Promise<readonly string[]> {
  const rows = await connection.query(
    'SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name',
    [database],
  );
  return rows.map(([name]) => textOf(name));
}

/** Whether a database is one of the application: not empty, and not one that a load has yet to complete. */
export async function hasContent(connection: MysqlConnection, database: string): Promise<boolean> {
  const tables = await tablesIn(connection, database);
  if (!tables.includes('ntom_schema')) return tables.length > 0;
  // Who may not read the record does not know.
  return isSigned(connection, database).catch((error: unknown) => {
    if (isAccessRefused(error)) return true;
    throw error;
  });
}

/** The record is written last: a database without it is not complete. */
export async function isSigned(connection: MysqlConnection, database: string): Promise<boolean> {
  const [row] = await connection.query(`SELECT count(*) FROM ${quoted(database)}.ntom_schema`);
  return row?.[0] !== 0n;
}
