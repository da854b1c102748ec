import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainReal, shortInteger, shortReal } from '../../../../src/dialects/sqlite/part-database/number-fields.ts';

type Reader = typeof shortReal;

/** What a field of a record is read as, and how much of the record. */
function read(reader: Reader, text: string): { value: number | undefined; at: number } {
  const cursor = { bytes: Buffer.from(`7,${text},1\n`), start: 0, at: 2 };
  return { value: reader(cursor), at: cursor.at - 2 };
}

/** Whether a text is taken: if it is, it is the number that JavaScript reads, and the text that it writes. */
function isTaken(reader: Reader, text: string): boolean {
  const { value, at } = read(reader, text);
  expect(at).toBe(value === undefined ? 0 : text.length);
  if (value === undefined) return false;
  expect([value, String(value)]).toEqual([Number(text), text]);
  return true;
}

/** Times a power of ten. */
const scaled = (value: number, exponent: number): number => Number(`${value}e${exponent}`);
const uniform = fc.maxSafeInteger().map((integer) => integer / 2 ** 53);
const exponent = fc.integer({ min: -7, max: 17 });
const double = fc.tuple(uniform, exponent).map(([value, power]) => scaled(value, power));
/** Where the distance to the next double changes. */
const nearPower = fc
  .tuple(fc.integer({ min: -20, max: 56 }), fc.integer({ min: -30, max: 30 }))
  .map(([power, steps]) => 2 ** power * (1 + steps * 2 ** -52));
const digits = fc.stringMatching(/^[0-9]{14,18}$/);
const text = fc.oneof(
  double.map(String),
  nearPower.map(String),
  fc
    .tuple(fc.oneof(double, nearPower), fc.integer({ min: 14, max: 18 }))
    .map(([value, count]) => value.toPrecision(count)),
  fc.tuple(fc.oneof(double, nearPower), fc.nat(99)).map(([value, last]) => value.toPrecision(17).slice(0, -2) + last),
  fc.tuple(digits, fc.nat(18)).map(([all, whole]) => `${all.slice(0, whole)}.${all.slice(whole)}`),
  fc.tuple(digits, fc.nat(8)).map(([all, zeros]) => `0.${'0'.repeat(zeros)}${all}`),
  fc.stringMatching(/^-?[0-9]{0,20}\.?[0-9]{0,24}$/),
);

const realReaders = [shortReal, plainReal].map((reader) => ({ reader, name: reader.name }));

test.each(realReaders)(
  '$name: a real is the text of a number, or not taken',
  ({ reader }) => {
    fc.assert(
      fc.property(
        text.filter((tried) => tried !== ''),
        fc.boolean(),
        (tried, isNegative) => {
          isTaken(reader, isNegative ? `-${tried}` : tried);
        },
      ),
      { numRuns: 30_000 },
    );
  },
  60_000,
);

test('a short real is taken', () => {
  const decimal = fc.tuple(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), fc.nat(6));
  fc.assert(
    fc.property(decimal, ([integer, places]) => isTaken(shortReal, String(scaled(integer, -places) + 0))),
    { numRuns: 5000 },
  );
});

test('nearly every real without an exponent is taken', () => {
  let [tried, taken] = [0, 0];
  fc.assert(
    fc.property(fc.oneof(double, nearPower), (value) => {
      if (!(value >= 1e-6 && value < 1e20)) return;
      tried += 1;
      if (isTaken(plainReal, String(value))) taken += 1;
    }),
    { numRuns: 5000 },
  );
  expect(taken / tried).toBeGreaterThan(0.99);
});

test('a short integer is taken, and its end is looked at by others', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 - 10 ** 15, max: 10 ** 15 - 1 }), (integer) =>
      isTaken(shortInteger, String(integer + 0)),
    ),
    { numRuns: 5000 },
  );
  expect(read(shortInteger, '12x')).toEqual({ value: 12, at: 2 });
});

test.each(['-0', '00', '01', '-01', '', '-', '1000000000000000', '+1', ' 1'])('no short integer: %s', (tried) => {
  expect(read(shortInteger, tried)).toEqual({ value: undefined, at: 0 });
});
