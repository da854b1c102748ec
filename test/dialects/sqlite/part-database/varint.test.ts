import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putVarint, varintWidth } from '../../../../src/dialects/sqlite/part-database/varint.ts';

/** As https://sqlite.org/fileformat2.html section 1.6 says it, for up to eight bytes. */
function read(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => value * 128n + BigInt(byte & 0x7f), 0n);
}

const edges = [7, 14, 21, 28, 31, 32, 35, 42, 49].flatMap((bits) => [2 ** bits - 1, 2 ** bits, 2 ** bits + 1]);
const value = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 2 ** 53 - 1, ...edges));

test('a value is what is read back, in as few bytes as it needs or in more', () => {
  fc.assert(
    fc.property(value, fc.nat(3), (written, more) => {
      const least = varintWidth(written);
      expect(BigInt(written) < 128n ** BigInt(least)).toBe(true);
      expect(least === 1 || BigInt(written) >= 128n ** BigInt(least - 1)).toBe(true);
      const width = Math.min(8, least + more);
      const bytes = new Uint8Array(width + 2).fill(0xaa);
      expect(putVarint(bytes, 1, width, written)).toBe(width + 1);
      expect([bytes[0], bytes[width + 1]]).toEqual([0xaa, 0xaa]);
      const own = bytes.subarray(1, width + 1);
      expect(read(own)).toBe(BigInt(written));
      expect([...own].map((byte) => byte >= 0x80)).toEqual([...own].map((_, index) => index < width - 1));
    }),
    { numRuns: 1000 },
  );
});
