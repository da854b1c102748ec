import { columnSchema } from '../../../schema/column-schema.ts';
import type { ColumnDefinition, ColumnType, Value } from '../../../schema/definition.ts';
import { isCurrentTime } from '../ddl/current-time.ts';
import { bytesOf } from './statement/text-or-bytes.ts';
import { tokensOf, unquotedText, withinBrackets } from './statement/tokens.ts';

/** A default: as a value if the column takes it, else as SQL; null: there is none. */
export function columnDefault(
  words: string | null,
  column: Pick<ColumnDefinition, 'name' | 'type' | 'nullable'>,
): ColumnDefinition['default'] {
  if (words === null || words.toUpperCase() === 'NULL') return null;
  const value = literalValue(words, column.type);
  if (value !== undefined && isTaken(value, column)) return { value };
  return { sql: { mysql: unbracketed(words) } };
}

/** The statement puts the brackets back, but for the time of day, which has none unless they are meant. */
function unbracketed(words: string): string {
  const [first, ...others] = tokensOf(words);
  const isBracketed = first?.kind === 'group' && others.length === 0;
  return isBracketed && !isCurrentTime(withinBrackets(words)) ? withinBrackets(words) : words;
}

/** undefined: it is no literal. */
function literalValue(words: string, type: ColumnType): Value | undefined {
  const [first, ...others] = tokensOf(words);
  if (first?.kind === 'text' && others.length === 0) return typedValue(unquotedText(words), type);
  if (/^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(words)) return typedValue(words, type);
  const [, bits] = /^b'([01]+)'$/.exec(words) ?? [];
  if (bits !== undefined) return typedValue(String(BigInt(`0b${bits}`)), type);
  const [, hex = null] = /^0x((?:[0-9a-f]{2})*)$/i.exec(words) ?? /^x'((?:[0-9a-f]{2})*)'$/i.exec(words) ?? [];
  return hex !== null && type.kind === 'blob' ? new Uint8Array(Buffer.from(hex, 'hex')) : undefined;
}

function typedValue(text: string, { kind }: ColumnType): Value | undefined {
  switch (kind) {
    case 'int':
    case 'real':
      return Number(text);
    case 'bigint':
      return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
    case 'bool':
      return text === '1' ? true : text === '0' ? false : undefined;
    case 'blob':
      return bytesOf(text);
    default:
      return text;
  }
}

function isTaken(value: Value, column: Pick<ColumnDefinition, 'name' | 'type' | 'nullable'>): boolean {
  const bare = { default: null, autoIncrement: false, collation: null, declared: null, attributes: null };
  return columnSchema('', { ...column, ...bare, generated: null, refinement: null, privacy: null }).safeParse(value)
    .success;
}

/** A default that no session of ours may set: a date that is none. */
export function isZeroDate(words: string | null): boolean {
  return words !== null && /^'\d{4}-(?:00-\d\d|\d\d-00)\b/.test(words);
}
