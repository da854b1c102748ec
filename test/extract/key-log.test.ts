import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyLog } from '../../src/extract/key-log.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';

function logOf(hashes: Iterable<bigint>, folder: string, name: string): KeyLog {
  const log = new KeyLog(folder, name);
  let row = 0;
  for (const hash of hashes) log.add(hash, (row += 1));
  return log;
}

/** Rows whose hash came before, with the first row that has it: what a log says, by a map in memory. */
function repeatedIn(hashes: readonly bigint[]): [row: number, first: number][] {
  const firsts = new Map<bigint, number>();
  return hashes.flatMap((hash, index) => {
    const first = firsts.get(hash);
    if (first === undefined) firsts.set(hash, index + 1);
    return first === undefined ? [] : [[index + 1, first]];
  });
}

const missingIn = (hashes: readonly bigint[], parents: readonly bigint[]): number[] => {
  const present = new Set(parents);
  return hashes.flatMap((hash, index) => (present.has(hash) ? [] : [index + 1]));
};

const byRow = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0];
const ascending = (a: number, b: number) => a - b;

/** The same numbers for the same seed; all 64 bits are used. */
function randomHashes(count: number, seed: number, different: number): bigint[] {
  let state = BigInt(seed);
  const next = () => (state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n));
  const pool = Array.from({ length: different }, () => next() ^ (next() >> 32n));
  return Array.from({ length: count }, () => pool[Number(next() >> 40n) % different] ?? 0n);
}

test('finds the same as a map and a set, for any keys', () => {
  const hash = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 20n }));
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 200 }), fc.array(hash, { maxLength: 200 }), (children, parents) => {
      const folder = temporaryFolder();
      const log = logOf(children, folder, 'children');
      expect(log.repeated(1000).rows.toSorted(byRow)).toEqual(repeatedIn(children));
      const missing = log.missingFrom(logOf(parents, folder, 'parents'), 1000);
      expect(missing.rows.toSorted(ascending)).toEqual(missingIn(children, parents));
      expect(missing.count).toBe(missing.rows.length);
      expect(readdirSync(folder)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test(
  'finds the same in files: 250,000 keys, of which many are there twice and many have no parent',
  { timeout: 120_000 },
  () => {
    const folder = temporaryFolder();
    const children = randomHashes(250_000, 1, 150_000);
    const parents = [...children.slice(0, 120_000), ...randomHashes(100_000, 2, 100_000)];
    const log = logOf(children, folder, 'children');
    const files = readdirSync(folder);
    expect(files.length).toBe(64);
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    const expected = repeatedIn(children);
    const found = log.repeated(250_000);
    expect(found.count).toBe(expected.length);
    expect(found.rows.toSorted(byRow)).toEqual(expected);
    const missing = log.missingFrom(logOf(parents, folder, 'parents'), 250_000);
    expect(missing.rows.toSorted(ascending)).toEqual(missingIn(children, parents));
    expect(log.repeated(250_000).count).toBe(expected.length);
  },
);

test.each([
  ['few children, many parents', 500, 70_000],
  ['many children, few parents', 70_000, 500],
])('compares a log in memory with one in files: %s', (_, some, others) => {
  const folder = temporaryFolder();
  const pool = randomHashes(70_000, 3, 60_000);
  const [children, parents] = [pool.slice(0, some), pool.slice(100).slice(0, others)];
  const missing = logOf(children, folder, 'a').missingFrom(logOf(parents, folder, 'b'), 100_000);
  expect(missing.rows.toSorted(ascending)).toEqual(missingIn(children, parents));
});

test('lists as many as are wanted, the first ones, and counts all', () => {
  const log = logOf([1n, 1n, 2n, 1n, 2n, 3n], temporaryFolder(), 'log');
  expect(log.repeated(2)).toEqual({
    count: 3,
    rows: [
      [2, 1],
      [4, 1],
    ],
  });
  expect(log.repeated(0)).toEqual({ count: 3, rows: [] });
  const parents = logOf([3n], temporaryFolder(), 'parents');
  expect(log.missingFrom(parents, 1)).toEqual({ count: 5, rows: [1] });
});

test('a log that is its own parent misses nothing', () => {
  const log = logOf(randomHashes(70_000, 4, 70_000), temporaryFolder(), 'log');
  expect(log.missingFrom(log, 10)).toEqual({ count: 0, rows: [] });
});
