import fc from 'fast-check';
import { expect, test } from 'vitest';
import xxhash from 'xxhash-wasm';
import { csvFormat } from '../../src/format/csv.ts';
import { HashMemory } from '../../src/format/hash-memory.ts';
import { RecordBytes } from '../../src/format/record-bytes.ts';
import { RowHash } from '../../src/format/row-hash.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { encoded } from './sample.ts';

const oracle = await xxhash();
const first = schema(1, { note: table({ id: int().nullable(), note: text().nullable() }) }).tables[0];
if (first === undefined) throw new TypeError('no table');
const codec = csvFormat(first);

/** Texts in which everything is that the search for record ends looks at, and all lengths that a block may be cut at. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\n', ',', 'a', 'é', '東', '😀', '\r', '\0'), maxLength: 300 }),
  fc.nat({ max: 300 }).map((length) => 'x'.repeat(length)),
);
const record = fc
  .tuple(fc.option(fc.integer()), fc.option(nasty))
  .map(([id, note]) => encoded(codec, [id, note?.toWellFormed() ?? null]));

/** One record after another, by the module that is known to be right. */
function sumOf(records: readonly string[]): string {
  const sum = records.reduce((total, each) => BigInt.asUintN(64, total + oracle.h64(each)), 0n);
  return sum.toString(16).padStart(16, '0');
}

/** Every way to add records. */
const ways = {
  add: (hash: RowHash, records: string) => hash.add(Buffer.from(records)),
  take: (hash: RowHash, records: string) => {
    const bytes = new RecordBytes();
    bytes.text(records);
    expect(Buffer.from(hash.take(bytes)).equals(Buffer.from(records))).toBe(true);
    expect(bytes.length).toBe(0);
  },
} as const;
const eachWay = Object.entries(ways);

function sumBy(add: (hash: RowHash, records: string) => void, batches: readonly string[]): string {
  const hash = new RowHash();
  for (const batch of batches) add(hash, batch);
  return hash.sum;
}

test.each(eachWay)('%s: the sum of xxhash64 over the UTF-8 of every record, in 16 digits of hex', (_, add) => {
  fc.assert(
    fc.property(fc.array(fc.array(record, { maxLength: 30 })), (batches) => {
      const texts = batches.map((records) => records.join(''));
      expect(sumBy(add, texts)).toBe(sumOf(batches.flat()));
    }),
    { numRuns: 300 },
  );
});

test.each(eachWay)('%s: no rows', (_, add) => {
  expect(sumBy(add, [])).toBe('0000000000000000');
  expect(sumBy(add, [''])).toBe('0000000000000000');
});

test('does not depend on order or chunks', () => {
  fc.assert(
    fc.property(fc.array(record), fc.nat({ max: 20 }), (records, at) => {
      const sum = (some: readonly string[]) => sumBy(ways.add, [some.join('')]);
      const whole = sum(records);
      expect(sum(records.toReversed())).toBe(whole);
      expect(RowHash.merge([sum(records.slice(0, at)), sum(records.slice(at))])).toBe(whole);
    }),
  );
});

test('two equal rows do not cancel each other out', () => {
  const sum = (records: string) => sumBy(ways.add, [records]);
  expect(sum('a\nb\nb\n')).not.toBe(sum('a\n'));
  expect(sum('a\na\nb\nb\n')).not.toBe(sum('a\nb\nb\nb\n'));
  expect(RowHash.merge([])).toBe('0000000000000000');
});

test.each(eachWay)('%s: more records than the memory has room for, and records longer than it', (_, add) => {
  const short = Array.from({ length: 40_000 }, (__, id) => encoded(codec, [id, `line ${id}\n"é" and more of it`]));
  const long = [
    encoded(codec, [1, '"\n'.repeat(1_000_000)]),
    encoded(codec, [2, 'é'.repeat(3_000_000)]),
    encoded(codec, [3, '']),
  ];
  const records = [...short, ...long, ...short.slice(0, 1000)];
  expect(sumBy(add, [records.join('')])).toBe(sumOf(records));
  expect(sumBy(add, [long[1] ?? ''])).toBe(sumOf(long.slice(1, 2)));
});

test('what is left in the memory from longer records is not read', () => {
  const hash = new RowHash();
  hash.add(Buffer.from(`${'\n'.repeat(500)}${'"'.repeat(500)}\n`));
  const before = hash.sum;
  hash.add(Buffer.from('1,"a"\n'));
  expect(RowHash.merge([before, sumOf(['1,"a"\n'])])).toBe(hash.sum);
});

test.each(eachWay)('%s: a record without its line feed is refused', (_, add) => {
  for (const records of ['a', '1,"a"\n2', '1,"a\n', `1,"a"\n2,"${'\n'.repeat(2_000_000)}`])
    expect(() => sumBy(add, [records])).toThrow('without its line feed');
});

test('the memory grows by doubling and keeps its bytes', () => {
  const memory = new HashMemory();
  const { capacity } = memory;
  const length = memory.write('abc') ?? 0;
  const before = memory.hash(length);
  memory.grow();
  expect(memory.capacity).toBeGreaterThanOrEqual(2 * capacity);
  expect(memory.hash(length)).toBe(before);
  expect(memory.write('a'.repeat(memory.capacity))).toBe(null);
});
