import { storedColumns, type TableDefinition } from '../../schema/definition.ts';
import type { BoundQuery, ChunkQuery, KeyRange, KeysQuery, SqlParameter } from '../source.ts';
import { names, quoted } from './ddl.ts';
import { partColumn } from './part-database/part-database.ts';

/** Pure functions that return SQL text. They run nowhere here. */

export function tableQuery(table: string, columns: readonly string[]): BoundQuery {
  return { sql: `SELECT ${names(columns)} FROM ${quoted(table)}`, parameters: [] };
}

/** A query as a table of another: on lines of its own, since it may end in a comment. */
function nested({ sql }: BoundQuery): string {
  return `(\n${withoutSemicolon(sql)}\n)`;
}

function withoutSemicolon(sql: string): string {
  return sql.replace(/[\s;]+$/, '');
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
    sql: `SELECT * FROM ${nested(query)} WHERE (${names(columns)}) IN (VALUES ${keys.map(() => key).join(', ')})`,
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

/** How many rows differ in columns, whatever collations these have. */
export function distinctCount(
  query: BoundQuery,
  columns: readonly string[],
  allNull: 'counts' | 'does not count',
): BoundQuery {
  const keys = columns.map((name, index) => `${quoted(name)} COLLATE BINARY AS k${index}`).join(', ');
  const present = columns.map((_, index) => `k${index} IS NOT NULL`).join(' OR ');
  const where = allNull === 'counts' ? '' : ` WHERE ${present}`;
  return {
    sql: `SELECT count(*) FROM (SELECT DISTINCT ${keys} FROM ${nested(query)})${where}`,
    parameters: query.parameters,
  };
}

/** The rows of a chunk. Text is ordered byte by byte, whatever collation its column has. */
export function chunked({ sql, parameters, orderBy, range }: ChunkQuery): BoundQuery {
  const { where, bounds } = inRange(range);
  const order = orderBy.length > 0 ? ` ORDER BY ${orderBy.map(byBytes).join(', ')}` : '';
  return {
    sql: `SELECT * FROM ${nested({ sql, parameters })}${where}${order}`,
    parameters: [...parameters, ...bounds],
  };
}

export const firstInteger = -(2n ** 63n);
export const lastInteger = 2n ** 63n - 1n;

/** A column may hold 5.5 between 5 and 6. No integer is above the last one. */
function inRange(range: KeyRange | null): { readonly where: string; readonly bounds: readonly bigint[] } {
  if (range === null) return { where: '', bounds: [] };
  const column = quoted(range.column);
  if (range.to === null || range.to >= lastInteger) return { where: ` WHERE ${column} >= ?`, bounds: [range.from] };
  return { where: ` WHERE ${column} >= ? AND ${column} < ?`, bounds: [range.from, range.to + 1n] };
}

function byBytes(column: string): string {
  return `${quoted(column)} COLLATE BINARY`;
}

/**
 * The first row of a chunk with more than so many bytes in some of its columns: its key, and how many they are. Reads none of the
 * values: the engine knows how long each is.
 */
export function longRow(
  { sql, parameters, range }: ChunkQuery,
  key: string,
  columns: readonly string[],
  bytes: number,
): BoundQuery {
  const { where, bounds } = inRange(range);
  const size = columns.map((name) => `ifnull(octet_length(${quoted(name)}), 0)`).join(' + ');
  return {
    sql: `SELECT ${quoted(key)}, ${size} FROM ${nested({ sql, parameters })}${where === '' ? ' WHERE' : `${where} AND`} ${size} > ${bytes} ORDER BY ${byBytes(key)} LIMIT 1`,
    parameters: [...parameters, ...bounds],
  };
}

/** The rows of a chunk with NULL for some of its columns, which are not read. */
export function withoutColumns(chunk: ChunkQuery, columns: readonly string[], left: readonly string[]): BoundQuery {
  const results = columns.map((name) => (left.includes(name) ? 'NULL' : quoted(name)));
  const { sql, parameters } = chunked(chunk);
  return { sql: `SELECT ${results.join(', ')} FROM ${nested({ sql, parameters })}`, parameters };
}

/** First and last value of a column, each found from its end of the index. */
export function bounds(query: BoundQuery, column: string): BoundQuery {
  const from = nested(query);
  return {
    sql: `SELECT (SELECT min(${quoted(column)}) FROM ${from}), (SELECT max(${quoted(column)}) FROM ${from})`,
    parameters: [...query.parameters, ...query.parameters],
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
    sql: `SELECT ${quoted(column)} FROM ${nested(query)} WHERE ${quoted(column)} >= ? ORDER BY ${byBytes(column)} LIMIT 1 OFFSET ${skip}`,
    parameters: [...query.parameters, from],
  };
}

/**
 * Rows of a chunk, text as the bytes it is made of, each column followed by its storage class. Named as no table can be: a table
 * that the query reads would be taken for the chunk itself.
 *
 * @param limit Most rows; -1: all behind those to `skip`.
 */
export function asBytes(chunk: BoundQuery, columns: readonly string[], skip: number, limit = -1): BoundQuery {
  const results = columns.map((_, index) => {
    const column = `c${index}`;
    return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) ELSE ${column} END, typeof(${column})`;
  });
  const named = columns.map((_, index) => `c${index}`).join(', ');
  return {
    sql: `WITH sqlite_chunk(${named}) AS (\n${chunk.sql}\nLIMIT ${limit} OFFSET ${skip}) SELECT ${results.join(', ')} FROM sqlite_chunk`,
    parameters: chunk.parameters,
  };
}

/** Inserts rows of the part database that is attached as `ntom_part`, from one row id to another. */
export function insertSql(table: TableDefinition): string {
  const columns = storedColumns(table).map((column) => column.name);
  const values = columns.map((_, index) => partColumn(index)).join(', ');
  return `INSERT INTO main.${quoted(table.name)} (${names(columns)}) SELECT ${values} FROM ntom_part.rows WHERE rowid BETWEEN ? AND ? ORDER BY rowid`;
}

/** The row of the part database that has a row id. */
export function partRowSql(columns: number): string {
  const values = Array.from({ length: columns }, (_, index) => partColumn(index)).join(', ');
  return `SELECT ${values} FROM ntom_part.rows WHERE rowid = ?`;
}

/** A row of the table of keys, which has columns `n`, `k0`, `k1` … */
export function keyRowSql(keyColumns: number): string {
  return `INSERT INTO temp.ntom_keys VALUES (${Array.from({ length: keyColumns + 1 }, () => '?').join(', ')})`;
}

/** Each row whose key an earlier one has, by the collations of the columns: number and key, then those of the first. */
export function sameKeysSql(keyColumns: number): string {
  const key = Array.from({ length: keyColumns }, (_, index) => `k${index}`);
  const columns = (of: string) => [`${of}.n`, ...key.map((column) => `${of}.${column}`)].join(', ');
  return `SELECT ${columns('d')}, ${columns('f')}
    FROM (SELECT n, ${key.join(', ')}, min(n) OVER (PARTITION BY ${key.join(', ')}) AS first FROM temp.ntom_keys) AS d
    JOIN temp.ntom_keys AS f ON f.n = d.first
   WHERE d.n <> d.first ORDER BY d.n LIMIT ?`;
}
