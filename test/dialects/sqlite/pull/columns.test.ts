import { describe, expect, test } from 'vitest';
import { typeWords } from '../../../../src/dialects/sqlite/declared/type-words.ts';
import { databaseOf, madeFrom, messagesOf, pull, withoutNotes } from './pulled.ts';

/** The one column besides `id` of a table with these values, in short, and what there is to say of it. */
function column(declared: string, ...values: readonly string[]) {
  const database = databaseOf(`CREATE TABLE t (id INTEGER PRIMARY KEY, c ${declared})`);
  for (const value of values) database.exec(`INSERT INTO t (c) VALUES (${value})`);
  const pulled = pull(database);
  const made = pull(madeFrom(pulled));
  expect(withoutNotes(made)).toEqual(withoutNotes(pulled));
  const [table] = pulled.tables;
  const found = table?.columns[1];
  if (table === undefined || found === undefined) throw new TypeError('the column is gone');
  const said = { type: typeWords(found.type), declared: perEngine(found.declared), checks: table.checks.length };
  return {
    ...said,
    found,
    messages: messagesOf(pulled).map((message) => message.replace('warning: t.c is declared ', '')),
  };
}

function perEngine(sql: unknown): unknown {
  return (sql as { sqlite: string } | null)?.sqlite ?? null;
}

describe('a declared type alone', () => {
  const cases: readonly (readonly [declared: string, type: string, kept: string | null])[] = [
    ['INTEGER', 'int', null],
    ['integer', 'int', null],
    ['INT', 'int', 'INT'],
    ['int', 'int', 'INT'],
    ['MEDIUMINT', 'int', 'MEDIUMINT'],
    ['BIGINT', 'bigint', 'BIGINT'],
    ['UNSIGNED BIG INT', 'bigint', 'UNSIGNED BIG INT'],
    ['int8', 'bigint', 'int8'],
    ['tinyint(1)', 'bool', 'tinyint(1)'],
    ['tinyint(4)', 'int', 'tinyint(4)'],
    ['INTERVAL', 'int', 'INTERVAL'],
    ['TEXT', 'text', null],
    ['character varying(20)', 'text(20)', 'character varying(20)'],
    ['NATIVE CHARACTER(70)', 'text(70)', 'NATIVE CHARACTER(70)'],
    ['nvarchar ( 12 )', 'text(12)', 'nvarchar ( 12 )'],
    ['VARCHAR(0)', 'text', 'VARCHAR(0)'],
    ['VARCHAR(+5)', 'text(5)', 'VARCHAR(+5)'],
    ['CLOB', 'text', 'CLOB'],
    ['TEXT(30)', 'text(30)', 'TEXT(30)'],
    ['BLOB', 'blob', null],
    ['BLOB(16)', 'blob(16)', 'BLOB(16)'],
    ['VARBINARY(16)', 'blob(16)', 'VARBINARY(16)'],
    ['REAL', 'real', null],
    ['double  precision', 'real', 'double precision'],
    ['double /* of 8 */ precision', 'real', 'double precision'],
    ['FLOAT', 'real', 'FLOAT'],
    ['DECIMAL(10,2)', 'real', 'DECIMAL(10,2)'],
    ['NUMERIC', 'real', 'NUMERIC'],
    ['NUMBER(10, 0)', 'int', 'NUMBER(10, 0)'],
    ['MONEY', 'real', 'MONEY'],
    ['BOOLEAN', 'bool', 'BOOLEAN'],
    ['bit(8)', 'int', 'bit(8)'],
    ['DATE', 'date', 'DATE'],
    ['TIME', 'time(6)', 'TIME'],
    ['time(3)', 'time(3)', 'time(3)'],
    ['DATETIME', 'datetime(6)', 'DATETIME'],
    ['datetime(0)', 'datetime', 'datetime(0)'],
    ['timestamp with time zone', 'datetime(6)', 'timestamp with time zone'],
    ['JSON', 'json', 'JSON'],
    ['UUID', 'uuid', 'UUID'],
    ['STRING', 'text', 'STRING'],
    ['"VARCHAR(20)"', 'text(20)', 'VARCHAR(20)'],
    ['[odd-type, yes]', 'text', '"odd-type, yes"'],
    ['TEXT /* decimal(10, 2) */', 'decimal(10, 2)', null],
    ['TEXT /* decimal(2, 10) */', 'text', null],
    ['TEXT /* as in the passport */', 'text', null],
    ['INTEGER /* date */', 'int', null],
    ['VARCHAR(9) /* enumeration(["*\\/","b"]) */', 'enumeration(["*\\/","b"])', 'VARCHAR(9)'],
    ['NUMERIC -- bool', 'real', 'NUMERIC'],
  ];

  test.each(cases)('%s is %s', (declared, type, kept) => {
    expect(column(`${declared}\n`)).toMatchObject({ type, declared: kept });
    expect(column(`${declared}\n`, 'NULL')).toMatchObject({ type, declared: kept });
  });

  test('or nothing: a text, which is said', () => {
    expect(column('')).toMatchObject({
      type: 'text',
      declared: null,
      messages: ['without a type, but holds no value: taken as text()'],
    });
  });
});

describe('what a column holds', () => {
  const cases: readonly (readonly [
    declared: string,
    values: readonly string[],
    type: string,
    message: string | null,
  ])[] = [
    ['', ['1', '2'], 'int', null],
    ['', ['1', '2.5'], 'real', null],
    ['', ["'a'"], 'text', null],
    ['', ["x'00'"], 'blob', null],
    [
      '',
      ['1', "'a'", "'b'"],
      'text',
      'without a type, but holds 1 integer such as 1: taken as text(), which rejects 1 of its 3 values',
    ],
    [
      'DATETIME',
      ['1700000000', '1700000001'],
      'int',
      'DATETIME, but holds 2 integers such as 1700000000: taken as int()',
    ],
    ['DATETIME', ['1700000000.5'], 'real', 'DATETIME, but holds 1 real such as 1700000000.5: taken as real()'],
    ['DATETIME', ["'2024-01-01 10:00:00'"], 'datetime', null],
    ['DATETIME', ["'2024-01-01 10:00:00.123'"], 'datetime(3)', null],
    ['DATETIME(6)', ["'2024-01-01 10:00:00.123456'"], 'datetime(6)', null],
    [
      'DATETIME(3)',
      ["'2024-01-01 10:00:00.123456'"],
      'datetime(6)',
      'DATETIME(3), but holds 1 text such as "2024-01-01 10:00:00.123456": taken as datetime(6)',
    ],
    [
      'DATETIME',
      ["'2024-01-01T10:00:00Z'"],
      'text',
      'DATETIME, but holds 1 text such as "2024-01-01T10:00:00Z": taken as text()',
    ],
    ['DATETIME', ["'2024-01-01'"], 'date', 'DATETIME, but holds 1 text such as "2024-01-01": taken as date()'],
    [
      'DATE',
      ["'2024-01-01 00:00:00'"],
      'datetime',
      'DATE, but holds 1 text such as "2024-01-01 00:00:00": taken as datetime()',
    ],
    ['DATE', ["'2024-02-30'"], 'text', 'DATE, but holds 1 text such as "2024-02-30": taken as text()'],
    ['TIME', ["'10:00'"], 'text', 'TIME, but holds 1 text such as "10:00": taken as text()'],
    ['BOOLEAN', ['0', '1'], 'bool', null],
    ['BOOLEAN', ["'t'", "'f'"], 'text', 'BOOLEAN, but holds 2 texts such as "t": taken as text()'],
    ['BOOLEAN', ['0', '2'], 'int', 'BOOLEAN, but holds 1 integer such as 2: taken as int()'],
    ['TINYINT(1)', ['-1'], 'int', 'TINYINT(1), but holds 1 integer such as -1: taken as int()'],
    [
      'NUMERIC(10,2)',
      ['1.5'],
      'real',
      'NUMERIC(10,2), but holds 1 real such as 1.5: taken as real(), which is not exact',
    ],
    ['NUMERIC(10,2)', ['15'], 'real', null],
    ['DECIMAL(10)', ['1.5'], 'real', 'DECIMAL(10), but holds 1 real such as 1.5: taken as real()'],
    [
      'INTEGER',
      ['9007199254740992'],
      'bigint',
      'INTEGER, but holds 1 integer such as 9007199254740992: taken as bigint()',
    ],
    ['INTEGER', ['1', '2.5'], 'real', 'INTEGER, but holds 1 real such as 2.5: taken as real()'],
    [
      'INTEGER',
      ['1', "'n/a'", '2'],
      'int',
      `INTEGER, but holds 1 text such as "n/a": taken as int(), which rejects 1 of its 3 values`,
    ],
    ['VARCHAR(3)', ["'abcd'", "'ab'"], 'text', 'VARCHAR(3), but holds 1 text such as "abcd": taken as text()'],
    ['VARCHAR(3)', ["'😀😀😀'"], 'text(3)', null],
    [
      'TEXT',
      ["x'00'", "'a'", "'b'"],
      'text',
      `TEXT, but holds 1 blob such as x'00': taken as text(), which rejects 1 of its 3 values`,
    ],
    [
      'TEXT',
      ["CAST(x'ff41' AS TEXT)", "'b'"],
      'text',
      'TEXT, but holds 1 text that is not valid such as bytes FF41: taken as text(), which rejects 1 of its 2 values',
    ],
    ['JSON', [`'{"a":1}'`], 'json', null],
    ['JSON', ["'{'"], 'text', 'JSON, but holds 1 text such as "{": taken as text()'],
    ['JSONB', ["jsonb('{}')"], 'blob', `JSONB, but holds 1 blob such as x'0c': taken as blob()`],
    ['UUID', ["'7D444840-9dc0-11d1-b245-5ffdce74fad2'"], 'uuid', null],
    ['UUID', ["x'7d444840'"], 'blob', `UUID, but holds 1 blob such as x'7d444840': taken as blob()`],
    ['BLOB(2)', ["x'000000'"], 'blob', `BLOB(2), but holds 1 blob such as x'000000': taken as blob()`],
    ['TEXT /* decimal(4, 2) */', ["'1.50'"], 'decimal(4, 2)', null],
    ['TEXT /* decimal(4, 2) */', ["'n/a'"], 'text', 'TEXT, but holds 1 text such as "n/a": taken as text()'],
  ];

  test.each(cases)('%s with %s is %s', (declared, values, type, message) => {
    const found = column(declared, ...values);
    expect(found).toMatchObject({ type, messages: message === null ? [] : [message] });
  });

  test('fractions of different lengths are of the longest, and those that will be written otherwise are said', () => {
    const found = column('DATETIME', "'2024-01-01 10:00:00'", "'2024-01-01 10:00:00.5'", "'2024-01-01 10:00:00.25'");
    expect(found.type).toBe('datetime(2)');
    expect(found.messages).toEqual([
      'DATETIME, but holds 1 text such as "2024-01-01 10:00:00" with 0 digits of a fraction: taken as datetime(2), which writes 2',
      'DATETIME, but holds 1 text such as "2024-01-01 10:00:00.5" with 1 digit of a fraction: taken as datetime(2), which writes 2',
    ]);
  });
});

describe('a check that says which values there are', () => {
  test.each([
    ['INTEGER CHECK (c IN (0, 1))', 'bool', 0],
    ['INTEGER CHECK (([c] in (1,0)))', 'bool', 0],
    ['INTEGER CONSTRAINT yes_or_no CHECK (c IN (0, 1))', 'int', 1],
    ['INT CHECK (c IN (0, 1))', 'bool', 1],
    ['INTEGER CHECK (c IN (0, 1, 2))', 'int', 1],
    ["TEXT CHECK (`c` IN ('a', 'it''s'))", `enumeration(["a","it's"])`, 0],
    ["TEXT CHECK (c IN ('a', ''))", 'text', 1],
    ["TEXT CHECK (c IN ('a', 'a'))", 'text', 1],
    ["TEXT CHECK (c NOT IN ('a', 'b'))", 'text', 1],
    ["TEXT COLLATE NOCASE CHECK (c IN ('a', 'b'))", 'text', 1],
    ["VARCHAR(5) CONSTRAINT kind CHECK (c IN ('a', 'b'))", 'enumeration(["a","b"])', 1],
    ['TEXT CHECK (length(c) <= 5)', 'text(5)', 0],
    ['TEXT CHECK (LENGTH ( "c" )<=5)', 'text(5)', 0],
    ['TEXT CHECK (length(c) <= 5) CHECK (length(c) <= 3)', 'text(5)', 1],
    ['TEXT CHECK (length(c) < 5)', 'text', 1],
    ['TEXT CHECK (length(id) <= 5)', 'text', 1],
    ['TEXT CHECK (length(c) <= 5 OR id > 3)', 'text', 1],
    ['BLOB CHECK (length(c) <= 5)', 'blob(5)', 0],
    ['VARCHAR(9) CHECK (length(c) <= 5)', 'text(9)', 1],
  ])('%s is %s, with %i more', (declared, type, checks) => {
    expect(column(declared)).toMatchObject({ type, checks });
  });
});

describe('a default', () => {
  test.each([
    ['INTEGER', '5', { value: 5 }],
    ['INTEGER', '-5', { value: -5 }],
    ['INTEGER', '(5)', { value: 5 }],
    ['INTEGER', '+5', { sql: { sqlite: '+5' } }],
    ['INTEGER', "'5'", { sql: { sqlite: "'5'" } }],
    ['INTEGER', '0x10', { sql: { sqlite: '0x10' } }],
    ['INTEGER', '(unixepoch())', { sql: { sqlite: 'unixepoch()' } }],
    ['INTEGER', '9007199254740993', { sql: { sqlite: '9007199254740993' } }],
    ['BIGINT', '9007199254740993', { value: 9007199254740993n }],
    ['REAL', '0.50', { value: 0.5 }],
    ['REAL', '1e3', { value: 1000 }],
    ['REAL', '-9e999', { value: -Infinity }],
    ['REAL', '-0.0', { sql: { sqlite: '-0.0' } }],
    ['BOOLEAN', 'TRUE', { value: true }],
    ['BOOLEAN', '0', { value: false }],
    ['BOOLEAN', "'f'", { sql: { sqlite: "'f'" } }],
    ['TEXT', "'it''s'", { value: "it's" }],
    ['TEXT', 'word', { value: 'word' }],
    ['TEXT', '"quoted"', { value: 'quoted' }],
    ['TEXT', 'CURRENT_TIMESTAMP', { sql: { sqlite: 'CURRENT_TIMESTAMP' } }],
    ['TEXT', '5', { sql: { sqlite: '5' } }],
    ['TEXT', "('a' || /* b */ 'c' -- d\n)", { sql: { sqlite: "'a' || 'c'" } }],
    ['TEXT', "(CAST(x'6100' AS TEXT))", { value: 'a\0' }],
    ['TEXT', 'NULL', { value: null }],
    ['TEXT NOT NULL', 'NULL', { sql: { sqlite: 'NULL' } }],
    ['VARCHAR(2)', "'abc'", { sql: { sqlite: "'abc'" } }],
    ['DATE', "'2024-02-29'", { value: '2024-02-29' }],
    ['DATE', "'0000-00-00'", { sql: { sqlite: "'0000-00-00'" } }],
    ['BLOB', "X'00Ff'", { value: new Uint8Array([0, 255]) }],
  ])('of %s, %s', (declared, text, expected) => {
    expect(column(`${declared} DEFAULT ${text}`).found.default).toEqual(expected);
  });
});
