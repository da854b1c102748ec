import type { ColumnType } from './definition.ts';

/** Whether a value of the right JavaScript type is one of a column type. */
export type ValueCheck<V> = (value: V) => boolean;

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateText = '(?!0000)\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const hourText = '(?:[01]\\d|2[0-3])';
const durationHourText = '(?:\\d\\d|[1-7]\\d\\d|8[0-2]\\d|83[0-8])';

export function isPlainNumber(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** -0 has no place in an integer column: it would come back as 0. */
export function isNotMinusZero(value: number): boolean {
  return value !== 0 || 1 / value > 0;
}

export function blobCheck(length: number | null): ValueCheck<Uint8Array> {
  return length === null ? () => true : (value) => value.byteLength <= length;
}

/** The check of a column type whose values are strings, but for `enum` and `json`. */
export function textCheck(type: ColumnType): ValueCheck<string> {
  switch (type.kind) {
    case 'decimal':
      return matches(decimalText(type.precision, type.scale));
    case 'date':
      return datedCheck(new RegExp(`^${dateText}$`));
    case 'datetime':
      return datedCheck(new RegExp(`^${dateText} ${hourText}${minutesText(type.precision)}$`));
    case 'time':
      return matches(new RegExp(`^-?(?!838:59:59\\.0*[1-9])${durationHourText}${minutesText(type.precision)}$`));
    case 'uuid':
      return matches(uuidText);
    default:
      return type.kind === 'text' && type.length !== null ? lengthCheck(type.length) : (value) => value.isWellFormed();
  }
}

/** Characters of a text: a pair of surrogates is one. */
export function characterCount(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

/** No text has fewer UTF-16 units than characters: most texts need no counting. */
function lengthCheck(length: number): ValueCheck<string> {
  return (value) => value.isWellFormed() && (value.length <= length || characterCount(value) <= length);
}

function matches(pattern: RegExp): ValueCheck<string> {
  return (value) => pattern.test(value);
}

/** Zeros in front and zeros behind the scale lose nothing. */
function decimalText(precision: number, scale: number): RegExp {
  return new RegExp(`^-?(?=\\d)0*\\d{0,${precision - scale}}${fractionText(scale)}$`);
}

function minutesText(precision: number): string {
  return `:[0-5]\\d:[0-5]\\d${fractionText(precision)}`;
}

function fractionText(digits: number): string {
  return `(?:\\.(?=\\d)\\d{0,${digits}}0*)?`;
}

/** The pattern has seen to it that the day is at most 31. */
function datedCheck(pattern: RegExp): ValueCheck<string> {
  return (value) => pattern.test(value) && (value.charCodeAt(8) < 0x33 ? isDayUpTo29(value) : isDay30Or31(value));
}

function isDayUpTo29(value: string): boolean {
  return !value.startsWith('02-29', 5) || isLeapYear(Number(value.slice(0, 4)));
}

function isDay30Or31(value: string): boolean {
  const month = value.slice(5, 7);
  if (month === '02') return false;
  return value[9] === '0' || !['04', '06', '09', '11'].includes(month);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
