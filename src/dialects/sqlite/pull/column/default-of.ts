import { z } from 'zod';
import { columnSchema } from '../../../../schema/column-schema.ts';
import type { ColumnDefinition, Value } from '../../../../schema/definition.ts';
import { literal } from '../../ddl.ts';
import { tokensOf } from '../declaration/tokens.ts';
import { withTextsQuoted } from '../declaration/loose-strings.ts';

/**
 * What a column's default is in a schema: a literal that the column takes is a value, everything else SQL. `text`: as the engine
 * tells it, without parentheses around it.
 */
export function defaultOf(text: string | null, column: ColumnDefinition): ColumnDefinition['default'] {
  if (text === null || column.autoIncrement || column.generated !== null) return null;
  const value = literalValue(text, column);
  if (value !== undefined && z.safeParse(columnSchema('', column), value).success) return { value };
  return { sql: { sqlite: bareWord(text) ?? withTextsQuoted(text, []) } };
}

const keywords = ['NULL', 'TRUE', 'FALSE', 'CURRENT_TIME', 'CURRENT_DATE', 'CURRENT_TIMESTAMP'];

/** A name alone is a text: `DEFAULT new`. */
function bareWord(text: string): string | null {
  const value = wordText(text);
  return value === null ? null : literal(value);
}

function wordText(text: string): string | null {
  const [token, ...others] = tokensOf(text);
  if (token === undefined || others.length > 0) return null;
  if (token.kind === 'name') return token.value;
  return token.kind === 'word' && !keywords.includes(token.raw.toUpperCase()) ? token.value : null;
}

/** undefined: it is no literal, or none that ntom writes for a value of the column. */
function literalValue(text: string, { type }: ColumnDefinition): Value | undefined {
  if (/^null$/i.test(text)) return null;
  switch (type.kind) {
    case 'int':
    case 'real':
      return numberValue(text, type.kind);
    case 'bigint':
      return /^-?(?:0|[1-9]\d*)$/.test(text) ? BigInt(text) : undefined;
    case 'bool':
      return booleans[text.toLowerCase()];
    case 'blob':
      return /^x'(?:[0-9a-f]{2})*'$/i.test(text) ? new Uint8Array(Buffer.from(text.slice(2, -1), 'hex')) : undefined;
    default:
      return textValue(text);
  }
}

const booleans: Readonly<Record<string, boolean>> = { 0: false, 1: true, false: false, true: true };

function numberValue(text: string, kind: 'int' | 'real'): number | undefined {
  const pattern = kind === 'int' ? /^(?:0|-?[1-9]\d*)$/ : /^(?:0|-?[1-9]\d*|-?\d+\.\d*|-?\d*\.\d+)(?:e[+-]?\d+)?$/i;
  const value = pattern.test(text) ? Number(text) : undefined;
  const isKept =
    value !== undefined && !Object.is(value, -0) && (/\D/.test(text.slice(1)) || Number.isSafeInteger(value));
  return isKept ? value : undefined;
}

const nulText = /^CAST\(x'((?:[0-9a-f]{2})*)' AS TEXT\)$/;

function textValue(text: string): string | undefined {
  const [token, ...others] = tokensOf(text);
  const [, hex] = nulText.exec(text) ?? [];
  if (hex !== undefined) return Buffer.from(hex, 'hex').toString();
  if (token?.kind === 'text' && others.length === 0) return token.value;
  return wordText(text) ?? undefined;
}
