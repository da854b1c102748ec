import type { ColumnDefinition, Value } from '../../schema/definition.ts';
import type { HeldValues } from '../engine-rules.ts';
import { characterSetOf } from './ddl/character-set.ts';
import { textFor } from './ddl/text-for.ts';

/** Of integers: how many bits. */
const integerBits: Readonly<Record<string, number>> = {
  tinyint: 8,
  smallint: 16,
  mediumint: 24,
  int: 32,
  integer: 32,
  bigint: 64,
};

/** Of types that have no length: how many bytes. */
const textBytes: Readonly<Record<string, number>> = {
  tinytext: 255,
  text: 65_535,
  tinyblob: 255,
  blob: 65_535,
};

/** What the words of a declared type leave, and the character set that a collation comes with. */
export function held(column: ColumnDefinition): HeldValues | null {
  const found = [declared(column), ofCharacterSet(column)].filter((each) => each !== null);
  if (found.length === 0) return null;
  return {
    holds: (value) => found.every(({ holds }) => holds(value)),
    examples: found.flatMap(({ examples }) => examples),
  };
}

function declared(column: ColumnDefinition): HeldValues | null {
  const [words] = textFor(column.declared);
  const [, name = '', list = '', rest = ''] = /^\s*(\w+)(?:\s*\((.*)\))?(.*)$/s.exec(words?.toLowerCase() ?? '') ?? [];
  const isUnsigned = /\bunsigned\b|\bzerofill\b/.test(rest);
  const isNumber = ['int', 'bigint', 'bool'].includes(column.type.kind);
  const bits = integerBits[name];
  if (bits !== undefined && isNumber) return integersOf(column, bits, isUnsigned);
  if (name === 'bit' && isNumber) return integersOf(column, Number(list || 1), true);
  if (textBytes[name] !== undefined) return upToBytes(textBytes[name]);
  return otherType(name, list, isUnsigned, words ?? '');
}

function otherType(name: string, list: string, isUnsigned: boolean, words: string): HeldValues | null {
  switch (name) {
    case 'year':
      return between(1901n, 2155n, Number);
    case 'timestamp':
      return timestamps;
    case 'char':
      return { holds: (value) => !String(value).endsWith(' '), examples: [] };
    case 'binary': {
      const bytes = Number(list || 1);
      const full = new Uint8Array(bytes).fill(0xff);
      return { holds: (value) => value instanceof Uint8Array && value.length === bytes, examples: [full] };
    }
    case 'enum':
    case 'set':
      return listed(words);
    case 'float':
    case 'double':
      return list === '' ? floats(name, isUnsigned) : wholeFloats(list, isUnsigned);
    default:
      return isUnsigned ? { holds: (value) => !String(value).startsWith('-'), examples: [] } : null;
  }
}

function integersOf({ type }: ColumnDefinition, bits: number, isUnsigned: boolean): HeldValues | null {
  if (type.kind === 'bool') return null;
  const [least, most] = isUnsigned
    ? [0n, 2n ** BigInt(bits) - 1n]
    : [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
  return between(least, most, type.kind === 'bigint' ? (value) => value : Number);
}

function between(least: bigint, most: bigint, as: (value: bigint) => Value): HeldValues {
  const holds = (value: Value): boolean => {
    const integer = typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
    return typeof integer === 'bigint' && integer >= least && integer <= most;
  };
  return { holds, examples: [as(least), as(most)] };
}

/** Years and days that 32 bits of seconds reach, in UTC. */
const timestamps: HeldValues = {
  holds: (value) => String(value) >= '1970-01-01 00:00:01' && String(value) < '2038-01-19 03:14:08',
  examples: ['1970-01-01 00:00:01', '2038-01-19 03:14:07'],
};

function upToBytes(bytes: number): HeldValues {
  const holds = (value: Value): boolean =>
    (value instanceof Uint8Array ? value.length : Buffer.byteLength(String(value))) <= bytes;
  return { holds, examples: [] };
}

/** The values of ENUM and SET, each alone. */
function listed(words: string): HeldValues {
  const values = [...words.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text.replaceAll("''", "'"));
  return { holds: (value) => values.some((each) => each === value), examples: values };
}

function floats(name: string, isUnsigned: boolean): HeldValues {
  const isExact = (value: number): boolean => name === 'double' || Math.fround(value) === value;
  return {
    holds: (value) => typeof value === 'number' && isExact(value) && (value >= 0 || !isUnsigned),
    examples: [16_777_216, 0.5],
  };
}

/** Of `float(7,4)`: what it does not round is not worth finding out. */
function wholeFloats(list: string, isUnsigned: boolean): HeldValues {
  const [digits = 0, scale = 0] = list.split(',').map(Number);
  const most = Math.min(10 ** (digits - scale), 2 ** 24) - 1;
  const holds = (value: Value): boolean =>
    typeof value === 'number' && Number.isInteger(value) && value <= most && value >= (isUnsigned ? 0 : -most);
  return { holds, examples: [0, most] };
}

/** Sets that have fewer characters than Unicode: what surely is in all of them is ASCII. */
function ofCharacterSet({ collation }: ColumnDefinition): HeldValues | null {
  const [name] = textFor(collation);
  const set = name === undefined ? 'utf8mb4' : characterSetOf(name);
  if (set === 'utf8mb4' || set === 'binary') return null;
  const isBasic = ['utf8', 'utf8mb3'].includes(set);
  const pattern = isBasic ? /^[\0-\uFFFF]*$/u : /^[\0-\x7F]*$/;
  return { holds: (value) => pattern.test(String(value)), examples: [] };
}
