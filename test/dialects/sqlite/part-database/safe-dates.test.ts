import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSafeDate, isSafeDatetime } from '../../../../src/dialects/sqlite/part-database/safe-dates.ts';
import { isDate, isDatetime } from '../../../../src/format/time-text.ts';

const two = fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constantFrom(0, 1, 12, 13, 23, 24, 28, 29, 59, 60));
const parts = fc
  .tuple(fc.nat(9999), two, two, two, two, two, fc.constantFrom('', '.', '.1', '.123', '.123456', '.12x'))
  .map(([year, month, day, hour, minute, second, fraction]) => {
    const pad = (part: number): string => String(part).padStart(2, '0');
    const date = [String(year).padStart(4, '0'), pad(month), pad(day)].join('-');
    return { date, datetime: `${date} ${[hour, minute, second].map(pad).join(':')}${fraction}` };
  });
const change = fc.record({ at: fc.nat(30), by: fc.constantFrom('', '0', '9', '/', ':', '-', ' ', '.', 'é', '\0') });
const changed = (text: string, { at, by }: { at: number; by: string }): string =>
  at < text.length ? text.slice(0, at) + by + text.slice(at + 1) : text;

/** With others around it. */
function within<T>(text: string, look: (bytes: Uint8Array, from: number, to: number) => T): T {
  const bytes = Buffer.from(`12${text}34`, 'latin1');
  return look(bytes, 2, bytes.length - 2);
}

test('what is safe is a date, and a date on a day up to the 28th is safe', () => {
  fc.assert(
    fc.property(parts, change, ({ date }, by) => {
      for (const text of [date, changed(date, by)]) {
        const isSafe = within(text, isSafeDate);
        expect(isSafe).toBe(isDate(text) && Number(text.slice(8)) <= 28);
      }
    }),
    { numRuns: 5000 },
  );
});

test.each([0, 3, 6])('likewise a datetime with %i digits of a fraction', (precision) => {
  const isCanonical = isDatetime(precision);
  fc.assert(
    fc.property(parts, change, ({ datetime }, by) => {
      for (const text of [datetime, changed(datetime, by)]) {
        const isSafe = within(text, (bytes, from, to) => isSafeDatetime(bytes, from, to, precision));
        expect(isSafe).toBe(isCanonical(text) && Number(text.slice(8, 10)) <= 28);
      }
    }),
    { numRuns: 5000 },
  );
});
