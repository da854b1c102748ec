import type { ColumnKind, ColumnType } from '../definition.ts';
import { characterCount } from '../value-checks.ts';
import type { DifferenceClass } from './difference.ts';

const uuidLength = 36;

/** Kinds whose values are values of the other kind, unchanged. */
const widerKinds: readonly (readonly [from: ColumnKind, to: ColumnKind])[] = [
  ['int', 'bigint'],
  ['enum', 'text'],
  ['uuid', 'text'],
];

/** What it takes to bring the values of one type to another: nothing, a look at each, or a query. A wider type loosens. */
export function typeClass(from: ColumnType, to: ColumnType): DifferenceClass {
  if (from.kind === to.kind) return sameKindClass(from, to);
  if (isWider(from.kind, to.kind)) return holdsAll(from, to) ? 'loosens' : 'tightens';
  return isWider(to.kind, from.kind) ? 'tightens' : 'needs a query';
}

function sameKindClass(from: ColumnType, to: ColumnType): DifferenceClass {
  if (!holdsAll(from, to)) return 'tightens';
  return holdsAll(to, from) ? 'trivial' : 'loosens';
}

function isWider(from: ColumnKind, to: ColumnKind): boolean {
  return widerKinds.some(([narrow, wide]) => narrow === from && wide === to);
}

/** Whether every value of `from` is one of `to`, which is of the same kind or a wider one. */
function holdsAll(from: ColumnType, to: ColumnType): boolean {
  switch (to.kind) {
    case 'text':
    case 'blob':
      return longest(from) <= (to.length ?? Infinity);
    case 'enum':
      return from.kind === 'enum' && from.values.every((value) => to.values.includes(value));
    case 'decimal':
      return from.kind === 'decimal' && from.scale <= to.scale && wholeDigits(from) <= wholeDigits(to);
    case 'time':
    case 'datetime':
      return from.kind === to.kind && from.precision <= to.precision;
    default:
      return true;
  }
}

/** In characters, or bytes of a blob. */
function longest(type: ColumnType): number {
  if (type.kind === 'enum') return Math.max(...type.values.map(characterCount));
  if (type.kind === 'uuid') return uuidLength;
  return type.kind === 'text' || type.kind === 'blob' ? (type.length ?? Infinity) : Infinity;
}

function wholeDigits({ precision, scale }: { readonly precision: number; readonly scale: number }): number {
  return precision - scale;
}
