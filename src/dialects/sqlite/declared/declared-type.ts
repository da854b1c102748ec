import type { ColumnType } from '../../../schema/definition.ts';
import { affinityOf } from './affinity.ts';

/** A declared type in its parts: `VARCHAR ( 20 )` is `VARCHAR` with 20. */
interface DeclaredType {
  /** Upper case, with single spaces. */
  readonly name: string;
  readonly numbers: readonly number[];
}

/** Digits of a fraction that a DATETIME without a number is taken to have: the most, since the engine limits none. */
const openPrecision = 6;

/**
 * What a column holds by its declared type alone: first by its affinity, which tells what it can hold, then by its name. null: the
 * type tells nothing.
 */
export function typeOfDeclaration(declaredType: string): ColumnType | null {
  const declared = partsOf(declaredType);
  switch (affinityOf(declaredType)) {
    case 'INTEGER':
      return integerType(declared);
    case 'TEXT':
      return { kind: 'text', length: lengthOf(declared) };
    case 'REAL':
      return { kind: 'real' };
    case 'BLOB':
      return declared.name === '' ? null : { kind: 'blob', length: lengthOf(declared) };
    case 'NUMERIC':
      return numericType(declared);
  }
}

/** Whether a declared type is one of exact numbers with a fraction: money, as a rule. */
export function isExactNumber(declaredType: string): boolean {
  const { name } = partsOf(declaredType);
  return exactNumber.test(name);
}

const exactNumber = /^(?:DECIMAL|DEC|NUMERIC|NUMBER|FIXED|MONEY|SMALLMONEY|CURRENCY)\b/;

function partsOf(declaredType: string): DeclaredType {
  const [name = '', inner = ''] = declaredType.split('(');
  const numbers = inner
    .replace(/\).*$/s, '')
    .split(',')
    .map((text) => (/^\s*\+?\d+\s*$/.test(text) ? Number(text) : -1));
  return { name: name.trim().replaceAll(/\s+/g, ' ').toUpperCase(), numbers };
}

function lengthOf({ numbers: [length = -1, ...others] }: DeclaredType): number | null {
  return others.length === 0 && Number.isSafeInteger(length) && length >= 1 ? length : null;
}

/** Whether a declared type leaves the digits of a fraction open. */
export function hasOpenPrecision(declaredType: string): boolean {
  const [precision = -1] = partsOf(declaredType).numbers;
  return precision < 0 || precision > 6;
}

function precisionOf({ numbers: [precision = -1] }: DeclaredType): number {
  return precision >= 0 && precision <= 6 ? precision : openPrecision;
}

function integerType({ name, numbers }: DeclaredType): ColumnType {
  if (name === 'TINYINT' && numbers[0] === 1) return { kind: 'bool' };
  return { kind: /^(?:BIGINT|INT8|BIG INT|UNSIGNED BIG INT)\b/.test(name) ? 'bigint' : 'int' };
}

/** Names that promise something else than numbers: the affinity leaves alone what is no number. */
function numericType(declared: DeclaredType): ColumnType | null {
  const { name, numbers } = declared;
  if (exactNumber.test(name)) return { kind: isWhole(name, numbers) ? 'int' : 'real' };
  if (/^(?:DATETIME|SMALLDATETIME|TIMESTAMP)/.test(name)) return { kind: 'datetime', precision: precisionOf(declared) };
  if (name.startsWith('TIME')) return { kind: 'time', precision: precisionOf(declared) };
  if (/^(?:BINARY|VARBINARY)\b/.test(name)) return { kind: 'blob', length: lengthOf(declared) };
  if (name === 'BIT') return { kind: (numbers[0] ?? 0) > 1 ? 'int' : 'bool' };
  return byName[name] ?? null;
}

/** `DECIMAL(10)`, `NUMBER(10, 0)`. `NUMERIC` alone says nothing of a scale. */
function isWhole(name: string, [precision = -1, scale = 0]: readonly number[]): boolean {
  return precision >= 1 && scale === 0 && !name.includes('MONEY');
}

const byName: Readonly<Record<string, ColumnType>> = {
  BOOLEAN: { kind: 'bool' },
  BOOL: { kind: 'bool' },
  DATE: { kind: 'date' },
  JSON: { kind: 'json' },
  JSONB: { kind: 'json' },
  UUID: { kind: 'uuid' },
  GUID: { kind: 'uuid' },
  UNIQUEIDENTIFIER: { kind: 'uuid' },
  BYTEA: { kind: 'blob', length: null },
  IMAGE: { kind: 'blob', length: null },
  YEAR: { kind: 'int' },
  SERIAL: { kind: 'int' },
  STRING: { kind: 'text', length: null },
};
