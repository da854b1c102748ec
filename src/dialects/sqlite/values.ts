import type { ColumnKind, ColumnType, Value } from '../../schema/definition.ts';
import type { ValueCodec } from '../dialect.ts';
import { fromRaw } from '../raw-values.ts';
import { affinityOf, type Affinity } from './declared/affinity.ts';

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

/** All that a STRICT table takes. Upper case. */
export const strictTypes: readonly string[] = ['INT', 'INTEGER', 'REAL', 'TEXT', 'BLOB', 'ANY'];

export function valueCodec({ kind }: ColumnType): ValueCodec {
  return { fromDriver: fromRaw(kind), toDriver: kind === 'real' ? (value) => value : toDriver };
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

/**
 * Columns in which values of a kind keep what they are, or are refused one by one: NUMERIC makes a REAL of a decimal, which a
 * query has to make exact. It leaves alone what is no number; a BLOB affinity changes nothing.
 */
const keptBy: Readonly<Record<ColumnKind, readonly Affinity[]>> = {
  int: ['INTEGER', 'NUMERIC'],
  bigint: ['INTEGER', 'NUMERIC'],
  bool: ['INTEGER', 'NUMERIC'],
  real: ['REAL', 'NUMERIC', 'INTEGER'],
  decimal: ['TEXT', 'NUMERIC'],
  text: ['TEXT', 'NUMERIC'],
  enum: ['TEXT', 'NUMERIC'],
  date: ['TEXT', 'NUMERIC'],
  time: ['TEXT', 'NUMERIC'],
  datetime: ['TEXT', 'NUMERIC'],
  json: ['TEXT', 'NUMERIC'],
  uuid: ['TEXT', 'NUMERIC'],
  blob: ['NUMERIC'],
};

export function typeMismatch(declaredType: string, { kind }: ColumnType): string | null {
  const affinity = affinityOf(declaredType);
  if (affinity === 'BLOB' || keptBy[kind].includes(affinity)) return null;
  return `it is declared ${declaredType}, where ${kind} is due`;
}
