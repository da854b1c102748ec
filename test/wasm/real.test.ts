import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstNotPlain, leastPlain, longestPlain, readReal, writeReal } from '../../src/wasm/real.ts';

const bits = new DataView(new ArrayBuffer(8));

/** The double that is some doubles behind another. */
function behind(value: number, steps: number): number {
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(steps));
  return bits.getFloat64(0);
}

const isPlain = (value: number): boolean => value >= leastPlain && value < firstNotPlain;
const exponents = { min: Math.floor(Math.log2(leastPlain)), max: Math.floor(Math.log2(firstNotPlain)) };

/** Of all exponents, with any bits; powers of two and of ten, few digits, and what is beside them. */
const plain = fc
  .oneof(
    fc.tuple(fc.integer(exponents), fc.double({ min: 1, max: 2, noNaN: true })).map(([e, part]) => part * 2 ** e),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer(exponents).map((e) => 2 ** e),
    fc.integer({ min: -6, max: 19 }).map((e) => Number(`1e${e}`)),
    fc.tuple(fc.nat(), fc.integer({ min: -12, max: 10 })).map(([digits, e]) => Number(`${digits}e${e}`)),
  )
  .chain((value) => fc.integer({ min: -3, max: 3 }).map((steps) => (value > 0 ? behind(value, steps) : value)))
  .filter(isPlain);

function written(value: number): string {
  const target = Buffer.alloc(longestPlain + 4, 0x2e);
  const end = writeReal(value, target, 2);
  expect(target.toString('latin1', end)).toBe('.'.repeat(target.length - end));
  return target.toString('latin1', 2, end);
}

const read = (text: string, near: number): number => readReal(near, Buffer.from(`,,${text}`), 2, 2 + text.length);

test('a number has the text that JavaScript writes', () => {
  fc.assert(
    fc.property(plain, (value) => {
      if (written(value) !== String(value)) throw new Error(`${written(value)} is not ${value}`);
    }),
    { numRuns: 100_000 },
  );
}, 60_000);

test('the text is that of the number, found from what is near', () => {
  fc.assert(
    fc.property(plain, fc.integer({ min: -2, max: 2 }), (value, steps) => {
      if (isPlain(behind(value, steps))) expect(read(String(value), behind(value, steps))).toBe(value);
    }),
    { numRuns: 5000 },
  );
}, 60_000);

test('a text that JavaScript would write otherwise is none', () => {
  fc.assert(
    fc.property(plain, fc.nat(), fc.stringMatching(/^[0-9.]$/), (value, place, digit) => {
      const text = String(value);
      const at = place % (text.length + 1);
      for (const altered of [
        `${text.slice(0, at)}${digit}${text.slice(at)}`,
        `${text.slice(0, at)}${text.slice(at + 1)}`,
      ]) {
        const number = Number(altered);
        if (isPlain(number)) expect(read(altered, number)).toBe(String(number) === altered ? number : NaN);
      }
    }),
    { numRuns: 5000 },
  );
}, 60_000);

test.each(['0.0000009999999999999999', '0.00000099999999999999995'])('%s is written with an exponent', (text) => {
  expect(String(Number(text))).not.toBe(text);
  expect(read(text, leastPlain)).toBeNaN();
});
