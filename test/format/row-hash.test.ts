import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowHash } from '../../src/format/row-hash.ts';

async function sumOf(records: readonly string[]): Promise<string> {
  const hash = await RowHash.create();
  for (const record of records) hash.add(record);
  return hash.sum;
}

test('is the sum of xxhash64 over UTF-8, in 16 digits of hex', async () => {
  // Known values of xxhash64 with seed 0.
  expect(await sumOf([''])).toBe('ef46db3751d8e999');
  expect(await sumOf(['abc'])).toBe('44bc2cf5ad770999');
  expect(await sumOf(['', 'abc'])).toBe('3403082cff4ff332');
  expect(await sumOf([])).toBe('0000000000000000');
  expect(await sumOf(['é'])).not.toBe(await sumOf(['e\u0301']));
});

test('does not depend on order or chunks', async () => {
  const cut = fc.nat({ max: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), cut, async (records, at) => {
      const whole = await sumOf(records);
      expect(await sumOf(records.toReversed())).toBe(whole);
      const chunks = await Promise.all([sumOf(records.slice(0, at)), sumOf(records.slice(at))]);
      expect(RowHash.merge(chunks)).toBe(whole);
    }),
  );
});

test('two equal rows do not cancel each other out', async () => {
  expect(await sumOf(['a', 'b', 'b'])).not.toBe(await sumOf(['a']));
  expect(await sumOf(['a', 'a', 'b', 'b'])).not.toBe(await sumOf(['a', 'b', 'b', 'b']));
  expect(RowHash.merge([])).toBe('0000000000000000');
});

test('a long record is hashed whole', async () => {
  const long = 'é'.repeat(3_000_000);
  expect(await sumOf([`${long}a`])).not.toBe(await sumOf([`${long}b`]));
});
