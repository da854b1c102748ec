import { describe, expect, test } from 'vitest';
import {
  asBytes,
  bounds,
  chunked,
  counted,
  filtered,
  insertSql,
  tableCount,
  tableQuery,
} from '../../../src/dialects/sqlite/queries.ts';
import { int, text } from '../../../src/schema/column-types.ts';
import { schema } from '../../../src/schema/schema.ts';
import { table } from '../../../src/schema/table.ts';

const query = { sql: 'SELECT a FROM t WHERE b = ?', parameters: ['x'] };

test('a whole table, by quoted names', () => {
  expect(tableQuery('o"dd', ['a', 'b c'])).toEqual({ sql: 'SELECT "a", "b c" FROM "o""dd"', parameters: [] });
  expect(tableCount('o"dd').sql).toBe('SELECT count(*) FROM "o""dd"');
});

test('a query stands on lines of its own, since it may end in a comment or a semicolon', () => {
  expect(counted({ sql: 'SELECT 1 -- one', parameters: [] }).sql).toBe('SELECT count(*) FROM (\nSELECT 1 -- one\n)');
  expect(counted({ sql: 'SELECT 1 ;\n; ', parameters: [] }).sql).toBe('SELECT count(*) FROM (\nSELECT 1\n)');
});

test('a condition is in brackets, so that OR stays inside', () => {
  expect(filtered(query, 'a = 1 OR a = 2')).toEqual({
    sql: 'SELECT * FROM (\nSELECT a FROM t WHERE b = ?\n) WHERE (\na = 1 OR a = 2\n)',
    parameters: ['x'],
  });
});

describe('a chunk', () => {
  const from = '(\nSELECT a FROM t WHERE b = ?\n)';
  test.each([
    ['everything', [], null, '', []],
    ['an order', ['a', 'b"'], null, ' ORDER BY "a" COLLATE BINARY, "b""" COLLATE BINARY', []],
    [
      'a range',
      ['a'],
      { column: 'a', from: 1n, to: 9n },
      ' WHERE "a" >= ? AND "a" < ? ORDER BY "a" COLLATE BINARY',
      [1n, 10n],
    ],
    ['a range without end', [], { column: 'a', from: -5n, to: null }, ' WHERE "a" >= ?', [-5n]],
  ] as const)('%s', (_, orderBy, range, sql, values) => {
    expect(chunked({ ...query, orderBy, range })).toEqual({
      sql: `SELECT * FROM ${from}${sql}`,
      parameters: ['x', ...values],
    });
  });
});

test('the bounds of a key bind the parameters of the query twice', () => {
  expect(bounds(query, 'a').parameters).toEqual(['x', 'x']);
  expect(bounds(query, 'a').sql).toBe(
    'SELECT (SELECT min("a") FROM (\nSELECT a FROM t WHERE b = ?\n)), (SELECT max("a") FROM (\nSELECT a FROM t WHERE b = ?\n))',
  );
});

test('the rest of a chunk as bytes', () => {
  expect(asBytes(query, ['a', 'a'], 7)).toEqual({
    sql:
      'WITH sqlite_chunk(c0, c1) AS (\nSELECT a FROM t WHERE b = ?\nLIMIT -1 OFFSET 7) SELECT ' +
      "CASE typeof(c0) WHEN 'text' THEN CAST(c0 AS BLOB) ELSE c0 END, typeof(c0), " +
      "CASE typeof(c1) WHEN 'text' THEN CAST(c1 AS BLOB) ELSE c1 END, typeof(c1) FROM sqlite_chunk",
    parameters: ['x'],
  });
});

test('an insert from a part database names the stored columns only', () => {
  const [definition] = schema(1, { 't"': table({ a: int(), g: text().generated("'x'"), b: text() }) }).tables;
  if (definition === undefined) throw new TypeError('no table');
  expect(insertSql(definition)).toBe(
    'INSERT INTO main."t""" ("a", "b") SELECT c0, c1 FROM ntom_part.rows WHERE rowid BETWEEN ? AND ? ORDER BY rowid',
  );
});
