import { firstNotPlain, leastPlain, longestPlain, readReal } from '../../../wasm/real.ts';
import { comma, lineFeed, type CsvCursor } from './csv-cursor.ts';

const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** Numbers of so many digits are exact as integers, and no two of them are the same double. */
const certainDigits = 15;
const firstUncertain = 10 ** certainDigits;
/** `String` writes smaller numbers with an exponent. */
const leastWithoutExponent = 1e-6;
/** Those that are exact. */
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** An integer of few digits as `String` writes it; undefined, and the cursor where it was: anything else. */
export function shortInteger(cursor: CsvCursor): number | undefined {
  const from = cursor.at;
  const isNegative = passesMinus(cursor);
  const start = cursor.at;
  const magnitude = digits(cursor, 0);
  const isCanonical = hasNoLeadingZero(cursor, start) && !(isNegative && magnitude === 0);
  if (isCanonical && magnitude < firstUncertain) return isNegative ? -magnitude : magnitude;
  cursor.at = from;
  return undefined;
}

/**
 * A real of few digits and without an exponent, likewise. No shorter number reads back to the same double, and a quotient of
 * two exact integers is the double that `Number` reads.
 */
export function shortReal(cursor: CsvCursor): number | undefined {
  const { bytes, at: from } = cursor;
  const isNegative = passesMinus(cursor);
  const start = cursor.at;
  let integer = digits(cursor, 0);
  let isCanonical = hasNoLeadingZero(cursor, start);
  let magnitude = integer;
  if (bytes[cursor.at] === point) {
    cursor.at += 1;
    const fraction = cursor.at;
    integer = digits(cursor, integer);
    magnitude = integer / (powersOfTen[cursor.at - fraction] ?? NaN);
    isCanonical &&= (bytes[cursor.at - 1] ?? 0) > zero && magnitude >= leastWithoutExponent;
  } else {
    isCanonical &&= !(isNegative && integer === 0);
  }
  if (isCanonical && integer < firstUncertain && isSeparator(cursor)) return isNegative ? -magnitude : magnitude;
  cursor.at = from;
  return undefined;
}

/** A real of any number of digits and without an exponent, likewise. */
export function plainReal(cursor: CsvCursor): number | undefined {
  const { bytes, at: from } = cursor;
  const isNegative = passesMinus(cursor);
  const start = cursor.at;
  let near = digits(cursor, 0);
  if (bytes[cursor.at] === point) {
    cursor.at += 1;
    const fraction = cursor.at;
    near = digits(cursor, near) / (powersOfTen[cursor.at - fraction] ?? NaN);
  }
  if (near >= leastPlain && near < firstNotPlain && cursor.at - start <= longestPlain && isSeparator(cursor)) {
    const value = readReal(near, bytes, start, cursor.at);
    if (!Number.isNaN(value)) return isNegative ? -value : value;
  }
  cursor.at = from;
  return undefined;
}

function passesMinus(cursor: CsvCursor): boolean {
  if (cursor.bytes[cursor.at] !== minus) return false;
  cursor.at += 1;
  return true;
}

/** Goes behind the digits at the cursor, and puts them behind those of an integer. */
function digits(cursor: CsvCursor, before: number): number {
  const { bytes } = cursor;
  let { at } = cursor;
  let value = before;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) break;
    value = value * 10 + (byte - zero);
  }
  cursor.at = at;
  return value;
}

/** Whether there are digits from `start` to the cursor, and the first is no zero unless it is the only one. */
function hasNoLeadingZero({ bytes, at }: CsvCursor, start: number): boolean {
  return at - start === 1 || (at > start && (bytes[start] ?? 0) !== zero);
}

function isSeparator({ bytes, at }: CsvCursor): boolean {
  return bytes[at] === comma || bytes[at] === lineFeed;
}
