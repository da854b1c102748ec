import BetterSqlite3, { type Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ddl } from '../../../src/dialects/sqlite/ddl.ts';
import type { Column } from '../../../src/schema/column.ts';
import {
  bigint,
  blob,
  bool,
  date,
  datetime,
  decimal,
  enumeration,
  int,
  json,
  real,
  text,
  time,
  uuid,
} from '../../../src/schema/column-types.ts';
import type { SchemaDefinition, Value } from '../../../src/schema/definition.ts';
import { schema } from '../../../src/schema/schema.ts';
import { table, type Table } from '../../../src/schema/table.ts';

type AnyColumn = Column<Value>;

/** The line of the column `c` in a table that has a column before it. */
function columnLine(column: AnyColumn): string {
  const [statement] = ddl(schema(1, { t: table({ first: text(), c: column }) })).tables;
  return statement?.split('\n')[2]?.trim().replace(/,$/, '') ?? '';
}

function tableLines(definition: Table, others: Readonly<Record<string, Table>> = {}): string[] {
  const [statement] = ddl(schema(1, { t: definition, ...others })).tables;
  return (statement ?? '').split('\n').map((line) => line.trim().replace(/,$/, ''));
}

/** A database made by all statements, in the order in which a load runs them. */
function made(definition: SchemaDefinition): Database {
  const { tables, indexes, views, triggers, statements } = ddl(definition);
  const database = new BetterSqlite3(':memory:');
  onTestFinished(() => void database.close());
  database.pragma('foreign_keys = ON');
  for (const statement of [...tables, ...indexes, ...views, ...triggers, ...statements]) database.exec(statement);
  return database;
}

describe('a column', () => {
  const columns: readonly (readonly [AnyColumn, string])[] = [
    [int(), '"c" INTEGER NOT NULL'],
    [bigint(), '"c" INTEGER /* bigint */ NOT NULL'],
    [real(), '"c" REAL NOT NULL'],
    [bool(), '"c" INTEGER NOT NULL CHECK ("c" IN (0, 1))'],
    [decimal(8, 5), '"c" TEXT /* decimal(8, 5) */ NOT NULL'],
    [text(), '"c" TEXT NOT NULL'],
    [text(3), '"c" TEXT NOT NULL CHECK (length("c") <= 3)'],
    [blob(), '"c" BLOB NOT NULL'],
    [blob(16), '"c" BLOB NOT NULL CHECK (length("c") <= 16)'],
    [enumeration(['a', "b'c"]), `"c" TEXT NOT NULL CHECK ("c" IN ('a', 'b''c'))`],
    [date(), '"c" TEXT /* date */ NOT NULL'],
    [time(3), '"c" TEXT /* time(3) */ NOT NULL'],
    [datetime(6), '"c" TEXT /* datetime(6) */ NOT NULL'],
    [json(), '"c" TEXT /* json */ NOT NULL'],
    [uuid(), '"c" TEXT /* uuid */ NOT NULL'],
    [int().nullable(), '"c" INTEGER'],
    [int().declaredAs({ sqlite: 'DATETIME' }), '"c" DATETIME /* int */ NOT NULL'],
    [datetime(3).declaredAs({ sqlite: 'DATETIME(3)' }), '"c" DATETIME(3) NOT NULL'],
    [text(5).declaredAs({ sqlite: 'VARCHAR(5)' }), '"c" VARCHAR(5) NOT NULL'],
    [
      enumeration(['*/', "it's"]).declaredAs({ sqlite: 'VARCHAR(5)' }),
      `"c" VARCHAR(5) /* enumeration(["*\\/","it's"]) */ NOT NULL`,
    ],
    [int().primaryKey(), '"c" INTEGER NOT NULL PRIMARY KEY'],
    [int().primaryKey().autoIncrement(), '"c" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT'],
    [int().default(-7), '"c" INTEGER NOT NULL DEFAULT -7'],
    [bigint().default(-(2n ** 63n)), '"c" INTEGER /* bigint */ NOT NULL DEFAULT -9223372036854775808'],
    [real().default(1e21), '"c" REAL NOT NULL DEFAULT 1e+21'],
    [real().default(-Infinity), '"c" REAL NOT NULL DEFAULT -9e999'],
    [bool().default(true), '"c" INTEGER NOT NULL DEFAULT 1 CHECK ("c" IN (0, 1))'],
    [text().default("it's"), `"c" TEXT NOT NULL DEFAULT 'it''s'`],
    [text().nullable().default(null), '"c" TEXT DEFAULT NULL'],
    [blob().default(new Uint8Array([0, 171])), `"c" BLOB NOT NULL DEFAULT x'00ab'`],
    [datetime().defaultSql('CURRENT_TIMESTAMP'), '"c" TEXT /* datetime */ NOT NULL DEFAULT (CURRENT_TIMESTAMP)'],
    [datetime().defaultSql({ mysql: 'NOW()' }), '"c" TEXT /* datetime */ NOT NULL'],
    [datetime().defaultSql({ sqlite: 'a', mysql: 'b' }), '"c" TEXT /* datetime */ NOT NULL DEFAULT (a)'],
    [
      date().nullable().generated('upper(first)'),
      '"c" TEXT /* date */ NULL GENERATED ALWAYS AS (upper(first)) VIRTUAL',
    ],
    [text().generated('upper(first)'), '"c" TEXT NOT NULL GENERATED ALWAYS AS (upper(first)) VIRTUAL'],
    [
      text().nullable().generated({ sqlite: 'upper(first)', mysql: 'UPPER(first)' }, { stored: true }),
      '"c" TEXT GENERATED ALWAYS AS (upper(first)) STORED',
    ],
  ];

  test.each(columns)('%# is declared as %s', (column, line) => {
    expect(columnLine(column)).toBe(line);
  });
});

describe('a table', () => {
  test('has its composite key, checks and foreign keys behind its columns, and is strict', () => {
    const parent = table({ a: text(), b: int() }, { primaryKey: ['a', 'b'] });
    const child = table(
      { x: text(), y: int(), z: int() },
      {
        primaryKey: ['y', 'x'],
        check: ['z > 0', { name: 'only_here', expression: { sqlite: 'z < 9' } }, { mysql: 'z < 99' }],
        foreignKeys: [
          { columns: ['x', 'y'], references: 'p', to: ['a', 'b'], onDelete: 'cascade', onUpdate: 'set null' },
        ],
      },
    );
    expect(tableLines(child, { p: parent }).slice(4)).toEqual([
      'PRIMARY KEY ("y", "x")',
      'CONSTRAINT "t_check_1" CHECK (z > 0)',
      'CONSTRAINT "only_here" CHECK (z < 9)',
      'CONSTRAINT "t_x_y_fkey" FOREIGN KEY ("x", "y") REFERENCES "p" ("a", "b") ON DELETE CASCADE ON UPDATE SET NULL',
      ') STRICT',
    ]);
  });

  test.each([
    ['restrict', ' ON DELETE RESTRICT'],
    ['set default', ' ON DELETE SET DEFAULT'],
    ['no action', ''],
  ] as const)('onDelete %s', (onDelete, text) => {
    const child = table({ id: int().primaryKey(), up: int().nullable().references('t.id', { onDelete }) });
    expect(tableLines(child)[3]).toBe(`CONSTRAINT "t_up_fkey" FOREIGN KEY ("up") REFERENCES "t" ("id")${text}`);
  });

  test('without a key has none, with a text key names it', () => {
    expect(tableLines(table({ a: int() }))).toEqual(['CREATE TABLE "t" (', '"a" INTEGER NOT NULL', ') STRICT']);
    expect(tableLines(table({ a: text().primaryKey() }))[2]).toBe('PRIMARY KEY ("a")');
  });
});

test('unique keys are indexes, so that they come after the rows', () => {
  const definition = schema(1, { t: table({ a: int().unique(), b: int().index() }, { unique: [['b', 'a']] }) });
  expect(ddl(definition).indexes).toEqual([
    'CREATE UNIQUE INDEX "t_a_unique" ON "t" ("a")',
    'CREATE UNIQUE INDEX "t_b_a_unique" ON "t" ("b", "a")',
    'CREATE INDEX "t_b_index" ON "t" ("b")',
  ]);
});

test('views, triggers and statements of another engine are left out', () => {
  const made = ddl(
    schema(
      1,
      { t: table({ a: int() }) },
      {
        views: { v: 'SELECT a FROM t', w: { mysql: 'SELECT 1' } },
        triggers: { g: { sqlite: 'CREATE TRIGGER g …', mysql: 'x' }, h: { mysql: 'y' } },
        statements: [{ sqlite: 'ANALYZE' }, { mysql: 'z' }],
      },
    ),
  );
  expect(made.views).toEqual(['CREATE VIEW "v" AS SELECT a FROM t']);
  expect(made.triggers).toEqual(['CREATE TRIGGER g …']);
  expect(made.statements).toEqual(['ANALYZE']);
});

describe('in a real database', () => {
  const defaults: readonly (readonly [AnyColumn, string, unknown])[] = [
    [int().default(-7), 'integer', -7n],
    [bigint().default(-(2n ** 63n)), 'integer', -(2n ** 63n)],
    [bigint().default(2n ** 63n - 1n), 'integer', 2n ** 63n - 1n],
    [real().default(5), 'real', 5],
    [real().default(0.1), 'real', 0.1],
    [real().default(5e-324), 'real', 5e-324],
    [real().default(Infinity), 'real', Infinity],
    [real().default(-Infinity), 'real', -Infinity],
    [bool().default(false), 'integer', 0n],
    [decimal(5, 2).default('1.50'), 'text', '1.50'],
    [text().default('NULL'), 'text', 'NULL'],
    [text().default(`"quoted" 'it''s' -- \n`), 'text', `"quoted" 'it''s' -- \n`],
    [text().default('a\0b'), 'text', 'a\0b'],
    [text().default(''), 'text', ''],
    [enumeration(['a\0b', 'c']).default('a\0b'), 'text', 'a\0b'],
    [text().nullable().default(null), 'null', null],
    [date().default('2024-02-29'), 'text', '2024-02-29'],
    [json().default('{"a": [1]}'), 'text', '{"a": [1]}'],
    [blob().default(new Uint8Array([0, 171])), 'blob', Buffer.from([0, 171])],
    [text().defaultSql("'a' || 'b'"), 'text', 'ab'],
  ];

  test.each(defaults)('%#: a default comes back as %s %s', (column, type, value) => {
    const database = made(schema(1, { t: table({ first: text(), c: column }) }));
    database.exec("INSERT INTO t (first) VALUES ('x')");
    const row = database.prepare('SELECT typeof(c), c FROM t').safeIntegers().raw().get() as unknown[];
    expect(row[0]).toBe(type);
    expect(row[1]).toStrictEqual(value);
  });

  test('odd names work everywhere', () => {
    const odd = 'say "it\'s", `here`; --\n] ';
    const definition = schema(
      1,
      {
        [odd]: table(
          { id: int().primaryKey(), [`${odd}2`]: text(5).nullable(), select: int().references(`${odd}.id`) },
          {
            unique: [{ name: `${odd}3`, columns: [`${odd}2`] }],
            check: [{ name: `${odd}4`, expression: '"select" > 0' }],
          },
        ),
        order: table({ group: enumeration(['x']).primaryKey() }),
      },
      { views: { [`${odd}5`]: 'SELECT "group" FROM "order"' } },
    );
    const database = made(definition);
    const names = database.prepare('SELECT name FROM sqlite_schema').pluck().all();
    expect(names).toEqual(expect.arrayContaining([odd, `${odd}3`, `${odd}5`, 'order']));
    const quoted = `"${odd.replaceAll('"', '""')}"`;
    expect(() => database.exec(`INSERT INTO ${quoted} VALUES (1, 'a', 0)`)).toThrow(/CHECK constraint failed/);
    expect(() => database.exec(`INSERT INTO ${quoted} VALUES (1, 'a', 2)`)).toThrow(/FOREIGN KEY/);
    database.exec(`INSERT INTO ${quoted} VALUES (1, 'a', 1)`);
    expect(() => database.exec(`INSERT INTO ${quoted} VALUES (2, 'a', 1)`)).toThrow(/UNIQUE/);
  });

  test.each([
    ['bool', bool(), '2'],
    ['enum', enumeration(['a']), "'b'"],
    ['text(2)', text(2), "'abc'"],
    ['blob(2)', blob(2), "x'010203'"],
    ['int', int(), "'text'"],
    ['real', real(), "'text'"],
    ['text, a blob', text(), "x'41'"],
    ['NULL', int(), 'NULL'],
  ] as const)('%s refuses what it is not for', (_, column, value) => {
    const database = made(schema(1, { t: table({ c: column }) }));
    expect(() => database.exec(`INSERT INTO t VALUES (${value})`)).toThrow(/constraint failed|cannot store/);
  });

  test('generated columns are computed, views and triggers work', () => {
    const database = made(
      schema(
        1,
        {
          t: table({
            a: int(),
            twice: int().generated('a * 2'),
            kept: int().generated('a * 3', { stored: true }),
          }),
          log: table({ a: int() }),
        },
        {
          views: { v: 'SELECT sum(kept) AS total FROM t' },
          triggers: { g: 'CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END' },
          statements: ['CREATE INDEX extra ON log (a)'],
        },
      ),
    );
    database.exec('INSERT INTO t VALUES (1), (2)');
    expect(database.prepare('SELECT twice, kept FROM t').raw().all()).toEqual([
      [2, 3],
      [4, 6],
    ]);
    expect(database.prepare('SELECT total, (SELECT count(*) FROM log) FROM v').raw().get()).toEqual([9, 2]);
  });
});
