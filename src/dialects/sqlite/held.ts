import type { ColumnDefinition, Value } from '../../schema/definition.ts';
import type { HeldValues } from '../engine-rules.ts';
import { declaredType } from './ddl.ts';
import { affinityOf } from './declared/affinity.ts';

/** So many digits of a decimal are the same again after they were a REAL. */
const realDigits = 15;

const texts: readonly ColumnDefinition['type']['kind'][] = ['text', 'enum', 'uuid', 'json'];

/** A column of the older kind makes numbers of texts that look like some. */
export function held(column: ColumnDefinition): HeldValues | null {
  const { kind } = column.type;
  if (!['NUMERIC', 'INTEGER', 'REAL'].includes(affinityOf(declaredType(column)))) return null;
  if (kind === 'decimal') return { holds: hasFewDigits, examples: [] };
  return texts.includes(kind) ? { holds: (value) => !isNumeric(value), examples: [] } : null;
}

function hasFewDigits(value: Value): boolean {
  return String(value).replaceAll(/\D/g, '').replace(/^0+/, '').length <= realDigits;
}

function isNumeric(value: Value): boolean {
  return /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(String(value));
}
