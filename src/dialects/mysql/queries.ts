import type { FieldPacket } from 'mysql2';
import {
  storedColumns,
  type ColumnDefinition,
  type ForeignKeyDefinition,
  type TableDefinition,
  type Value,
} from '../../schema/definition.ts';
import type { BoundQuery, ChunkQuery, KeysQuery, SqlParameter } from '../source.ts';
import type { MysqlColumn } from './structure.ts';
import { textFor } from './ddl/text-for.ts';
import { names, quoted, valueLiteral, type TextCollation } from './ddl.ts';
import { sqlRules } from './sql-rules.ts';

/** Pure functions that return SQL text. They run nowhere here. */

/** A query with the values of its `?` in place. Those in texts, names and comments are none. */
export function withParameters(sql: string, parameters: readonly unknown[]): string {
  let used = 0;
  const text = sql.replaceAll(tokens, (token) =>
    token === '?' ? valueLiteral((parameters[used++] ?? null) as Value) : token,
  );
  if (used !== parameters.length) throw new TypeError(`it has ${used} placeholders, but ${parameters.length} values`);
  return text;
}

const { comment, string, quotedName } = sqlRules.lexemes;
const tokens = new RegExp([string, quotedName, comment, /\?/].map(({ source }) => source).join('|'), 'gs');

export function tableQuery(table: string, columns: readonly string[]): BoundQuery {
  return { sql: `SELECT ${names(columns)} FROM ${quoted(table)}`, parameters: [] };
}

/** A query as a table of another: on lines of its own, since it may end in a comment. */
export function nested({ sql }: BoundQuery, alias = 'q'): string {
  return `(\n${sql.replace(/[\s;]+$/, '')}\n) AS ${alias}`;
}

export function filtered(query: BoundQuery, condition: string): BoundQuery {
  return { sql: `SELECT * FROM ${nested(query)} WHERE (\n${condition}\n)`, parameters: query.parameters };
}

/** A query with only those of its rows that have one of these keys, at least one, in columns. */
export function withKeys(
  query: BoundQuery,
  columns: readonly string[],
  keys: readonly (readonly SqlParameter[])[],
): BoundQuery {
  const key = `(${columns.map(() => '?').join(', ')})`;
  return {
    sql: `SELECT * FROM ${nested(query)} WHERE (${names(columns)}) IN (${keys.map(() => key).join(', ')})`,
    parameters: [...query.parameters, ...keys.flat()],
  };
}

export function counted(query: BoundQuery): BoundQuery {
  return { sql: `SELECT count(*) FROM ${nested(query)}`, parameters: query.parameters };
}

export function tableCount(table: string): BoundQuery {
  return { sql: `SELECT count(*) FROM ${quoted(table)}`, parameters: [] };
}

/** Columns and expressions of the rows of a table for which a condition holds. */
export function keysQuery(table: string, keys: readonly (string | BoundQuery)[], condition: string | null): KeysQuery {
  const columns = keys.map((_, index) => `k${index}`);
  const results = keys.map(
    (key, index) => `${typeof key === 'string' ? quoted(key) : `(\n${key.sql}\n)`} AS k${index}`,
  );
  const where = condition === null ? '' : ` WHERE (\n${condition}\n)`;
  const parameters = keys.flatMap((key) => (typeof key === 'string' ? [] : key.parameters));
  const sql = `SELECT ${results.length === 0 ? '1' : results.join(', ')} FROM ${quoted(table)}${where}`;
  return { query: { sql, parameters }, columns };
}

/** What a result column needs to be read without loss, and to be ordered byte by byte. */
export interface ChunkColumn {
  readonly name: string;
  /** Its text would have six digits. */
  readonly isFloat: boolean;
  /** Its values do not come in the order of the bytes of their text. */
  readonly isOrderedOtherwise: boolean;
  /** It holds integers and nothing else but NULL. */
  readonly isInteger: boolean;
}

/** TINYINT, SMALLINT, INT, BIGINT and MEDIUMINT. */
const integerTypes: readonly (number | undefined)[] = [1, 2, 3, 8, 9];
const [floatType, timeType, decimalType] = [4, 11, 246];

/** `origin`: the column of a table that it is. Without one, an exact number is a sum or a count, and ordered as a number. */
export function chunkColumn(
  { name, columnType, characterSet }: Pick<FieldPacket, 'name' | 'columnType' | 'characterSet'>,
  origin: Pick<MysqlColumn, 'declaredType' | 'collation'> | undefined,
): ChunkColumn {
  const isText = characterSet !== 63 && !isOrderedByBytes(origin);
  const isOrderedOtherwise = isText || columnType === timeType || (columnType === decimalType && origin !== undefined);
  return { name, isFloat: columnType === floatType, isOrderedOtherwise, isInteger: integerTypes.includes(columnType) };
}

/** An enumeration is ordered by the numbers of its values; `utf8mb4_bin` does not see spaces at the end. */
function isOrderedByBytes(origin: Pick<MysqlColumn, 'declaredType' | 'collation'> | undefined): boolean {
  if (origin === undefined || /^(?:enum|set)\b/.test(origin.declaredType)) return false;
  const isUuid = origin.declaredType === 'char(36)' && origin.collation === 'ascii_bin';
  return isUuid || ['utf8mb4_nopad_bin', 'utf8mb4_0900_bin', 'ascii_nopad_bin'].includes(origin.collation ?? '');
}

/** The rows of a chunk. */
export function chunked({ sql, parameters, orderBy, range }: ChunkQuery, columns: readonly ChunkColumn[]): BoundQuery {
  const results = columns.map(({ name, isFloat }) =>
    isFloat ? `${quoted(name)} + 0e0 AS ${quoted(name)}` : quoted(name),
  );
  const conditions =
    range === null
      ? []
      : [`${quoted(range.column)} >= ?`, ...(range.to === null ? [] : [`${quoted(range.column)} <= ?`])];
  const bounds = range === null ? [] : [range.from, ...(range.to === null ? [] : [range.to])];
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const order = orderBy.length > 0 ? ` ORDER BY ${orderBy.map((name) => ordered(name, columns)).join(', ')}` : '';
  return {
    sql: `SELECT ${results.join(', ')} FROM ${nested({ sql, parameters })}${where}${order}`,
    parameters: [...parameters, ...bounds],
  };
}

function ordered(name: string, columns: readonly ChunkColumn[]): string {
  const isOrderedOtherwise = columns.find((column) => column.name === name)?.isOrderedOtherwise ?? false;
  return isOrderedOtherwise ? `CAST(CONVERT(${quoted(name)} USING utf8mb4) AS BINARY)` : quoted(name);
}

/** How many rows differ in columns, whatever collations these have. */
export function distinctCount(
  query: BoundQuery,
  names: readonly string[],
  allNull: 'counts' | 'does not count',
  columns: readonly ChunkColumn[],
): BoundQuery {
  const keys = names.map((name, index) => `${ordered(name, columns)} AS k${index}`).join(', ');
  const present = names.map((_, index) => `k${index} IS NOT NULL`).join(' OR ');
  const where = allNull === 'counts' ? '' : ` WHERE ${present}`;
  return {
    sql: `SELECT count(*) FROM (SELECT DISTINCT ${keys} FROM ${nested(query)}) AS d${where}`,
    parameters: query.parameters,
  };
}

export function bounds(query: BoundQuery, column: string): BoundQuery {
  return {
    sql: `SELECT min(${quoted(column)}), max(${quoted(column)}) FROM ${nested(query)}`,
    parameters: query.parameters,
  };
}

/** One row if a column has NULL, else none. */
export function nullIn(query: BoundQuery, column: string): BoundQuery {
  return {
    sql: `SELECT 1 FROM ${nested(query)} WHERE ${quoted(column)} IS NULL LIMIT 1`,
    parameters: query.parameters,
  };
}

/** The value of a column that is `skip` rows behind the first one from `from` on. */
export function valueAt(query: BoundQuery, column: string, from: bigint, skip: number): BoundQuery {
  return {
    sql: `SELECT ${quoted(column)} FROM ${nested(query)} WHERE ${quoted(column)} >= ? ORDER BY ${quoted(column)} LIMIT 1 OFFSET ${skip}`,
    parameters: [...query.parameters, from],
  };
}

/**
 * REPLACE, since LOCAL alone turns errors into warnings. Only for records without a header: the server's IGNORE does not know
 * quotes.
 */
export function loadDataSql(database: string, table: TableDefinition): string {
  const columns = storedColumns(table);
  const sets = columns.map((column, index) => setSql(column, `@c${index}`, columns));
  const fields = columns.map(({ name }, index) => (sets[index] === null ? quoted(name) : `@c${index}`));
  const set = sets.filter((text) => text !== null).join(', ');
  return [
    `LOAD DATA LOCAL INFILE 'part' REPLACE INTO TABLE ${quoted(database)}.${quoted(table.name)} CHARACTER SET utf8mb4`,
    `FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' ESCAPED BY '' LINES TERMINATED BY '\\n'`,
    `(${fields.join(', ')})${set === '' ? '' : ` SET ${set}`}`,
  ].join(' ');
}

/**
 * How a column gets its value from a variable; null: from the field itself. Once any column is set, MariaDB forgets that a counted
 * one had a value in the field: 0 would become the next id.
 */
function setSql(column: ColumnDefinition, variable: string, columns: readonly ColumnDefinition[]): string | null {
  const value = setValue(column, variable);
  const isForgotten = column.autoIncrement && columns.some((each) => setValue(each, variable) !== null);
  return value === null && !isForgotten ? null : `${quoted(column.name)} = ${value ?? variable}`;
}

/** A field is a text to the server: it would take it for the bytes of a BIT, and '0' for the year 2000. */
function setValue({ type, declared }: ColumnDefinition, variable: string): string | null {
  if (type.kind === 'blob') return `UNHEX(${variable})`;
  return /^(?:bit|year)\b/i.test(textFor(declared)[0] ?? '') ? `CAST(${variable} AS UNSIGNED)` : null;
}

/** The beginning of an INSERT of whole rows; the rows follow as `(…), (…)`. */
export function insertSql(database: string, table: TableDefinition): string {
  return `INSERT INTO ${quoted(database)}.${quoted(table.name)} (${names(storedColumns(table).map((column) => column.name))}) VALUES `;
}

/** How many rows have no parent. A key with a NULL in it has none to have. */
export function orphansSql(database: string, table: string, key: ForeignKeyDefinition): string {
  const pairs = key.columns.map((column, index) => `p.${quoted(key.parentColumns[index] ?? '')} = c.${quoted(column)}`);
  const present = key.columns.map((column) => `c.${quoted(column)} IS NOT NULL`);
  return [
    `SELECT count(*) FROM ${quoted(database)}.${quoted(table)} AS c`,
    `LEFT JOIN ${quoted(database)}.${quoted(key.parent)} AS p ON ${pairs.join(' AND ')}`,
    `WHERE ${present.join(' AND ')} AND p.${quoted(key.parentColumns[0] ?? '')} IS NULL`,
  ].join(' ');
}

/** Where keys are put for the server to compare. */
export function keysTable(database: string): string {
  return `${quoted(database)}.ntom_keys`;
}

/** A table of the rows' numbers `n` and their keys `k0`, `k1` … `types`: as the columns of the key are declared. */
export function keysTableSql(database: string, types: readonly string[], { name }: TextCollation): string {
  const columns = types.map((type, index) => `k${index} ${type} NOT NULL`);
  return `CREATE TABLE ${keysTable(database)} (n BIGINT PRIMARY KEY, ${columns.join(', ')}) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${name}`;
}

/** Each row whose key an earlier one has, by the collations of the columns: number and key, then those of the first. */
export function sameKeysSql(database: string, keyColumns: number, most: number): string {
  const key = Array.from({ length: keyColumns }, (_, index) => `k${index}`);
  const columns = (of: string) => [`${of}.n`, ...key.map((column) => `${of}.${column}`)].join(', ');
  const table = keysTable(database);
  return `SELECT ${columns('d')}, ${columns('f')}
    FROM (SELECT n, ${key.join(', ')}, min(n) OVER (PARTITION BY ${key.join(', ')}) AS first FROM ${table}) AS d
    JOIN ${table} AS f ON f.n = d.first
   WHERE d.n <> d.first ORDER BY d.n LIMIT ${most}`;
}
