import type { ColumnKind, ColumnType, Value } from '../../schema/definition.ts';
import { Refusal, type ValueCodec } from '../dialect.ts';

/** The declared type in a STRICT table. Exact decimals are text: NUMERIC would make them REAL. */
export const declaredTypes: Readonly<Record<ColumnKind, string>> = {
  int: 'INTEGER',
  bigint: 'INTEGER',
  bool: 'INTEGER',
  real: 'REAL',
  decimal: 'TEXT',
  text: 'TEXT',
  enum: 'TEXT',
  date: 'TEXT',
  time: 'TEXT',
  datetime: 'TEXT',
  json: 'TEXT',
  uuid: 'TEXT',
  blob: 'BLOB',
};

/** Readers get integers as bigint (safe integers are on), text that is no text as a Refusal. */
type FromDriver = (raw: unknown) => Value | Refusal;

const fromDriver: Readonly<Record<ColumnKind, FromDriver>> = {
  int: readInt,
  bigint: (raw) => (typeof raw === 'bigint' ? raw : mismatch(raw, 'an integer')),
  bool: readBool,
  real: readReal,
  decimal: readDecimal,
  text: readText,
  enum: readText,
  date: readText,
  time: readText,
  datetime: readText,
  json: readText,
  uuid: readText,
  blob: (raw) => (raw instanceof Uint8Array ? raw : mismatch(raw, 'a blob')),
};

export function valueCodec({ kind }: ColumnType): ValueCodec {
  const read = fromDriver[kind];
  return {
    fromDriver: (raw) => (raw === null ? null : read(raw)),
    toDriver: kind === 'real' ? (value) => value : toDriver,
  };
}

/** Integers are bound as bigint: the driver binds every number as REAL. */
function toDriver(value: Value): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return value;
}

/** A query parameter as the driver takes it: an integral number is an integer. */
export function parameterToDriver(value: Value): unknown {
  return Number.isSafeInteger(value) || typeof value === 'boolean' ? toDriver(value) : value;
}

/** An expression has no column type: integers are numbers as long as they are safe. */
export function readExpression(raw: unknown): Value | Refusal {
  return typeof raw === 'bigint' ? readInt(raw) : (raw as Value | Refusal);
}

function readInt(raw: unknown): number | Refusal {
  if (typeof raw !== 'bigint') return mismatch(raw, 'an integer');
  const value = Number(raw);
  return Number.isSafeInteger(value) ? value : new Refusal(`${raw} is beyond 2^53: only bigint() holds it`);
}

function readBool(raw: unknown): boolean | Refusal {
  if (raw === 1n) return true;
  return raw === 0n ? false : mismatch(raw, '0 or 1');
}

function readReal(raw: unknown): number | Refusal {
  if (typeof raw === 'number') return raw;
  if (typeof raw !== 'bigint') return mismatch(raw, 'a number');
  const value = Number(raw);
  return BigInt(value) === raw ? value : new Refusal(`${raw} has more digits than a real holds`);
}

function readDecimal(raw: unknown): string | Refusal {
  if (typeof raw === 'bigint') return String(raw);
  if (typeof raw === 'number')
    return new Refusal(`${raw} is REAL, which is not exact: use printf('%.2f', …) in the query`);
  return readText(raw);
}

function readText(raw: unknown): string | Refusal {
  return typeof raw === 'string' ? raw : mismatch(raw, 'text');
}

function mismatch(raw: unknown, wanted: string): Refusal {
  return raw instanceof Refusal ? raw : new Refusal(`${describe(raw)} is not ${wanted}`);
}

function describe(raw: unknown): string {
  if (typeof raw === 'bigint') return `INTEGER ${raw}`;
  if (typeof raw === 'number') return `REAL ${raw}`;
  if (typeof raw === 'string') return `TEXT ${JSON.stringify(raw.length > 40 ? `${raw.slice(0, 40)}…` : raw)}`;
  return raw instanceof Uint8Array ? `a BLOB of ${raw.length} bytes` : String(raw);
}

type Affinity = 'INTEGER' | 'TEXT' | 'BLOB' | 'REAL' | 'NUMERIC';

/** By the rules of https://sqlite.org/datatype3.html section 3.1. */
function affinityOf(declaredType: string): Affinity {
  const type = declaredType.toUpperCase();
  if (type.includes('INT')) return 'INTEGER';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'TEXT';
  if (type === '' || type.includes('BLOB')) return 'BLOB';
  return /REAL|FLOA|DOUB/.test(type) ? 'REAL' : 'NUMERIC';
}

/** Columns in which values of a kind keep what they are. A BLOB affinity changes nothing; NUMERIC leaves dates and the like alone. */
const keptBy: Readonly<Record<ColumnKind, readonly Affinity[]>> = {
  int: ['INTEGER', 'NUMERIC'],
  bigint: ['INTEGER', 'NUMERIC'],
  bool: ['INTEGER', 'NUMERIC'],
  real: ['REAL', 'NUMERIC'],
  decimal: ['TEXT'],
  text: ['TEXT'],
  enum: ['TEXT'],
  date: ['TEXT', 'NUMERIC'],
  time: ['TEXT', 'NUMERIC'],
  datetime: ['TEXT', 'NUMERIC'],
  json: ['TEXT', 'NUMERIC'],
  uuid: ['TEXT', 'NUMERIC'],
  blob: [],
};

export function typeMismatch(declaredType: string, { kind }: ColumnType): string | null {
  const affinity = affinityOf(declaredType);
  if (affinity === 'BLOB' || keptBy[kind].includes(affinity)) return null;
  return `it is declared ${declaredType}, where ${kind} is due`;
}
