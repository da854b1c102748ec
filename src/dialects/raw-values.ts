import type { ColumnKind, Value } from '../schema/definition.ts';
import { Refusal } from './dialect.ts';

/**
 * What every engine's reader hands over, whatever its driver does: integers as bigint, doubles as number, exact decimals and
 * text as string, bytes as Uint8Array, NULL as null, and text that is no text as a Refusal.
 */
export type RawValue = null | bigint | number | string | Uint8Array | Refusal;

/** A raw value of a column that holds text or numbers, in a message or as a name. */
export function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : typeof raw === 'bigint' || typeof raw === 'number' ? `${raw}` : '';
}

/** A raw value as a value of a column kind, unchanged in meaning. Never coerced: an integer is no text, a double no decimal. */
export function fromRaw(kind: ColumnKind): (raw: unknown) => Value | Refusal {
  return readers[kind];
}

/** An expression has no column kind: integers are numbers as long as they are safe. */
export function readExpression(raw: unknown): Value | Refusal {
  return typeof raw === 'bigint' ? readInt(raw) : (raw as Value | Refusal);
}

const readers: Readonly<Record<ColumnKind, (raw: unknown) => Value | Refusal>> = {
  int: readInt,
  bigint: readBigint,
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
  blob: readBlob,
};

function readInt(raw: unknown): number | null | Refusal {
  if (typeof raw !== 'bigint') return nullOr(raw, 'an integer');
  const value = Number(raw);
  return Number.isSafeInteger(value) ? value : new Refusal(`${raw} is beyond 2^53: only bigint() holds it`);
}

function readBigint(raw: unknown): bigint | null | Refusal {
  return typeof raw === 'bigint' ? raw : nullOr(raw, 'an integer');
}

function readBool(raw: unknown): boolean | null | Refusal {
  if (raw === 1n) return true;
  return raw === 0n ? false : nullOr(raw, '0 or 1');
}

function readReal(raw: unknown): number | null | Refusal {
  if (typeof raw === 'number') return raw;
  if (typeof raw !== 'bigint') return nullOr(raw, 'a number');
  const value = Number(raw);
  return BigInt(value) === raw ? value : new Refusal(`${raw} has more digits than a real holds`);
}

function readDecimal(raw: unknown): string | null | Refusal {
  if (typeof raw === 'bigint') return String(raw);
  if (typeof raw === 'number')
    return new Refusal(`${raw} is REAL, which is not exact: use printf('%.2f', …) or CAST(… AS DECIMAL) in the query`);
  return readText(raw);
}

function readText(raw: unknown): string | null | Refusal {
  return typeof raw === 'string' ? raw : nullOr(raw, 'text');
}

function readBlob(raw: unknown): Uint8Array | null | Refusal {
  return raw instanceof Uint8Array ? raw : nullOr(raw, 'a blob');
}

/** Asked last: most values are of their type. */
function nullOr(raw: unknown, wanted: string): null | Refusal {
  if (raw === null) return null;
  return raw instanceof Refusal ? raw : new Refusal(`${describe(raw)} is not ${wanted}`);
}

function describe(raw: unknown): string {
  if (typeof raw === 'bigint') return `INTEGER ${raw}`;
  if (typeof raw === 'number') return `REAL ${raw}`;
  if (typeof raw === 'string') return `TEXT ${JSON.stringify(raw.length > 40 ? `${raw.slice(0, 40)}…` : raw)}`;
  return raw instanceof Uint8Array ? `a BLOB of ${raw.length} bytes` : String(raw);
}
