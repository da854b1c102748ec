import { Refusal } from '../dialects/dialect.ts';
import type { ColumnDefinition, ColumnKind, ColumnType, Value } from '../schema/definition.ts';
import { canonicalDecimal } from './decimal-text.ts';
import { shownText } from './shown-text.ts';
import { canonicalFraction } from './time-text.ts';
import { realText, valueText } from './value-text.ts';

/** A field of a part that people may have edited; null: the bare word for no value. */
export type EditedField = { readonly text: string; readonly isQuoted: boolean } | null;

/** Kinds whose values are in no quotes where a format can do without. */
export const bareKinds: ReadonlySet<ColumnKind> = new Set(['int', 'bigint', 'decimal', 'real', 'bool']);

/**
 * Reads the values of a column in every spelling that can mean one value only: `1.5` for `1.50`, `007`, a number in quotes. A
 * text has to be quoted, since nobody could tell the word NULL from none.
 */
export function editedValue({ type }: ColumnDefinition): (field: EditedField) => Value | Refusal {
  const { read } = valueText(type);
  return (field) => {
    if (field === null) return null;
    const { text, isQuoted } = field;
    if (!isQuoted && !bareKinds.has(type.kind)) return new Refusal(`is not in quotes: ${shownText(text)}`);
    const value = read(text);
    if (!(value instanceof Refusal)) return value;
    const canonical = respelled(type, text);
    return canonical === null ? value : read(canonical);
  };
}

const integer = /^([+-]?)0*(\d{1,40})$/;
const real = /^[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:e[+-]?\d{1,5})?$/i;

/** How ntom would write it; null: it is no value of the type in any spelling. */
function respelled(type: ColumnType, text: string): string | null {
  switch (type.kind) {
    case 'int':
    case 'bigint':
      return integerText(text);
    case 'real':
      return doubleText(text);
    case 'decimal':
      return canonicalDecimal(text, type);
    case 'time':
    case 'datetime':
      return canonicalFraction(text, type.precision);
    case 'blob':
      return text.toUpperCase();
    default:
      return null;
  }
}

function integerText(text: string): string | null {
  const [, sign, digits] = integer.exec(text) ?? [];
  if (digits === undefined) return null;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** Numbers beyond the range of doubles are none: they would become infinite, or zero. */
function doubleText(text: string): string | null {
  if (!real.test(text)) return null;
  const value = Number(text);
  const isLost = !Number.isFinite(value) || (value === 0 && /[1-9]/.test(text.split(/e/i)[0] ?? ''));
  return isLost ? null : realText(value);
}
