import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../../src/dialects/dialect.ts';
import { locationOf } from '../../../src/dialects/sqlite/location.ts';
import { connectForReading } from '../../../src/dialects/sqlite/open.ts';
import { openSource } from '../../../src/dialects/sqlite/source.ts';
import { needs } from '../../support/needs.ts';
import { allRows, databaseFile, fromSource } from './database-file.ts';

const numbers = (count: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;

describe('rows', () => {
  test('come in batches, as bigint, number, text, bytes and null', async () => {
    const file = databaseFile(
      'CREATE TABLE t (a)',
      `INSERT INTO t VALUES (9007199254740993), (0.1), ('x'), (x'00'), (NULL)`,
    );
    const rows = await fromSource(file, (source) => allRows(source, { sql: 'SELECT a FROM t' }));
    expect(rows.map(([value]) => value)).toEqual([9007199254740993n, 0.1, 'x', Buffer.from([0]), null]);
  });

  test('of a chunk are those of its range, both ends included', async () => {
    const file = databaseFile(
      'CREATE TABLE t (id INTEGER PRIMARY KEY)',
      `${numbers(2500)} INSERT INTO t SELECT i - 3 FROM n`,
    );
    await fromSource(file, async (source) => {
      const ids = async (from: bigint, to: bigint | null) =>
        (await allRows(source, { sql: 'SELECT id FROM t', orderBy: ['id'], range: { column: 'id', from, to } })).flat();
      expect(await ids(-2n, 1n)).toEqual([-2n, -1n, 0n, 1n]);
      expect(await ids(2496n, null)).toEqual([2496n, 2497n]);
      expect(await ids(5000n, null)).toEqual([]);
      const all = [...(await ids(-2n, 999n)), ...(await ids(1000n, 1000n)), ...(await ids(1001n, null))];
      expect(all).toHaveLength(2500);
      expect(new Set(all).size).toBe(2500);
    });
  });

  test('are ordered byte by byte, whatever the collation of the column', async () => {
    const file = databaseFile(
      'CREATE TABLE t (k TEXT COLLATE NOCASE, r TEXT COLLATE RTRIM)',
      `INSERT INTO t VALUES ('b', 'x'), ('B', 'x '), ('a', 'y'), ('C', ''), ('ä', ' '), ('', 'z')`,
    );
    await fromSource(file, async (source) => {
      const sql = 'SELECT k, r FROM t';
      const keys = await allRows(source, { sql, orderBy: ['k'] });
      expect(keys.map(([k]) => k)).toEqual(['', 'B', 'C', 'a', 'b', 'ä']);
      const others = await allRows(source, { sql, orderBy: ['r', 'k'] });
      expect(others.map(([, r]) => r)).toEqual(['', ' ', 'x', 'x ', 'y', 'z']);
    });
  });

  test('bind parameters: integers as integers, which text columns show', async () => {
    const file = databaseFile('CREATE TABLE t (a TEXT)', `INSERT INTO t VALUES ('1'), ('1.5')`);
    await fromSource(file, async (source) => {
      const found = async (value: number) =>
        await allRows(source, { sql: 'SELECT a, typeof(?) FROM t WHERE a = ?', parameters: [value, value] });
      expect(await found(1)).toEqual([['1', 'integer']]);
      expect(await found(1.5)).toEqual([['1.5', 'real']]);
    });
  });

  test('of a chunk whose reader stops early leave the connection usable', async () => {
    const file = databaseFile('CREATE TABLE t (a)', `${numbers(5000)} INSERT INTO t SELECT i FROM n`);
    await fromSource(file, async (source) => {
      for await (const batch of source.rows({ sql: 'SELECT a FROM t', parameters: [], orderBy: [], range: null })) {
        expect(batch).toHaveLength(1000);
        break;
      }
      expect(await source.countTable('t')).toBe(5000);
    });
  });
});

describe('text that is not valid', () => {
  test('is a refusal in its row and column; every other value of the chunk is what it was', async () => {
    const file = databaseFile(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)',
      `${numbers(3000)} INSERT INTO t SELECT i, 'é' || i, CASE i % 4 WHEN 0 THEN i WHEN 1 THEN i + 0.5 WHEN 2 THEN x'fffe' END FROM n`,
      `UPDATE t SET a = CAST(x'6180FF' AS TEXT) WHERE id = 1500`,
      `UPDATE t SET b = CAST(x'EDA080' AS TEXT) WHERE id = 2900`,
      `UPDATE t SET a = char(0xFFFD) WHERE id = 1400`,
    );
    const rows = await fromSource(file, (source) => allRows(source, { sql: 'SELECT * FROM t', orderBy: ['id'] }));
    const refused = rows.flatMap((row) =>
      row.flatMap((value, column) => (value instanceof Refusal ? [[row[0], column]] : [])),
    );
    expect(refused).toEqual([
      [1500n, 1],
      [2900n, 2],
    ]);
    expect(rows[1499]?.[1]).toEqual(new Refusal('the text is not valid UTF-8: bytes 6180FF'));
    expect(rows[1399]?.[1]).toBe('\uFFFD');
    expect(rows).toHaveLength(3000);
    for (const [index, row] of rows.entries()) {
      const i = index + 1;
      if (![1400, 1500].includes(i)) expect(row[1]).toBe(`é${i}`);
      if (i !== 2900) expect(row[2]).toEqual([BigInt(i), i + 0.5, Buffer.from([0xff, 0xfe]), null][i % 4]);
    }
  });

  test('shows only the first bytes of a long one', async () => {
    const file = databaseFile('CREATE TABLE t (a)', `INSERT INTO t VALUES (CAST(zeroblob(99) || x'ff' AS TEXT))`);
    const [[value] = []] = await fromSource(file, (source) => allRows(source, { sql: 'SELECT a FROM t' }));
    expect((value as Refusal).reason).toBe(`the text is not valid UTF-8: bytes ${'00'.repeat(32)}…`);
  });

  test.each([
    ['UTF-16le', '00D84100', '4100FFDF', '41003DD800DE'],
    ['UTF-16be', 'D8000041', '0041DFFF', '0041D83DDE00'],
  ])('in %s a surrogate that stands alone is refused, a pair is kept', async (encoding, before, behind, pair) => {
    const file = databaseFile(
      `PRAGMA encoding = '${encoding}'`,
      'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)',
      `INSERT INTO t VALUES (1, CAST(x'${before}' AS TEXT)), (2, CAST(x'${behind}' AS TEXT)), (3, CAST(x'${pair}' AS TEXT)), (4, 'é')`,
    );
    const rows = await fromSource(file, (source) => allRows(source, { sql: 'SELECT a FROM t', orderBy: [] }));
    expect(rows.map(([value]) => (value instanceof Refusal ? 'refused' : value))).toEqual([
      'refused',
      'refused',
      'A😀',
      'é',
    ]);
  });

  test('NUL characters and the mark of byte order are text like any other', async () => {
    const file = databaseFile(
      'CREATE TABLE t (a)',
      `INSERT INTO t VALUES (CAST(x'610062' AS TEXT)), (CAST(x'EFBBBF61' AS TEXT))`,
    );
    const rows = await fromSource(file, (source) => allRows(source, { sql: 'SELECT a FROM t' }));
    expect(rows).toEqual([['a\0b'], ['\uFEFFa']]);
    file.run(`INSERT INTO t VALUES (CAST(x'ff' AS TEXT))`);
    const again = await fromSource(file, (source) => allRows(source, { sql: 'SELECT a FROM t ORDER BY a DESC' }));
    expect(again.slice(1)).toEqual([['\uFEFFa'], ['a\0b']]);
  });
});

describe('the bounds of a key', () => {
  const file = () =>
    databaseFile(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, other INT UNIQUE, name TEXT)',
      'CREATE TABLE w (id INT PRIMARY KEY) WITHOUT ROWID',
      'CREATE TABLE empty (id INTEGER PRIMARY KEY)',
      'CREATE TABLE pair (a INT, b INT, PRIMARY KEY (a, b))',
      'CREATE TABLE falling (a INT, b INT, PRIMARY KEY (a DESC, b))',
      'INSERT INTO pair VALUES (1, 7), (1, 8), (3, 1)',
      'INSERT INTO falling SELECT * FROM pair',
      ...['texts', 'reals', 'nulls', 'unknowns'].map(
        (name) => `CREATE TABLE ${name} (a INT, b INT, PRIMARY KEY (a, b))`,
      ),
      `INSERT INTO texts VALUES (1, 1), ('x', 1)`,
      'INSERT INTO reals VALUES (1, 1), (2.5, 1)',
      'INSERT INTO nulls VALUES (1, 1), (NULL, 1), (NULL, 1)',
      'INSERT INTO unknowns VALUES (NULL, 1)',
      `INSERT INTO t VALUES (-5, 1, 'a'), (7, 2, 'b'), (9000000000000000000, 3, 'c')`,
      'INSERT INTO w VALUES (1), (2)',
    );

  test.each([
    ['SELECT id, name FROM t', 'id'],
    ['SELECT id FROM t WHERE name > ?', 'id'],
    ['SELECT id AS key, upper(name) FROM t', 'key'],
    ['SELECT t.id FROM t', 'id'],
  ])('are found by row id: %s', async (sql, column) => {
    const query = { sql, parameters: sql.includes('?') ? [''] : [] };
    expect(await fromSource(file(), (source) => source.keyBounds(query, column, [column]))).toEqual({
      first: -5n,
      last: 9000000000000000000n,
    });
  });

  test.each([
    ['another index', 'SELECT other FROM t', 'other', { first: 1n, last: 3n }],
    ['the key of a table without row ids', 'SELECT id FROM w', 'id', { first: 1n, last: 2n }],
    ['the first column of a key', 'SELECT * FROM pair', 'a', { first: 1n, last: 3n }],
    ['it from its end', 'SELECT * FROM falling', 'a', { first: 1n, last: 3n }],
    ['a column behind one that is fixed', 'SELECT b FROM pair WHERE a = 1', 'b', { first: 7n, last: 8n }],
  ])('are found by %s', async (_, sql, column, found) => {
    expect(await fromSource(file(), (source) => source.keyBounds({ sql, parameters: [] }, column, [column]))).toEqual(
      found,
    );
  });

  test.each([
    ['text', 'texts', 'not every value of a is an integer'],
    ['a real number at the end', 'reals', 'not every value of a is an integer'],
    ['NULL', 'nulls', 'a is NULL in some rows'],
    ['NULL and nothing else', 'unknowns', 'no row has a value in a'],
  ])('are none for a column with %s', async (_, table, reason) => {
    expect(
      await fromSource(file(), (source) => source.keyBounds(source.tableQuery(table, ['a', 'b']), 'a', ['a', 'b'])),
    ).toEqual({ reason });
  });

  test.each(['id > -5', 'id < 8', 'id BETWEEN 0 AND 8', 'id > -9 AND id < 8', 'id IN (-5, 7)'])(
    'are none where the query is searched by its own condition: %s',
    async (condition) => {
      const query = { sql: `SELECT id, name FROM t WHERE ${condition}`, parameters: [] };
      expect(await fromSource(file(), (source) => source.keyBounds(query, 'id', ['id']))).toEqual({
        reason: 'the engine would read all rows for each range of id',
      });
    },
  );

  test.each([
    ['an expression', 'SELECT id + 0 AS id FROM t', 'id', 'would read all rows'],
    ['a group', 'SELECT id, count(*) FROM t GROUP BY id', 'id', 'would read all rows'],
    ['one row', 'SELECT id FROM t WHERE id = 7', 'id', 'would read all rows'],
    ['a limit', 'SELECT id FROM t LIMIT 2', 'id', 'would read all rows'],
    ['a window', 'SELECT id, sum(other) OVER (ORDER BY id) FROM t', 'id', 'would read all rows'],
    ['a union', 'SELECT id FROM t UNION ALL SELECT id FROM w', 'id', 'would read all rows'],
    ['a join', 'SELECT t.id FROM t JOIN w', 'id', 'would read all rows'],
    ['an empty table', 'SELECT id FROM empty', 'id', 'no row'],
  ])('are none for %s', async (_, sql, column, why) => {
    expect(await fromSource(file(), (source) => source.keyBounds({ sql, parameters: [] }, column, [column]))).toEqual({
      reason: expect.stringContaining(why),
    });
  });
});

describe('the tables that a query reads', () => {
  const file = () =>
    databaseFile(
      'CREATE TABLE a (id INTEGER PRIMARY KEY, x INT)',
      'CREATE INDEX a_x ON a (x)',
      'CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INT)',
      'CREATE TABLE c (k TEXT PRIMARY KEY, v INT) WITHOUT ROWID',
      'CREATE INDEX c_v ON c (v)',
      'CREATE TABLE d (z INT)',
      'CREATE VIEW ab AS SELECT a.x, b.id FROM a JOIN b ON b.a_id = a.id',
    );

  test.each([
    ['SELECT * FROM a', ['a']],
    ['SELECT x FROM a', ['a']],
    ['SELECT count(*) FROM a', ['a']],
    ['SELECT max(x) FROM a', ['a']],
    ['SELECT a.x, d.z FROM a LEFT JOIN d ON d.z = a.id', ['a', 'd']],
    ['SELECT * FROM ab', ['a', 'b']],
    ['SELECT k FROM c', ['c']],
    ['SELECT v FROM c WHERE v > 3', ['c']],
    ['SELECT (SELECT max(z) FROM d) FROM a', ['a', 'd']],
    ['SELECT x FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = a.id)', ['a', 'b']],
    ['SELECT x FROM a WHERE id IN (SELECT v FROM c)', ['a', 'c']],
    ['SELECT x FROM a WHERE x = 1 OR id = 2', ['a']],
    ['SELECT id FROM a UNION SELECT z FROM d', ['a', 'd']],
    [
      'WITH s AS (SELECT a_id FROM b), r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM s, r',
      ['b'],
    ],
    ['SELECT 1', []],
  ])('%s', async (sql, tables) => {
    expect(await fromSource(file(), (source) => source.tablesRead({ sql, parameters: [] }))).toEqual(tables);
  });
});

test('result columns say which column of which table they are', async () => {
  const file = databaseFile('CREATE TABLE a (id INTEGER PRIMARY KEY, x)', 'CREATE VIEW v AS SELECT x AS y FROM a');
  const sql = 'SELECT a.id, x AS renamed, x || 1 AS sum, y, (SELECT 1) FROM a, v';
  expect(await fromSource(file, (source) => source.resultColumns({ sql, parameters: [] }))).toEqual([
    { name: 'id', origin: { table: 'a', column: 'id' } },
    { name: 'renamed', origin: { table: 'a', column: 'x' } },
    { name: 'sum', origin: null },
    { name: 'y', origin: { table: 'a', column: 'x' } },
    { name: '(SELECT 1)', origin: null },
  ]);
});

test('counts, conditions and next ids', async () => {
  const file = databaseFile(
    'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a)',
    'CREATE TABLE u (id INTEGER PRIMARY KEY AUTOINCREMENT)',
    `INSERT INTO t (a) VALUES (1), (2), (NULL)`,
    'DELETE FROM t WHERE id = 3',
  );
  await fromSource(file, async (source) => {
    const query = source.tableQuery('t', ['id', 'a']);
    expect(await source.countTable('t')).toBe(2);
    expect(await source.countRows(source.filtered(query, 'a > 1 -- more'))).toBe(1);
    expect(await source.nextId('t')).toBe(4n);
    expect(await source.nextId('u')).toBeNull();
  });
  expect(await fromSource(databaseFile('CREATE TABLE t (id)'), (source) => source.nextId('t'))).toBeNull();
});

describe('a source is never written to', () => {
  test.each([
    'DELETE FROM t',
    'INSERT INTO t VALUES (1) RETURNING a',
    'PRAGMA user_version = 3',
    'SELECT 1; DELETE FROM t',
    'not SQL',
    '',
  ])('no query is: %s', async (sql) => {
    const file = databaseFile('CREATE TABLE t (a)');
    await fromSource(file, async (source) => {
      await expect(source.resultColumns({ sql, parameters: [] })).rejects.toMatchObject({ code: 'QUERY_REFUSED' });
    });
  });

  test('the engine itself refuses a write on its connection', async () => {
    const file = databaseFile('CREATE TABLE t (a)');
    using connection = await connectForReading(file.location);
    for (const sql of ['DELETE FROM t', 'CREATE TABLE u (a)', 'PRAGMA user_version = 3; INSERT INTO t VALUES (1)']) {
      expect(() => connection.database.exec(sql)).toThrow(/readonly/);
    }
    connection.database.exec('PRAGMA query_only = OFF');
    expect(() => connection.database.exec('INSERT INTO t VALUES (1)')).toThrow(/readonly/);
  });
});

describe('the snapshot', () => {
  const rows = ['CREATE TABLE t (id INTEGER PRIMARY KEY, a INT)', `${numbers(5000)} INSERT INTO t SELECT i, 1 FROM n`];

  test('with a write-ahead log: others write and even empty the table while rows are read', async () => {
    const file = databaseFile('PRAGMA journal_mode = WAL', ...rows);
    const writer = new BetterSqlite3(file.path);
    onTestFinished(() => void writer.close());
    await using source = await openSource(file.location);
    writer.exec('UPDATE t SET a = 2 WHERE id > 4000');
    let count = 0;
    for await (const batch of source.rows({ ...source.tableQuery('t', ['a']), orderBy: [], range: null })) {
      writer.exec('DELETE FROM t WHERE id IN (SELECT id FROM t ORDER BY id DESC LIMIT 1500)');
      for (const [a] of batch) expect(a).toBe(1n);
      count += batch.length;
    }
    expect(count).toBe(5000);
    expect(await source.countTable('t')).toBe(5000);
    expect(writer.prepare('SELECT count(*) FROM t').pluck().get()).toBeLessThan(1000);
  });

  test('with a journal: a writer waits until the source is closed', async () => {
    const file = databaseFile(...rows);
    const writer = new BetterSqlite3(file.path, { timeout: 0 });
    onTestFinished(() => void writer.close());
    await fromSource(file, async (source) => {
      expect(() => writer.exec('DELETE FROM t')).toThrow(/locked/);
      expect(await source.countTable('t')).toBe(5000);
    });
    writer.exec('DELETE FROM t');
  });
});

describe('a file that cannot be read', () => {
  test('is missing', async () => {
    const file = databaseFile();
    await expect(openSource(file.location)).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
    expect(existsSync(file.path)).toBe(false);
  });

  test.each([
    ['text', 'not a database, but long enough to be looked at as one'.repeat(20)],
    ['a header without a database', `SQLite format 3\0${'\xff'.repeat(200)}`],
  ])('is %s', async (_, content) => {
    const file = databaseFile();
    writeFileSync(file.path, content, 'latin1');
    await expect(openSource(file.location)).rejects.toMatchObject({ code: 'SOURCE_NOT_A_DATABASE' });
  });

  test('is locked by a writer', async () => {
    const file = databaseFile('CREATE TABLE t (a)');
    const writer = new BetterSqlite3(file.path);
    onTestFinished(() => void writer.close());
    writer.exec('BEGIN EXCLUSIVE');
    await expect(openSource(file.location)).rejects.toMatchObject({ code: 'SOURCE_LOCKED' });
    writer.exec('COMMIT');
    expect(await fromSource(file, (source) => source.countTable('t'))).toBe(0);
  });

  test('is a folder', async () => {
    const { folder } = databaseFile();
    await expect(openSource(locationOf('folder', folder))).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
  });

  test('may not be read', needs(process.getuid?.() !== 0, 'the superuser may read everything'), async () => {
    const file = databaseFile('CREATE TABLE t (a)');
    chmodSync(file.path, 0o000);
    await expect(openSource(file.location)).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
  });
});
