import { isUtf8 } from 'node:buffer';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/dialects/dialect.ts';
import type { ChunkQuery, RawRow } from '../../../src/dialects/source.ts';
import { longestRecordBytes } from '../../../src/schema/longest-record.ts';
import { allRows, databaseFile, fromSource, type DatabaseFile } from './database-file.ts';

const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n];
const id = fc.oneof(
  fc.bigInt({ min: -50n, max: 300n }),
  fc.bigInt({ min: least, max: most }),
  fc.constantFrom(least, most),
);
const value = fc.oneof(
  fc.constantFrom<unknown>(null, 0n, most, -0.5, '', 'é', '\uFFFD', 'NUL \0 in it', 'long'.repeat(10_000)),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes)),
);
/** Stored as text, whatever they are. */
const bytes = fc.uint8Array({ maxLength: 3 });
const rows = fc.uniqueArray(
  fc.record({ id, value, text: fc.oneof({ weight: 20, arbitrary: fc.constant(Buffer.from('a')) }, bytes) }),
  {
    selector: (row) => row.id,
    maxLength: 150,
  },
);
const range = fc.option(fc.tuple(id, fc.option(id)), { nil: null });

interface Row {
  readonly id: bigint;
  readonly value: unknown;
  readonly text: Uint8Array;
}

function fill(file: DatabaseFile, some: readonly Row[]): void {
  const database = new BetterSqlite3(file.path);
  database.exec('DELETE FROM t');
  const insert = database.prepare('INSERT INTO t VALUES (?, ?, CAST(? AS TEXT))');
  database.transaction(() => some.forEach((row) => insert.run(row.id, row.value, row.text)))();
  database.close();
}

/** What is read of rows, as plain as can be. */
function expected(some: readonly Row[], between: ChunkQuery['range']): RawRow[] {
  const inside = some.filter((row) => between === null || (row.id >= between.from && row.id <= (between.to ?? most)));
  return inside
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => [row.value, row.id, isUtf8(row.text) ? Buffer.from(row.text).toString() : 'refused']);
}

const shown = (found: readonly RawRow[]) =>
  found.map((row) => row.map((each) => (each instanceof Refusal ? 'refused' : each)));

test('windows have the rows of a range, in their order, with invalid text refused', async () => {
  const file = databaseFile('CREATE TABLE t (id INTEGER PRIMARY KEY, v, t)');
  await fc.assert(
    fc.asyncProperty(rows, range, fc.boolean(), async (some, between, isOrdered) => {
      fill(file, some);
      const only = between === null ? null : { column: 'id', from: between[0], to: between[1] };
      const chunk = { orderBy: isOrdered || only !== null ? ['id'] : [], range: only };
      const found = await fromSource(file, (source) => allRows(source, { sql: 'SELECT v, id, t FROM t', ...chunk }));
      expect(shown(found)).toEqual(expected(some, only));
    }),
    { numRuns: 100 },
  );
});

test.each(['UTF-8', 'UTF-16le', 'UTF-16be'] as const)(
  'in %s, text is what it is on both sides of an invalid one',
  async (encoding) => {
    const invalid = { 'UTF-8': 'ff', 'UTF-16le': '00D8', 'UTF-16be': 'D800' }[encoding];
    const file = databaseFile(
      `PRAGMA encoding = '${encoding}'`,
      'CREATE TABLE t (id INTEGER PRIMARY KEY, t)',
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO t SELECT i, 'é😀' || i FROM n`,
      `UPDATE t SET t = CAST(x'${invalid}' AS TEXT) WHERE id IN (1, 16, 17, 1500, 3000)`,
      'UPDATE t SET t = char(0xFFFD) WHERE id = 1400',
    );
    const found = await fromSource(file, (source) => allRows(source, { sql: 'SELECT id, t FROM t', orderBy: ['id'] }));
    const texts = Array.from({ length: 3000 }, (_, index) => `é😀${index + 1}`);
    for (const id of [1, 16, 17, 1500, 3000]) texts[id - 1] = 'refused';
    texts[1399] = '\uFFFD';
    expect(shown(found).map(([, text]) => text)).toEqual(texts);
  },
);

describe('what is in memory at a time', () => {
  const sizes = async (...statements: readonly string[]) =>
    fromSource(databaseFile(...statements), async (source) => {
      const found: number[] = [];
      const query = { sql: 'SELECT id, b FROM t', parameters: [], orderBy: ['id'], range: null };
      for await (const batch of source.rows(query)) found.push(batch.length);
      return found;
    });
  const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)';

  test.each(['CREATE TABLE t (id INTEGER PRIMARY KEY, b)', 'CREATE TABLE t (id INT, b)'])(
    'is bounded where rows are large: %s',
    async (create) => {
      const found = await sizes(create, `${numbers} INSERT INTO t SELECT i, randomblob(100000) FROM n`);
      expect(found.reduce((sum, each) => sum + each)).toBe(400);
      expect(Math.max(...found)).toBeLessThan(20);
    },
  );

  test('is one row where some are large, whatever is before and after them', async () => {
    const file = databaseFile(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, b)',
      `${numbers.replace('400', '4000')} INSERT INTO t SELECT i, CASE WHEN i IN (1, 2, 4000) OR i BETWEEN 2500 AND 2599 THEN zeroblob(300000) ELSE i END FROM n`,
    );
    const query = { sql: 'SELECT id, b FROM t', parameters: [], orderBy: ['id'], range: null };
    const found = await fromSource(file, async (source) => {
      const batches: RawRow[][] = [];
      for await (const batch of source.rows(query)) batches.push([...batch]);
      return batches;
    });
    const large = found.filter((batch) => batch.some(([, bytes]) => bytes instanceof Uint8Array));
    expect(large.map((batch) => batch.length)).toEqual(Array.from({ length: 103 }, () => 1));
    expect(found.flat().map(([id]) => id)).toEqual(Array.from({ length: 4000 }, (_, index) => BigInt(index + 1)));
  });

  test('is not a row that no record can hold: it is refused unread', async () => {
    const file = databaseFile(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b)',
      `INSERT INTO t VALUES (1, 'a', 1), (2, 'b', zeroblob(${longestRecordBytes + 1})), (3, 'c', 3)`,
    );
    const query = { sql: 'SELECT id, a, b FROM t', parameters: [], orderBy: ['id'], range: null, long: ['b'] };
    const before = process.memoryUsage().rss;
    const found = await fromSource(file, (source) => allRows(source, query));
    expect(process.memoryUsage().rss - before).toBeLessThan(longestRecordBytes / 4);
    expect(shown(found)).toEqual([
      [1n, 'a', 1n],
      [2n, 'b', 'refused'],
      [3n, 'c', 3n],
    ]);
  });

  test('is a thousand rows where they are small', async () => {
    const found = await sizes(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, b)',
      `${numbers.replace('400', '9000')} INSERT INTO t SELECT i, i FROM n`,
    );
    expect(Math.max(...found)).toBe(1000);
    expect(found.length).toBeLessThan(20);
  });
});

test.each([
  ['a condition of its own on the key', 'SELECT id, b FROM t WHERE id > 100'],
  ['a join', 'SELECT t.id, u.b FROM t JOIN u'],
  ['a union', 'SELECT id, b FROM t UNION ALL SELECT id, b FROM t'],
  ['a limit', 'SELECT id, b FROM t LIMIT 2500'],
  ['a key that repeats', 'SELECT x AS id, b FROM t'],
])('a query with %s has all its rows', async (_, sql) => {
  const file = databaseFile(
    'CREATE TABLE t (id INTEGER PRIMARY KEY, x INT, b)',
    'CREATE TABLE u (b)',
    'CREATE INDEX t_x ON t (x)',
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO t SELECT i, i / 50, i FROM n`,
    'INSERT INTO u VALUES (1), (2)',
  );
  const due = file.values(`SELECT id FROM (${sql}) ORDER BY id`);
  const found = await fromSource(file, (source) => allRows(source, { sql, orderBy: ['id'] }));
  expect(found.map(([id]) => id)).toEqual(due);
});
