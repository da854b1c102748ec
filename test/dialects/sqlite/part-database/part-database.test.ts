import { statSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellKind } from '../../../../src/dialects/sqlite/part-database/cell-buffer.ts';
import { PartDatabase } from '../../../../src/dialects/sqlite/part-database/part-database.ts';
import { valueWriter } from '../../../../src/dialects/sqlite/part-database/row-values.ts';
import type { Value } from '../../../../src/schema/definition.ts';
import { temporaryFolder } from '../../../format/temporary-folder.ts';

/** SQLite's own program is the reference: it reads what was written, and keeps the same rows when they are bound to it. */

type Row = readonly Value[];

const usable = 4096;
const whole = usable - 35;
const least = 489;

function written(path: string, kinds: readonly CellKind[], rows: Iterable<Row>): string {
  using part = new PartDatabase(path, valueWriter(kinds));
  for (const row of rows) expect(part.add(row)).toBe(true);
  part.finish();
  return path;
}

function bound(path: string, kinds: readonly CellKind[], rows: readonly Row[]): string {
  const columns = kinds.map((_, index) => `c${index}`);
  const database = new BetterSqlite3(path);
  try {
    database.exec(`PRAGMA synchronous = OFF; CREATE TABLE rows(${columns.join(', ')}); BEGIN`);
    const insert = database.prepare(`INSERT INTO rows VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of rows) insert.run(row.map((value, index) => asBound(value, kinds[index])));
    database.exec('COMMIT');
    return path;
  } finally {
    database.close();
  }
}

/** The driver binds every number as REAL. */
function asBound(value: Value, kind: CellKind | undefined): unknown {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'number' && kind !== 'real' ? BigInt(value) : value;
}

interface Content {
  readonly check: unknown;
  readonly encoding: unknown;
  readonly sql: readonly unknown[];
  readonly rows: readonly unknown[];
}

/** Row ids, values with the bytes that they are, and their storage classes. */
function contentOf(path: string): Content {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    database.defaultSafeIntegers(true);
    const columns = database.prepare<[], string>("SELECT name FROM pragma_table_info('rows')").pluck().all();
    const results = columns.flatMap((name) => [`typeof(${name})`, `CAST(${name} AS BLOB)`, name]);
    return {
      check: database.pragma('integrity_check', { simple: true }),
      encoding: database.pragma('encoding', { simple: true }),
      sql: database.prepare("SELECT type, name, tbl_name, replace(sql, ' ', '') FROM sqlite_schema").raw().all(),
      rows: database
        .prepare(`SELECT rowid, ${results.join(', ')} FROM rows ORDER BY rowid`)
        .raw()
        .all(),
    };
  } finally {
    database.close();
  }
}

function expectSame(kinds: readonly CellKind[], rows: readonly Row[]): void {
  const folder = temporaryFolder();
  const [ours, theirs] = [join(folder, 'ours.db'), join(folder, 'theirs.db')];
  const content = contentOf(written(ours, kinds, rows));
  expect(content.check).toBe('ok');
  expect(content).toEqual(contentOf(bound(theirs, kinds, rows)));
}

const around = (...sizes: readonly number[]) =>
  fc.oneof(...sizes.map((size) => fc.integer({ min: Math.max(0, size - 12), max: size + 12 })));

/** Where a record gets its first overflow page, keeps less of itself, or gets one more; where a type needs one more byte. */
const length = fc.oneof(
  { weight: 4, arbitrary: fc.nat(70) },
  { weight: 3, arbitrary: around(57, whole, 4096, whole + least, usable - 4 + least, 2 * (usable - 4) + whole, 8185) },
  { weight: 1, arbitrary: fc.nat(70_000) },
);

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', 'é', '𝄞', '\uFEFF', 'NULL', "'"),
  fc.tuple(length, fc.constantFrom('x', 'é', '漢', '𝄞')).map(([count, unit]) => unit.repeat(count)),
);
const blob = fc.oneof(
  fc.uint8Array(),
  fc.tuple(length, fc.integer({ min: 0, max: 255 })).map(([count, byte]) => new Uint8Array(count).fill(byte)),
);
const edges = [7, 8, 15, 16, 23, 24, 31, 32, 47, 48, 52].flatMap((bits) =>
  [-1, 0, 1].flatMap((by) => [2 ** bits + by, -(2 ** bits) + by]),
);
const integer = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(0, -0, 1, -1, ...edges));
const bigint = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 1n, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n, -(2n ** 53n), 2n ** 53n + 1n, -(2n ** 53n) - 1n),
);
const real = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 1, 2 ** 53, Infinity, -Infinity, NaN),
);

/** What belongs into a column; now and then what does not. */
const values: Readonly<Record<CellKind, fc.Arbitrary<Value>>> = {
  integer: fc.oneof({ weight: 8, arbitrary: fc.oneof(integer, bigint, fc.boolean(), fc.constant(null)) }, text, blob),
  real: fc.oneof({ weight: 8, arbitrary: fc.oneof(real, fc.constant(null)) }, text, bigint),
  bytes: fc.oneof({ weight: 8, arbitrary: fc.oneof(text, blob, fc.constant(null)) }, integer, bigint, fc.boolean()),
};

const table = fc
  .array(fc.constantFrom<CellKind>('integer', 'real', 'bytes'), { minLength: 1, maxLength: 12 })
  .chain((kinds) =>
    fc.record({
      kinds: fc.constant(kinds),
      rows: fc.array(fc.tuple(...kinds.map((kind) => values[kind])), { maxLength: 60, size: 'max' }),
    }),
  );

test('SQLite reads what was written, and keeps the same when it is bound', () => {
  fc.assert(
    fc.property(table, ({ kinds, rows }) => expectSame(kinds, rows)),
    { numRuns: 60 },
  );
}, 120_000);

describe('every length around the limits', () => {
  const from = (start: number, count: number): number[] => Array.from({ length: count }, (_, index) => start + index);
  test.each([
    ['of a page', from(4030, 80)],
    ['of what is kept of a record with one overflow page', from(whole + least - 20, 80)],
    ['of the second overflow page', from(usable - 4 + least - 20, 60)],
    ['where all but the least overflows', from(2 * (usable - 4) - 20, 60)],
    ['of the third overflow page', from(2 * (usable - 4) + least - 40, 60)],
    ['of the types of two bytes', from(8170, 30)],
  ])('%s', (_, lengths) => {
    const rows = lengths.map((count) => ['x'.repeat(count)]);
    expectSame(['bytes'], rows);
    expectSame(
      ['integer', 'bytes'],
      rows.map(([value], index) => [index, Buffer.from(value ?? '')]),
    );
  });
});

test.each(Array.from({ length: 12 }, (_, index) => 2066 + index))('a page filled by 2000 and %i bytes', (count) => {
  expectSame(['bytes'], [['x'.repeat(2000)], ['y'.repeat(count)], ['z'.repeat(2000)]]);
});

describe('any number of rows', () => {
  test.each([0, 1, 2, 255, 256, 257, 258, 259, 512, 513, 514, 515, 516])('%i pages of one row each', (count) => {
    expectSame(
      ['bytes'],
      Array.from({ length: count }, (_, index) => [`${index}`.padEnd(4000)]),
    );
  });

  test.each([1000, 70_000])('%i small rows', (count) => {
    expectSame(
      ['integer'],
      Array.from({ length: count }, (_, index) => [index % 3 === 0 ? null : index]),
    );
  });

  test('three levels of interior pages', () => {
    const count = 257 * 256 + 3;
    const folder = temporaryFolder();
    function* rows(): Generator<Row> {
      for (let index = 1; index <= count; index += 1) yield [index, 'x'.repeat(4000)];
    }
    const path = written(join(folder, 'part.db'), ['integer', 'bytes'], rows());
    const database = new BetterSqlite3(path, { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.prepare('SELECT count(*), sum(c0 = rowid), sum(length(c1)) FROM rows').raw().get()).toEqual([
      count,
      count,
      count * 4000,
    ]);
    database.close();
  }, 60_000);
});

describe('any number of columns', () => {
  const mixed = (count: number): CellKind[] =>
    Array.from({ length: count }, (_, index) => (['integer', 'bytes', 'real'] as const)[index % 3] ?? 'real');

  test.each([1, 50, 120, 126, 127, 128, 500, 690, 700, 710, 1000, 2000])('%i columns', (count) => {
    const kinds = mixed(count);
    const row = (size: number): Row =>
      kinds.map((kind, index) => (kind === 'bytes' ? 'é'.repeat(size) : kind === 'real' ? index / 3 : index));
    const nulls = kinds.map(() => null);
    const folder = temporaryFolder();
    const rows = [row(0), nulls, row(5), row(300), nulls, row(1)];
    const path = written(join(folder, 'part.db'), kinds, rows);
    const database = new BetterSqlite3(path, { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.prepare('SELECT * FROM rows').raw().all()).toEqual(rows);
    database.close();
  });
});

test('a text of 64 MB, between small rows', () => {
  const long = 'é'.repeat(2 ** 25);
  const folder = temporaryFolder();
  const path = written(
    join(folder, 'part.db'),
    ['integer', 'bytes'],
    [
      [1, 'a'],
      [2, long],
      [3, 'b'],
    ],
  );
  const database = new BetterSqlite3(path, { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  const rows = database.prepare<[], [number, string]>('SELECT * FROM rows').raw().all();
  expect(rows.map(([id, value]) => [id, value === long || value])).toEqual([
    [1, 'a'],
    [2, true],
    [3, 'b'],
  ]);
  database.close();
}, 60_000);

test('the page at 1 GiB is left out', () => {
  const blobs = 68;
  const piece = new Uint8Array(2 ** 24).fill(7);
  function* rows(): Generator<Row> {
    for (let index = 0; index < blobs; index += 1) yield [piece];
  }
  const path = written(join(temporaryFolder(), 'part.db'), ['bytes'], rows());
  expect(statSync(path).size).toBeGreaterThan(2 ** 30 + 2 ** 24);
  const database = new BetterSqlite3(path, { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  const last = database.prepare<[], Buffer>('SELECT c0 FROM rows WHERE rowid >= 63').pluck();
  for (const value of last.iterate()) expect(value.equals(piece)).toBe(true);
  database.close();
}, 120_000);

test('is readable by its owner only', () => {
  const path = written(join(temporaryFolder(), 'part.db'), ['integer'], [[1]]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each([
  ['integer', 1.5],
  ['integer', NaN],
  ['integer', 2n ** 63n],
  ['integer', -(2n ** 63n) - 1n],
  ['integer', 1e30],
] as const)('what no integer of 64 bits is, is refused: %s %s', (kind, value) => {
  expect(() => written(join(temporaryFolder(), 'part.db'), [kind], [[value]])).toThrow(RangeError);
});
