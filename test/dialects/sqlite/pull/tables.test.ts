import type { Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { tableNotes } from '../../../../src/dialects/sqlite/pull/table/table-notes.ts';
import type { Pulled } from '../../../../src/dialects/pulled.ts';
import { databaseOf, madeFrom, messagesOf, pull, withoutNotes } from './pulled.ts';

/** What is pulled from a database that these statements make: it makes the same again. */
function pulled(...statements: readonly string[]): Pulled {
  const found = pull(databaseOf(...statements));
  expect(withoutNotes(pull(madeFrom(found)))).toEqual(withoutNotes(found));
  return found;
}

function tableOf({ tables }: Pulled, name: string) {
  const table = tables.find((each) => each.name === name);
  if (table === undefined) throw new TypeError(`no table ${name}`);
  return table;
}

describe('keys', () => {
  test('a primary key has its own order, and is not nullable whatever its columns say', () => {
    const found = pulled('CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (b, a))');
    expect(found.tables[0]?.primaryKey).toEqual(['b', 'a']);
    expect(found.tables[0]?.columns.map(({ nullable }) => nullable)).toEqual([false, false]);
  });

  test('one that holds NULL is a unique key, and a source takes it for one', () => {
    const found = pulled(
      'CREATE TABLE t (a TEXT PRIMARY KEY, b)',
      "INSERT INTO t VALUES (NULL, 1), ('x', 2)",
      'CREATE TABLE u (t REFERENCES t)',
    );
    expect(found.tables[0]).toMatchObject({ primaryKey: [], uniques: [{ name: 't_a_unique', columns: ['a'] }] });
    expect(found.tables[1]?.foreignKeys).toMatchObject([{ columns: ['t'], parentColumns: ['a'] }]);
    expect(messagesOf(found)).toEqual([
      'warning: t.a is declared a primary key, but holds 1 NULL: taken as a unique key',
      'warning: u.t is declared without a type, but holds no value: taken as text()',
    ]);
  });

  test.each([
    ['id INTEGER PRIMARY KEY AUTOINCREMENT', true],
    ['id INTEGER, x, PRIMARY KEY ("id" AUTOINCREMENT)', true],
    ['id INTEGER PRIMARY KEY', false],
    ["id INTEGER PRIMARY KEY DEFAULT 'AUTOINCREMENT'", false],
  ])('%s: numbered by itself %s', (columns, autoIncrement) => {
    expect(pulled(`CREATE TABLE t (${columns})`).tables[0]?.columns[0]).toMatchObject({ autoIncrement });
  });

  test('unique keys have the names of their constraints, of their statements, or derived ones', () => {
    const found = pulled(
      'CREATE TABLE t (a TEXT UNIQUE, b TEXT CONSTRAINT [one b] UNIQUE, c TEXT, CONSTRAINT both UNIQUE (c, A))',
      'CREATE UNIQUE INDEX later ON t (c)',
    );
    expect(found.tables[0]?.uniques).toEqual([
      { name: 'both', columns: ['c', 'a'] },
      { name: 'later', columns: ['c'] },
      { name: 'one b', columns: ['b'] },
      { name: 't_a_unique', columns: ['a'] },
    ]);
  });

  test('what is more than columns in order is a statement', () => {
    const found = pulled(
      'CREATE TABLE t (a TEXT, b TEXT COLLATE NOCASE, UNIQUE (a DESC), UNIQUE (b COLLATE BINARY))',
      'CREATE INDEX i1 ON t (b)',
      'CREATE INDEX i2 ON t (b COLLATE BINARY)',
      'CREATE INDEX i3 ON t (a DESC)',
      'CREATE INDEX i4 ON t (a) WHERE b > 1',
      'CREATE INDEX i5 ON t (lower(a))',
    );
    expect(found.tables[0]).toMatchObject({ uniques: [], indexes: [{ name: 'i1', columns: ['b'] }] });
    expect(found.indexes.map(({ name, sql }) => [name, sql])).toEqual([
      ['i2', { sqlite: 'CREATE INDEX i2 ON t (b COLLATE BINARY)' }],
      ['i3', { sqlite: 'CREATE INDEX i3 ON t (a DESC)' }],
      ['i4', { sqlite: 'CREATE INDEX i4 ON t (a) WHERE b > 1' }],
      ['i5', { sqlite: 'CREATE INDEX i5 ON t (lower(a))' }],
      ['t_a_unique', { sqlite: 'CREATE UNIQUE INDEX "t_a_unique" ON "t" ("a" COLLATE BINARY DESC)' }],
      ['t_b_unique', { sqlite: 'CREATE UNIQUE INDEX "t_b_unique" ON "t" ("b" COLLATE BINARY)' }],
    ]);
  });
});

describe('references', () => {
  test('have their actions, names, deferral, and the columns that they imply', () => {
    const found = pulled(
      'CREATE TABLE Parent (Id INTEGER PRIMARY KEY, k TEXT, l TEXT, UNIQUE (k, l))',
      `CREATE TABLE child (
        a INTEGER REFERENCES parent ON DELETE SET NULL ON UPDATE RESTRICT,
        b INTEGER CONSTRAINT "to b" REFERENCES "PARENT" (ID) MATCH FULL NOT DEFERRABLE INITIALLY DEFERRED,
        k TEXT, l TEXT, up INTEGER DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (l, k) REFERENCES Parent (l, k) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)`.replace(
        ' DEFERRABLE INITIALLY DEFERRED,\n        FOREIGN',
        ',\n        FOREIGN',
      ),
    );
    expect(tableOf(found, 'child').foreignKeys).toEqual([
      {
        name: 'child_a_fkey',
        columns: ['a'],
        parent: 'Parent',
        parentColumns: ['Id'],
        onDelete: 'set null',
        onUpdate: 'restrict',
        deferred: false,
      },
      {
        name: 'to b',
        columns: ['b'],
        parent: 'Parent',
        parentColumns: ['Id'],
        onDelete: 'no action',
        onUpdate: 'no action',
        deferred: false,
      },
      {
        name: 'child_l_k_fkey',
        columns: ['l', 'k'],
        parent: 'Parent',
        parentColumns: ['l', 'k'],
        onDelete: 'cascade',
        onUpdate: 'no action',
        deferred: true,
      },
    ]);
  });

  test('get equal kinds: what is referred to decides, or a value', () => {
    const kinds = (...statements: readonly string[]) =>
      pulled(...statements).tables.map(({ columns }) => columns.map(({ type }) => type.kind).join());
    const child = 'CREATE TABLE b (a_id BIGINT REFERENCES a (id), n NUMERIC REFERENCES a (id), x REFERENCES a (id))';
    expect(kinds('CREATE TABLE a (id INTEGER PRIMARY KEY)', child)).toEqual(['int', 'int,int,int']);
    expect(kinds('CREATE TABLE a (id BIGINT PRIMARY KEY)', child)).toEqual(['bigint', 'bigint,bigint,bigint']);
    expect(kinds('CREATE TABLE a (id INTEGER PRIMARY KEY)', child, 'INSERT INTO a VALUES (9007199254740993)')).toEqual([
      'bigint',
      'bigint,bigint,bigint',
    ]);
    const orphan = 'PRAGMA foreign_keys = OFF; INSERT INTO b (a_id) VALUES (9007199254740993)';
    expect(kinds('CREATE TABLE a (id INTEGER PRIMARY KEY)', child, orphan)).toEqual(['bigint', 'bigint,bigint,bigint']);
    expect(kinds('CREATE TABLE a (id TEXT PRIMARY KEY)', 'CREATE TABLE b (a_id UUID REFERENCES a (id))')).toEqual([
      'text',
      'text',
    ]);
  });

  test('that a schema cannot say are named', () => {
    const found = pulled(
      'CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT COLLATE NOCASE UNIQUE, n TEXT)',
      `CREATE TABLE b (gone INTEGER REFERENCES nowhere (id), nokey TEXT REFERENCES a (n), nocolumn TEXT REFERENCES a (q),
        kind TEXT REFERENCES a (id), other TEXT REFERENCES a (t), two INTEGER, FOREIGN KEY (two, kind) REFERENCES a)`,
    );
    expect(tableOf(found, 'b').foreignKeys).toEqual([]);
    expect(messagesOf(found)).toEqual([
      'error: the reference of b (gone) to nowhere (id) is not in the schema: that table is not there',
      'error: the reference of b (nokey) to a (n) is not in the schema: n is no primary or unique key there',
      'error: the reference of b (nocolumn) to a (q) is not in the schema: it has no column q',
      'error: the reference of b (kind) to a (id) is not in the schema: kind holds text and what it refers to int',
      'error: the reference of b (other) to a (t) is not in the schema: other has another collation than what it refers to',
      'error: the reference of b (two, kind) to a (id) is not in the schema: its key has another number of columns',
    ]);
  });
});

describe('what a schema cannot say is named', () => {
  test('conflict clauses, mixed orders, collations of the application, virtual tables', () => {
    const database = databaseOf(
      `CREATE TABLE t (a TEXT NOT NULL ON CONFLICT IGNORE, b INTEGER UNIQUE ON CONFLICT REPLACE, c TEXT COLLATE RTRIM,
        d INTEGER NOT NULL ON CONFLICT ABORT, PRIMARY KEY (a COLLATE NOCASE, b DESC) ON CONFLICT FAIL)`,
      'CREATE INDEX by_c ON t (c)',
      'CREATE INDEX by_d ON t (d COLLATE RTRIM)',
      'CREATE VIRTUAL TABLE words USING fts5 (word)',
    );
    redeclare(database, ['RTRIM', 'unicase']);
    const found = pull(database);
    expect(found.tables.map(({ name }) => name)).toEqual(['t']);
    expect(messagesOf(found)).toEqual([
      'error: ON CONFLICT IGNORE of NOT NULL of a in t is not in the schema: a conflict is an error in every database that ntom makes',
      'error: ON CONFLICT REPLACE of the unique key over b in t is not in the schema: a conflict is an error in every database that ntom makes',
      'error: ON CONFLICT FAIL of the primary key in t is not in the schema: a conflict is an error in every database that ntom makes',
      "error: the collation unicase of t.c is not in the schema: it is the application's own",
      'error: the descending order in the primary key of t is not in the schema: a primary key is ascending',
      'error: the collation NOCASE of the primary key of t is not in the schema: a primary key has the collations of its columns',
      "error: the index by_d of t is not in the schema: its collation unicase is the application's own",
      'error: the table words is not in the schema: it is virtual: what makes it is no part of a schema',
    ]);
    expect(withoutNotes(pull(madeFrom(found)))).toEqual(withoutNotes(found));
  });

  test('the numbers that an application keeps in the file, unless ntom made it', () => {
    const numbers = ['PRAGMA user_version = 7', 'PRAGMA application_id = -2'];
    const found = databaseOf('CREATE TABLE t (a TEXT)', ...numbers);
    expect(messagesOf(pull(found))).toEqual([
      'error: user_version 7 is not in the schema: a database that ntom makes has the number of its schema there',
      'error: application_id -2 is not in the schema: a database that ntom makes has none',
    ]);
    const own = databaseOf('CREATE TABLE t (a TEXT)', 'CREATE TABLE ntom_schema (schema INTEGER)', ...numbers);
    expect(messagesOf(pull(own))).toEqual([]);
  });

  test('a declaration that cannot be read', () => {
    const nothing = { columns: [], checks: [], uniques: [], foreignKeys: [], primaryKey: null, conflictClauses: [] };
    const table = {
      name: 't',
      columns: [],
      primaryKey: [],
      impliedKey: [],
      hasRowId: true,
      indexes: [],
      foreignKeys: [],
    };
    const notes = tableNotes({ ...table, declaration: nothing, problem: 'it ends too early' });
    expect(notes.map(({ finding }) => finding.message)).toEqual([
      'whatever checks, collations, generated columns and names the declaration of t has is not in the schema: it cannot be read: it ends too early',
    ]);
  });
});

/** Replaces texts in the declarations of a database, as they stand in one that an older engine or another application made. */
function redeclare(database: Database, ...replacements: readonly (readonly [from: string, to: string])[]): void {
  database.unsafeMode();
  database.exec('PRAGMA writable_schema = ON');
  for (const [from, to] of replacements)
    database.prepare('UPDATE sqlite_schema SET sql = replace(sql, ?, ?)').run(from, to);
  database.exec('PRAGMA writable_schema = RESET');
}

test('words in double quotes that name no column are texts, as the engine takes them in an old database', () => {
  const database = databaseOf(
    `CREATE TABLE t (a TEXT CHECK (a <> 'it"s' OR "a" = 'x'), b TEXT AS (a || '-'))`,
    `CREATE INDEX i ON t (a) WHERE a <> 'none'`,
  );
  redeclare(database, ["'x'", '"x"'], ["'-'", '"-"'], ["'none'", '"none"']);
  const found = pull(database);
  expect(found.tables[0]?.checks).toMatchObject([{ expression: { sqlite: `a <> 'it"s' OR "a" = 'x'` } }]);
  expect(found.tables[0]?.columns[1]?.generated).toEqual({ expression: { sqlite: "a || '-'" }, stored: false });
  expect(found.indexes[0]?.sql).toEqual({ sqlite: "CREATE INDEX i ON t (a) WHERE a <> 'none'" });
  expect(withoutNotes(pull(madeFrom(found)))).toEqual(withoutNotes(found));
});

test('tables, views and triggers come by name, whatever was made first', () => {
  const statements = [
    'CREATE TABLE b (x TEXT)',
    'CREATE TABLE "𐀀" (x TEXT)',
    'CREATE TABLE "￿" (x TEXT)',
    'CREATE TABLE B2 (x TEXT)',
    'CREATE VIEW w AS SELECT 1',
    'CREATE VIEW v AS SELECT 2',
  ];
  const found = pulled(...statements);
  expect(found.tables.map(({ name }) => name)).toEqual(['B2', 'b', '￿', '𐀀']);
  expect(found.views.map(({ name }) => name)).toEqual(['v', 'w']);
  expect(pulled(...statements.toReversed())).toEqual(found);
});

test('a view that names its columns has them, and a collation of numbers is what their declaration ends with', () => {
  const found = pulled(
    'CREATE TABLE t (n INTEGER COLLATE nocase, u UUID COLLATE NOCASE)',
    'CREATE VIEW v (a, "b c") AS WITH x AS (SELECT 1 AS y) SELECT y, 2 FROM x',
  );
  expect(found.tables[0]?.columns.map(({ attributes, collation }) => [attributes, collation])).toEqual([
    [{ sqlite: 'COLLATE NOCASE' }, null],
    [{ sqlite: 'COLLATE NOCASE' }, null],
  ]);
  const rows = madeFrom(found).prepare('SELECT * FROM v').all();
  expect(rows).toEqual([{ a: 1, 'b c': 2 }]);
});

test('a comment before GENERATED ALWAYS is no part of the type', () => {
  const found = pulled(
    'CREATE TABLE t (a VARCHAR(5), b VARCHAR(5) /* date */ GENERATED ALWAYS AS (a), c VARCHAR(5) GENERATED /* c */ ALWAYS AS (a) STORED)',
  );
  expect(
    found.tables[0]?.columns.map(({ type, declared, generated }) => [type.kind, declared, generated?.stored]),
  ).toEqual([
    ['text', { sqlite: 'VARCHAR(5)' }, undefined],
    ['date', { sqlite: 'VARCHAR(5)' }, false],
    ['text', { sqlite: 'VARCHAR(5)' }, true],
  ]);
});

test('what ALTER TABLE leaves behind is understood', () => {
  const found = pulled(
    'CREATE TABLE t (a INTEGER, PRIMARY KEY (a)) -- the first',
    "ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'x' COLLATE NOCASE CHECK (b <> '') REFERENCES t2 (k)",
    'CREATE TABLE t2 (k TEXT COLLATE NOCASE PRIMARY KEY)',
    'ALTER TABLE t RENAME TO "new name"',
    'ALTER TABLE "new name" RENAME COLUMN b TO [c d]',
  );
  expect(messagesOf(found)).toEqual([]);
  expect(tableOf(found, 'new name')).toMatchObject({
    columns: [{ name: 'a' }, { name: 'c d', collation: { sqlite: 'NOCASE' }, default: { value: 'x' } }],
    checks: [{ name: 'new name_check_1', expression: { sqlite: `"c d" <> ''` } }],
    foreignKeys: [{ columns: ['c d'], parent: 't2' }],
  });
});
