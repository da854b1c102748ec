import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeySet } from '../../src/extract/key-set.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';

type Key = number | bigint | string;

/** Few pages, so that integers overflow into the log soon. */
const fewPages = 3;

/** Each chunk is recorded by a set of its own, handed over as plain data, and merged. */
function setOf(chunks: readonly (readonly Key[])[], folder: string, name: string, mostPages = fewPages): KeySet {
  const whole = new KeySet(join(folder, name), mostPages);
  for (const [index, keys] of chunks.entries()) {
    const chunk = new KeySet(join(folder, `${name}.${index}`), mostPages);
    for (const key of keys) add(chunk, key);
    whole.merge(structuredClone(chunk.take()));
  }
  return whole;
}

function add(set: KeySet, key: Key): void {
  if (typeof key === 'number') set.addInteger(key);
  else if (typeof key === 'bigint') set.addBigint(key);
  else set.addText(key);
}

/** What a set says, by a set of texts in memory. */
const textsOf = (chunks: readonly (readonly Key[])[]) => chunks.flat().map(String);
const hasRepeats = (chunks: readonly (readonly Key[])[]) => new Set(textsOf(chunks)).size < textsOf(chunks).length;
function isWithin(chunks: readonly (readonly Key[])[], others: readonly (readonly Key[])[]): boolean {
  const present = new Set(textsOf(others));
  return textsOf(chunks).every((text) => present.has(text));
}

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const edges = [0, 1, -1, 31, 32, 32_767, 32_768, -32_768, -32_769, 2 ** 31, 2 ** 32, -(2 ** 32)];
const int = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: 0, max: 200_000 }),
  fc.constantFrom(...edges, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  fc.maxSafeInteger(),
);
const bigint = fc.oneof(
  int.map(BigInt),
  fc.bigInt(int64),
  fc.constantFrom(int64.min, int64.max, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), 2n ** 32n + 5n),
);
const kinds: readonly (readonly [string, fc.Arbitrary<Key>])[] = [
  ['integers', int],
  ['bigints', bigint],
  ['integers as numbers and as bigints', fc.oneof(int, bigint)],
  ['texts', fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', '1', 'a', 'é'))],
];

describe.each(kinds)('%s', (_, key) => {
  const chunksOf = (keys: fc.Arbitrary<Key>) => fc.array(fc.array(keys, { maxLength: 40 }), { maxLength: 4 });

  test('says the same as a set in memory', () => {
    fc.assert(
      fc.property(chunksOf(key), chunksOf(key), fc.boolean(), (children, parents, alsoThose) => {
        const folder = temporaryFolder();
        const all = alsoThose ? [...parents, ...children] : parents;
        const [child, parent] = [setOf(children, folder, 'child'), setOf(all, folder, 'parent')];
        expect(child.isWithin(parent)).toBe(isWithin(children, all));
        expect(child.hasRepeats()).toBe(hasRepeats(children));
        expect(parent.hasRepeats()).toBe(hasRepeats(all));
        expect(parent.isWithin(child)).toBe(isWithin(all, children));
        expect(child.isWithin(child)).toBe(true);
        expect(readdirSync(folder)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('different keys, cut into chunks in any way, are no repeated keys', () => {
    const distinct = fc.uniqueArray(key, { maxLength: 60, selector: String });
    fc.assert(
      fc.property(distinct, fc.nat({ max: 60 }), (keys, at) => {
        const folder = temporaryFolder();
        const chunks = [keys.slice(at), keys.slice(0, at)];
        expect(setOf(chunks, folder, 'a').hasRepeats()).toBe(false);
        const [one] = keys;
        if (one !== undefined) expect(setOf([...chunks, [one]], folder, 'b').hasRepeats()).toBe(true);
      }),
    );
  });
});

test('zero has one sign', () => {
  expect(setOf([[0], [-0]], temporaryFolder(), 'a').hasRepeats()).toBe(true);
});

/** 64 neighbours in each of many pages, and again as many integers that are far from each other. */
const manyIntegers = (count: number, step: number) => Array.from({ length: count }, (_, index) => index * step - 1000);
const manyTexts = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

describe.each<[string, readonly Key[], string]>([
  ['integers close to each other', manyIntegers(300_000, 1), 'no file'],
  ['integers far from each other', manyIntegers(300_000, 1_000_003), 'files'],
  ['some of them close', [...manyIntegers(150_000, 1), ...manyIntegers(150_000, 70_001).slice(5000)], 'files'],
  ['texts', manyTexts(300_000), 'files'],
])('300,000 keys: %s', (_, keys, where) => {
  const cut = (all: readonly Key[]) => [all.slice(0, 100_000), all.slice(200_000), all.slice(100_000, 200_000)];
  const last = keys.at(-1) ?? 0;

  test(`are looked up in ${where}`, { timeout: 120_000 }, () => {
    const folder = temporaryFolder();
    const whole = setOf(cut(keys), folder, 'whole', 16);
    expect(whole.hasRepeats()).toBe(false);
    expect(whole.isWithin(setOf([keys], folder, 'same', 16))).toBe(true);
    expect(whole.isWithin(setOf([keys.slice(0, -1)], folder, 'less', 16))).toBe(false);
    expect(setOf([[last]], folder, 'one', 16).isWithin(whole)).toBe(true);
    expect(setOf([...cut(keys), [last]], folder, 'twice', 16).hasRepeats()).toBe(true);
    const files = readdirSync(folder);
    expect(files.length > 0).toBe(where === 'files');
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });
});

test('a file that an earlier try left under the name does no harm', () => {
  const folder = temporaryFolder();
  const chunk = (from: number) => manyTexts(from + 70_000).slice(from);
  const record = (from: number) => {
    const set = new KeySet(join(folder, 'chunk'), fewPages);
    for (const text of chunk(from)) set.addText(text);
    return set.take();
  };
  record(0);
  const whole = new KeySet(join(folder, 'whole'), fewPages);
  whole.merge(record(10));
  expect(existsSync(join(folder, 'chunk'))).toBe(true);
  expect(whole.isWithin(setOf([chunk(10)], folder, 'same'))).toBe(true);
  expect(whole.hasRepeats()).toBe(false);
});
