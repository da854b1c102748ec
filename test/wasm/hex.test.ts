import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeHex, encodeHex } from '../../src/wasm/hex.ts';

/** About the ends of sixteen bytes, and of what is worked on at once. */
const lengths = fc.oneof(
  fc.nat({ max: 70 }),
  fc.constantFrom(16_383, 16_384, 16_385, 16_399, 32_767, 32_768, 32_769, 100_000),
);
const bytes = lengths.map((length) => randomBytes(length));

function decoded(digits: Uint8Array): Buffer | null {
  const target = Buffer.alloc(3 + digits.length / 2 + 3, 0xee);
  const isTaken = decodeHex(digits, target, 3);
  if (!isTaken) return null;
  expect([...target.subarray(0, 3), ...target.subarray(-3)]).toEqual(Array.from({ length: 6 }, () => 0xee));
  return target.subarray(3, -3);
}

test('every byte has the two digits that Node.js writes, in upper case, and nothing around them is touched', () => {
  fc.assert(
    fc.property(bytes, fc.nat({ max: 40 }), (each, at) => {
      const target = Buffer.alloc(at + 2 * each.length + 40, 0x2e);
      const end = encodeHex(each, target, at);
      expect(target.toString('latin1', 0, at)).toBe('.'.repeat(at));
      expect(target.toString('latin1', at, end)).toBe(each.toString('hex').toUpperCase());
      expect(target.toString('latin1', end)).toBe('.'.repeat(40));
    }),
  );
});

test('digits become the bytes again, whatever stood there before', () => {
  fc.assert(
    fc.property(bytes, (each) => {
      expect(decoded(Buffer.from(each.toString('hex').toUpperCase()))?.equals(each)).toBe(true);
    }),
  );
});

test('each of the 256 bytes is a digit where JavaScript says so, and at every place', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const isDigit = /[0-9A-F]/.test(String.fromCharCode(byte));
    for (let at = 0; at < 66; at += 1) {
      const digits = Buffer.alloc(66, '5');
      digits[at] = byte;
      expect(decoded(digits) !== null).toBe(isDigit);
    }
  }
});

test('a wrong digit is found in whatever piece it is', () => {
  const digits = Buffer.from('A7'.repeat(40_000));
  expect(decoded(digits)?.equals(Buffer.alloc(40_000, 0xa7))).toBe(true);
  for (const at of [0, 32_767, 32_768, 65_535, 65_536, 79_999]) {
    const altered = Buffer.from(digits);
    altered[at] = 0x61;
    expect(decoded(altered)).toBeNull();
  }
});
