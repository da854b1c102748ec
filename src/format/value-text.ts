import { Refusal } from '../dialects/dialect.ts';
import { failure } from '../errors.ts';
import type { ColumnType, Value } from '../schema/definition.ts';
import { canonicalDecimal, decimalPattern } from './decimal-text.ts';
import { shownText } from './shown-text.ts';
import { canonicalFraction, isDate, isDatetime, isTime } from './time-text.ts';
import { typeName } from './type-name.ts';

export type PresentValue = Exclude<Value, null>;

/** The one text of each value of a column type: equal values have equal texts, different values different ones. */
export interface ValueText {
  /**
   * The canonical text of a validated value.
   *
   * @throws {NtomError} `VALUE_UNENCODABLE` for anything that is not a value of the type.
   */
  readonly write: (value: unknown) => string;

  /** The value of a canonical text; refuses every other text. */
  readonly read: (text: string) => PresentValue | Refusal;
}

export function valueText(type: ColumnType): ValueText {
  switch (type.kind) {
    case 'int':
      return { write: (value) => (isInt(value) ? String(value) : unencodable(value, type)), read: intReader(type) };
    case 'bigint':
      return {
        write: (value) => (isBigint(value) ? String(value) : unencodable(value, type)),
        read: bigintReader(type),
      };
    case 'real':
      return { write: (value) => (isReal(value) ? realText(value) : unencodable(value, type)), read: realReader(type) };
    case 'bool':
      return {
        write: (value) => (typeof value === 'boolean' ? boolText(value) : unencodable(value, type)),
        read: boolReader(type),
      };
    case 'blob':
      return {
        write: (value) => (value instanceof Uint8Array ? hexText(value) : unencodable(value, type)),
        read: blobReader(type),
      };
    case 'decimal':
      return decimalText(type);
    case 'time':
      return canonicalString(type, (text) => canonicalFraction(text, type.precision), isTime(type.precision));
    case 'datetime':
      return canonicalString(type, (text) => canonicalFraction(text, type.precision), isDatetime(type.precision));
    case 'date':
      return verbatimString(type, isDate);
    case 'uuid':
      return verbatimString(type, (text) => uuidPattern.test(text));
    case 'enum':
      return verbatimString(type, (text) => type.values.includes(text));
    case 'text':
    case 'json':
      return verbatimString(type, (text) => text.isWellFormed());
  }
}

/** The shortest text that reads back to the same double; keeps the sign of zero. */
export function realText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  // The same text. `String` would keep it in a cache of V8's, which takes as long as to make it, and fills the memory.
  return Number.isFinite(value) ? JSON.stringify(value) : String(value);
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const integerPattern = /^(?:0|-?[1-9]\d{0,18})$/;
const hexPattern = /^[0-9A-F]*$/;

const isInt = (value: unknown): value is number => Number.isSafeInteger(value);
const isReal = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);
const isBigint = (value: unknown): value is bigint => typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
const boolText = (value: boolean): string => (value ? '1' : '0');
const hexText = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('hex').toUpperCase();

function intReader(type: ColumnType): ValueText['read'] {
  return (text) => {
    const value = Number(text);
    return isInt(value) && String(value) === text ? value : notA(type, text);
  };
}

function bigintReader(type: ColumnType): ValueText['read'] {
  return (text) => {
    const value = integerPattern.test(text) ? BigInt(text) : null;
    return isBigint(value) ? value : notA(type, text);
  };
}

function realReader(type: ColumnType): ValueText['read'] {
  return (text) => {
    const value = Number(text);
    return isReal(value) && realText(value) === text ? value : notA(type, text);
  };
}

function boolReader(type: ColumnType): ValueText['read'] {
  return (text) => (text === '1' ? true : text === '0' ? false : notA(type, text));
}

function blobReader(type: ColumnType): ValueText['read'] {
  return (text) => (text.length % 2 === 0 && hexPattern.test(text) ? Buffer.from(text, 'hex') : notA(type, text));
}

function verbatimString(type: ColumnType, accepts: (text: string) => boolean): ValueText {
  return {
    write: (value) => (typeof value === 'string' ? value : unencodable(value, type)),
    read: (text) => (accepts(text) ? text : notA(type, text)),
  };
}

function decimalText(type: ColumnType & { kind: 'decimal' }): ValueText {
  const isCanonical = decimalPattern(type);
  return canonicalString(type, (text) => (isCanonical(text) ? text : canonicalDecimal(text, type)), isCanonical);
}

/** A type whose values may be written in several ways, of which `canonical` chooses one; null: it is no such value. */
function canonicalString(
  type: ColumnType,
  canonical: (text: string) => string | null,
  isCanonical: (text: string) => boolean,
): ValueText {
  return {
    write: (value) => (typeof value === 'string' ? canonical(value) : null) ?? unencodable(value, type),
    read: (text) => {
      if (isCanonical(text)) return text;
      const better = canonical(text);
      return better !== null && better !== text && isCanonical(better)
        ? new Refusal(`${shownText(text)} should be written ${better}`)
        : notA(type, text);
    },
  };
}

function notA(type: ColumnType, text: string): Refusal {
  return new Refusal(`${shownText(text)} is not ${typeName(type)}`);
}

function unencodable(value: unknown, type: ColumnType): never {
  const shown = typeof value === 'string' ? shownText(value) : `${typeof value} ${String(value).slice(0, 40)}`;
  throw failure('VALUE_UNENCODABLE', { reason: `${shown} is not ${typeName(type)}` });
}
