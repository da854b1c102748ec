import { Refusal } from '../dialects/dialect.ts';
import type { ColumnType } from '../schema/definition.ts';
import { shownText } from './shown-text.ts';
import { typeName } from './type-name.ts';
import { realText, valueText, type PresentValue } from './value-text.ts';

/** A value that is not null as JSON, and back. */
export interface JsonValue {
  readonly write: (value: unknown) => string;
  /** The value of what `JSON.parse` made of it. It does not see how a number was written. */
  readonly read: (parsed: unknown) => PresentValue | Refusal;
}

/** Numbers that a double holds are JSON numbers, booleans are booleans, all else is the canonical text in a string. */
export function jsonValue(type: ColumnType): JsonValue {
  const text = valueText(type);
  const notA = (parsed: unknown): Refusal => new Refusal(`${shownJson(parsed)} is not ${typeName(type)}`);
  switch (type.kind) {
    case 'int':
      return { write: text.write, read: (parsed) => (isInt(parsed) ? parsed : notA(parsed)) };
    case 'bool':
      return {
        write: (value) => (text.write(value) === '1' ? 'true' : 'false'),
        read: (parsed) => (typeof parsed === 'boolean' ? parsed : notA(parsed)),
      };
    case 'real':
      return {
        write: (value) => (isInfinity(value) ? `"${realText(value)}"` : text.write(value)),
        read: (parsed) =>
          typeof parsed === 'number'
            ? parsed
            : typeof parsed === 'string' && isInfinity(Number(parsed))
              ? text.read(parsed)
              : notA(parsed),
      };
    default:
      return {
        write: (value) => JSON.stringify(text.write(value)),
        read: (parsed) => (typeof parsed === 'string' ? text.read(parsed) : notA(parsed)),
      };
  }
}

const isInt = (parsed: unknown): parsed is number => Number.isSafeInteger(parsed);
const isInfinity = (value: unknown): value is number => value === Infinity || value === -Infinity;

function shownJson(parsed: unknown): string {
  if (typeof parsed === 'string') return shownText(parsed);
  return typeof parsed === 'number' || typeof parsed === 'boolean' ? String(parsed) : 'an object or array';
}
