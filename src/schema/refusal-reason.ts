import { reasonOf } from '../errors.ts';
import type { ColumnType } from './definition.ts';
import { characterCount } from './value-checks.ts';

/** Why a value is none of a column type, to be read after the column's name: `is missing`. */
export function refusalReason(type: ColumnType, value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is NULL, which the column does not take';
  const expected = javaScriptTypes[type.kind] ?? 'string';
  const found = value instanceof Uint8Array ? 'Uint8Array' : typeof value;
  return found === expected ? limitReason(type, value) : `is of type ${found}, not ${expected}`;
}

const javaScriptTypes: { readonly [kind in ColumnType['kind']]?: string } = {
  int: 'number',
  bigint: 'bigint',
  real: 'number',
  bool: 'boolean',
  blob: 'Uint8Array',
};

function limitReason(type: ColumnType, value: unknown): string {
  switch (type.kind) {
    case 'int':
      return intReason(value as number);
    case 'bigint':
      return 'does not fit in 64 bits: -9223372036854775808 to 9223372036854775807';
    case 'real':
      return 'is NaN, which no database keeps';
    case 'blob':
      return `has ${(value as Uint8Array).byteLength} bytes, at most ${type.length} are allowed`;
    default:
      return textReason(type, value as string);
  }
}

function intReason(value: number): string {
  if (Object.is(value, -0)) return 'is -0, which an integer column cannot keep';
  if (!Number.isInteger(value)) return `is ${value}, not an integer`;
  return `is beyond the integers a number keeps exactly, ±${Number.MAX_SAFE_INTEGER}: a bigint column holds such values`;
}

function textReason(type: ColumnType, value: string): string {
  if (!value.isWellFormed()) return 'has a lone surrogate: it is not valid Unicode';
  switch (type.kind) {
    case 'text':
      return `has ${characterCount(value)} characters, at most ${type.length} are allowed`;
    case 'decimal':
      return decimalReason(type, value);
    case 'enum':
      return `is not one of ${type.values.map((each) => JSON.stringify(each)).join(', ')}`;
    case 'date':
      return 'is not a calendar date YYYY-MM-DD from 0001-01-01 to 9999-12-31';
    case 'time':
      return `is not a time [-]HH:MM:SS up to 838:59:59${fractionReason(type.precision)}`;
    case 'datetime':
      return `is not a date and time YYYY-MM-DD HH:MM:SS${fractionReason(type.precision)}`;
    case 'json':
      return jsonReason(value);
    default:
      return 'is not a uuid of 8-4-4-4-12 hex digits';
  }
}

function decimalReason({ precision, scale }: Extract<ColumnType, { kind: 'decimal' }>, value: string): string {
  const name = `decimal(${precision},${scale})`;
  if (!/^-?\d+(\.\d+)?$/.test(value)) return `is not a ${name}: digits, with a point among them if need be`;
  return `does not fit in ${name}: at most ${precision - scale} digits before the point and ${scale} behind it`;
}

function fractionReason(precision: number): string {
  return precision === 0 ? ' without a fraction' : ` with at most ${precision} digits of a fraction`;
}

function jsonReason(value: string): string {
  try {
    JSON.parse(value);
    return 'is refused';
  } catch (thrown) {
    return `is not JSON: ${reasonOf(thrown)}`;
  }
}
