import fc from 'fast-check';
import { expect, test } from 'vitest';
import xxhash from 'xxhash-wasm';
import { hash64 } from '../../src/format/hash64.ts';

const oracle = await xxhash();

test('known values of xxhash64 with seed 0', () => {
  expect(hash64('').toString(16)).toBe('ef46db3751d8e999');
  expect(hash64('abc').toString(16)).toBe('44bc2cf5ad770999');
  expect(hash64('é')).not.toBe(hash64('e\u0301'));
});

test('the same as xxhash-wasm, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(hash64(text)).toBe(oracle.h64(text));
    }),
    { numRuns: 1000 },
  );
});

test('a long text is hashed whole', () => {
  const long = 'é'.repeat(3_000_000);
  expect(hash64(`${long}a`)).toBe(oracle.h64(`${long}a`));
  expect(hash64(`${long}b`)).toBe(oracle.h64(`${long}b`));
});
