import { describe, expect, test } from 'vitest';
import { parseTable } from '../../../../src/dialects/sqlite/pull/declaration/parse-table.ts';
import { tokensOf } from '../../../../src/dialects/sqlite/pull/declaration/tokens.ts';

test('tokens of every kind, with the comment before them', () => {
  const sql = `a "b""c" [d e] \`f\` 'g''h' x'0F' 1.5e-3 .5 0x1F <= -- one
    /* two */ || Größe /* never ends`;
  expect(tokensOf(sql).map(({ kind, value, comment }) => [kind, value, comment])).toEqual([
    ['word', 'a', null],
    ['name', 'b"c', null],
    ['name', 'd e', null],
    ['name', 'f', null],
    ['text', "g'h", null],
    ['blob', "x'0F'", null],
    ['number', '1.5e-3', null],
    ['number', '.5', null],
    ['number', '0x1F', null],
    ['symbol', '<=', null],
    ['symbol', '||', '-- one'],
    ['word', 'Größe', null],
  ]);
});

describe('a declaration', () => {
  test('with everything that a column and a table may have', () => {
    const declared = parseTable(`CREATE TABLE "t ,(" (
      a INTEGER CONSTRAINT pk PRIMARY KEY DESC ON CONFLICT ROLLBACK AUTOINCREMENT,
      b UNSIGNED BIG INT ( 10 , -2 ) CONSTRAINT nn NOT NULL ON CONFLICT ABORT DEFAULT -1.5 CONSTRAINT c CHECK (b > ( 1 ) ) UNIQUE,
      c NULL DEFAULT (1) COLLATE [no case] REFERENCES x (y) ON DELETE SET NULL ON INSERT CASCADE MATCH simple DEFERRABLE,
      'd' TEXT /* json */ GENERATED ALWAYS AS ( ')' || a ) VIRTUAL NOT DEFERRABLE,
      "e" AS (1) STORED UNIQUE ON CONFLICT IGNORE,
      CONSTRAINT both UNIQUE (a COLLATE nocase, b DESC) CHECK (1) ON CONFLICT FAIL CONSTRAINT unused
      CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES x DEFERRABLE INITIALLY DEFERRED,
      later generated
    ) WITHOUT ROWID, STRICT`);
    expect(declared).toEqual({
      columns: [
        { name: 'a', comment: null, collation: null, generated: null },
        { name: 'b', comment: null, collation: null, generated: null },
        { name: 'c', comment: null, collation: 'no case', generated: null },
        { name: 'd', comment: '/* json */', collation: null, generated: "')' || a" },
        { name: 'e', comment: null, collation: null, generated: '1' },
        { name: 'later', comment: null, collation: null, generated: null },
      ],
      checks: [
        { name: 'c', expression: 'b > ( 1 )' },
        { name: null, expression: '1' },
      ],
      uniques: [
        { name: null, columns: ['b'] },
        { name: null, columns: ['e'] },
        { name: 'both', columns: ['a', 'b'] },
      ],
      foreignKeys: [
        { name: null, columns: ['c'], deferred: false },
        { name: 'fk', columns: ['a', 'b'], deferred: true },
      ],
      primaryKey: { columns: ['a'], autoIncrement: true, descending: [true] },
      conflictClauses: ['ON CONFLICT ROLLBACK of the primary key', 'ON CONFLICT IGNORE of the unique key over e'],
    });
  });

  test.each([
    ['CREATE TABLE t (a INTEGER', 'it ends too early'],
    ['CREATE TABLE t (a INTEGER NOT)', 'NOT is not understood there'],
    ['CREATE TABLE t (a INTEGER) WITH OIDS', 'WITH is not understood there'],
    ['CREATE TABLE t (a CHECK (1)', 'it ends too early'],
    ['CREATE TABLE t (a REFERENCES b ON DELETE EXPLODE)', 'EXPLODE is not understood there'],
    ['CREATE TABLE t (a, FOREIGN KEY (a) b)', 'b is not understood there'],
    ['CREATE TABLE t (5 INTEGER)', '5 is no name'],
    ['CREATE TABLE t (a, PRIMARY (a))', 'PRIMARY is not understood there'],
    ['CREATE VIRTUAL TABLE t USING x', 'VIRTUAL is not understood there'],
  ])('%s is not understood, and it says where', (sql, reason) => {
    expect(() => parseTable(sql)).toThrow(reason);
  });
});
