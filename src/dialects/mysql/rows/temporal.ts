import type { RowBytes } from './row-bytes.ts';

/**
 * Dates and times of the binary protocol as the texts that the server makes of them. Trailing zeros are not sent: a value of
 * 0 bytes is all zeros, a date has 4, with a time of day 7, with a fraction 11; a time 8 or 12.
 */

export function readDate(row: RowBytes): string {
  return row.byte() === 0 ? '0000-00-00' : dateText(row);
}

/** `decimals`: digits of the fraction. */
export function readDateTime(row: RowBytes, decimals: number): string {
  const length = row.byte();
  const date = length === 0 ? '0000-00-00' : dateText(row);
  const clock = length > 4 ? clockText(row.byte(), row.byte(), row.byte()) : '00:00:00';
  return `${date} ${clock}${fraction(length > 7 ? row.unsigned32() : 0, decimals)}`;
}

/** Sign and days, then a time of day; the text counts the days in hours. */
export function readTime(row: RowBytes, decimals: number): string {
  const length = row.byte();
  if (length === 0) return `00:00:00${fraction(0, decimals)}`;
  const sign = row.byte() === 1 ? '-' : '';
  const hours = row.unsigned32() * 24 + row.byte();
  const clock = clockText(hours, row.byte(), row.byte());
  return `${sign}${clock}${fraction(length > 8 ? row.unsigned32() : 0, decimals)}`;
}
/** Year, month and day. */
function dateText(row: RowBytes): string {
  const year = row.unsigned16();
  return `${twoDigits(Math.trunc(year / 100))}${twoDigits(year % 100)}-${twoDigits(row.byte())}-${twoDigits(row.byte())}`;
}

function clockText(hours: number, minutes: number, seconds: number): string {
  return `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}`;
}

const pairs: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

function twoDigits(number: number): string {
  return pairs[number] ?? String(number);
}

const mostDecimals = 6;

/** Where the server says no number of digits, it writes all six or none. */
function fraction(microseconds: number, decimals: number): string {
  const digits = decimals <= mostDecimals ? decimals : microseconds === 0 ? 0 : mostDecimals;
  return digits === 0 ? '' : `.${String(microseconds).padStart(mostDecimals, '0').slice(0, digits)}`;
}
