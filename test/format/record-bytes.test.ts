import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordBytes } from '../../src/format/record-bytes.ts';
import { nastyTexts } from './sample.ts';

function written(write: (records: RecordBytes) => void): string {
  const records = new RecordBytes();
  write(records);
  expect(records.written.length).toBe(records.length);
  return records.take().toString();
}

const wellFormed = (text: string): string => text.toWellFormed();
const text = fc
  .oneof(
    fc.constantFrom(...nastyTexts),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary-ascii', maxLength: 300 }),
    fc.nat({ max: 400 }).map((length) => 'é"'.repeat(length)),
  )
  .map(wellFormed);

test('a text is its UTF-8', () => {
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      expect(written((records) => texts.forEach((each) => records.text(each)))).toBe(texts.join(''));
    }),
  );
});

test('a quoted text has its quotes doubled, and nothing else is changed', () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(written((records) => records.quoted(each))).toBe(`"${each.replaceAll('"', '""')}"`);
    }),
    { numRuns: 500 },
  );
});

test('bytes in quotes have theirs doubled, and it is known whether they are ASCII', () => {
  fc.assert(
    fc.property(text, (each) => {
      const bytes = Buffer.from(`x${each}"`);
      const records = new RecordBytes();
      const isAscii = records.quotedBytes(bytes, 1, bytes.length - 1);
      expect(records.take().toString()).toBe(`"${each.replaceAll('"', '""')}"`);
      expect(isAscii).toBe(/^[\0-\x7f]*$/.test(each));
    }),
    { numRuns: 500 },
  );
});

test('a number of a fixed width has zeros in front', () => {
  const dash = '-'.charCodeAt(0);
  for (let value = 0; value < 100; value += 1)
    expect(written((records) => records.twoDigits(value, dash))).toBe(`${String(value).padStart(2, '0')}-`);
  fc.assert(
    fc.property(fc.nat({ max: 999_999 }), (value) => {
      expect(written((records) => records.padded(value, 6))).toBe(String(value).padStart(6, '0'));
    }),
  );
});

test('a whole number has the digits that JavaScript writes', () => {
  const edges = [0, 1, 9, 10, 99, 100, 999_999_999, 1e9, 1e9 + 1, 2 ** 31, Number.MAX_SAFE_INTEGER];
  const numbers = fc.oneof(fc.constantFrom(...edges, ...edges.map((edge) => -edge)), fc.integer(), fc.maxSafeInteger());
  fc.assert(
    fc.property(numbers, (value) => {
      const plain = value === 0 ? 0 : value;
      expect(written((records) => records.integer(plain))).toBe(String(plain));
    }),
    { numRuns: 2000 },
  );
});

test('a real has the text that JavaScript writes, with the sign of zero', () => {
  const decimals = fc.tuple(fc.integer(), fc.nat({ max: 6 })).map(([digits, scale]) => digits / 10 ** scale);
  const near = decimals.map((value) => value + Number.EPSILON * value);
  const edges = fc.constantFrom(0, -0, 0.1, 0.3, 0.1 + 0.2, 1.1, 9999999.99, 1e7, 5e-324, 1e21, Infinity, -Infinity);
  fc.assert(
    fc.property(fc.oneof(decimals, near, edges, fc.double({ noNaN: true })), (value) => {
      const expected = Object.is(value, -0) ? '-0.0' : String(value);
      expect(written((records) => records.real(value))).toBe(expected);
    }),
    { numRuns: 20_000 },
  );
});

test('what is cut is gone, what was before it stays', () => {
  const records = new RecordBytes();
  records.text('kept');
  const { length } = records;
  records.quoted('"'.repeat(100_000));
  records.cut(length);
  records.byte(0x0a);
  expect(records.take().toString()).toBe('kept\n');
  expect(records.length).toBe(0);
});
