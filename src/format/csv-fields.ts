import { Refusal } from '../dialects/dialect.ts';
import type { Cursor, FieldReader } from '../schema/compile.ts';
import type { ColumnKind } from '../schema/definition.ts';
import type { ValueText } from './value-text.ts';

export interface CsvColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Whether values are in quotes. NULL never is. */
  readonly quoted: boolean;
  readonly nullable: boolean;
  readonly read: ValueText['read'];
}

export const quote = 0x22;
export const comma = 0x2c;
export const lineFeed = 0x0a;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** Numbers of so many digits are exact as integers, and no two of them are the same double. */
const certainDigits = 15;
/** `String` writes smaller numbers with an exponent. */
const leastWithoutExponent = 1e-6;
const powersOfTen = Array.from({ length: certainDigits + 1 }, (_, exponent) => 10 ** exponent);

/** Reads the fields of a column. It takes none that `CsvParser` would refuse, and leaves it to the caller to look at what follows. */
export function fieldReader({ kind, quoted, nullable, read }: CsvColumn): FieldReader {
  if (quoted) return (cursor) => quotedField(cursor, nullable, read);
  if (kind === 'int') return (cursor) => shortInteger(cursor) ?? bareField(cursor, nullable, read);
  if (kind === 'real') return (cursor) => shortReal(cursor) ?? bareField(cursor, nullable, read);
  return (cursor) => bareField(cursor, nullable, read);
}

function bareField(cursor: Cursor, nullable: boolean, read: ValueText['read']): ReturnType<FieldReader> {
  const text = bareText(cursor);
  if (text === undefined) return undefined;
  return text === 'NULL' && nullable ? null : accepted(text, read);
}

function quotedField(cursor: Cursor, nullable: boolean, read: ValueText['read']): ReturnType<FieldReader> {
  const text = quotedText(cursor);
  if (text !== undefined) return accepted(text, read);
  return nullable && bareText(cursor) === 'NULL' ? null : undefined;
}

function accepted(text: string, read: ValueText['read']): ReturnType<FieldReader> {
  const value = read(text);
  return value instanceof Refusal ? undefined : value;
}

/** What the quotes at the cursor hold; undefined: there are none, or the text ends before it is sure that they are closed. */
export function quotedText(cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  if (text.charCodeAt(at) !== quote) return undefined;
  const first = text.indexOf('"', at + 1);
  let closing = first;
  while (closing !== -1 && text.charCodeAt(closing + 1) === quote) closing = text.indexOf('"', closing + 2);
  if (closing === -1 || closing + 1 === text.length) return undefined;
  cursor.at = closing + 1;
  const field = text.slice(at + 1, closing);
  return closing === first ? field : field.replaceAll('""', '"');
}

/** What is before the next comma or line feed; undefined: there is none. */
export function bareText(cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  for (let end = at; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code !== comma && code !== lineFeed) continue;
    cursor.at = end;
    return text.slice(at, end);
  }
  return undefined;
}

/** An integer of few digits as `String` writes it; undefined, and the cursor where it was: anything else. */
function shortInteger(cursor: Cursor): number | undefined {
  const from = cursor.at;
  const isNegative = passesMinus(cursor);
  const start = cursor.at;
  const magnitude = digits(cursor, 0);
  const isCanonical = hasNoLeadingZero(cursor, start) && !(isNegative && magnitude === 0);
  if (isCanonical && cursor.at - start <= certainDigits) return isNegative ? -magnitude : magnitude;
  cursor.at = from;
  return undefined;
}

/**
 * A real of few digits and without an exponent, likewise. No shorter number reads back to the same double, and a quotient of
 * two exact integers is the double that `Number` reads.
 */
function shortReal(cursor: Cursor): number | undefined {
  const from = cursor.at;
  const isNegative = passesMinus(cursor);
  const start = cursor.at;
  const whole = digits(cursor, 0);
  let isCanonical = hasNoLeadingZero(cursor, start);
  let magnitude = whole;
  if (cursor.text.charCodeAt(cursor.at) === point) {
    cursor.at += 1;
    const fraction = cursor.at;
    magnitude = digits(cursor, whole) / (powersOfTen[cursor.at - fraction] ?? NaN);
    isCanonical &&= cursor.text.charCodeAt(cursor.at - 1) > zero && magnitude >= leastWithoutExponent;
  } else {
    isCanonical &&= !(isNegative && whole === 0);
  }
  if (isCanonical && cursor.at - start <= certainDigits && isSeparator(cursor))
    return isNegative ? -magnitude : magnitude;
  cursor.at = from;
  return undefined;
}

function passesMinus(cursor: Cursor): boolean {
  if (cursor.text.charCodeAt(cursor.at) !== minus) return false;
  cursor.at += 1;
  return true;
}

/** Goes behind the digits at the cursor, and puts them behind those of an integer. */
function digits(cursor: Cursor, before: number): number {
  const { text } = cursor;
  let at = cursor.at;
  let value = before;
  for (let code = text.charCodeAt(at); code >= zero && code <= nine; code = text.charCodeAt(at)) {
    value = value * 10 + (code - zero);
    at += 1;
  }
  cursor.at = at;
  return value;
}

/** Whether there are digits from `start` to the cursor, and the first is no zero unless it is the only one. */
function hasNoLeadingZero({ text, at }: Cursor, start: number): boolean {
  return at - start === 1 || (at > start && text.charCodeAt(start) !== zero);
}

function isSeparator({ text, at }: Cursor): boolean {
  const code = text.charCodeAt(at);
  return code === comma || code === lineFeed;
}
