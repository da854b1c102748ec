import type { ColumnType } from '../../../schema/definition.ts';
import { isDomainCheck, isJsonCheck } from './own-declaration.ts';
import { itemsOf, unquotedText, withinBrackets } from './statement/tokens.ts';
import type { ColumnFacts } from './table-facts.ts';

/** The most that the scale of an exact number may be in a schema. */
const mostScale = 30;

/** Bits that an integer of JavaScript holds. */
const safeBits = 53;

/**
 * What a column holds, by its declaration alone. null: nothing that a schema has a type for. An integer of one digit is an
 * integer here, of 64 bits a bigint: others may decide otherwise.
 */
export function columnType(column: ColumnFacts): ColumnType | null {
  const [, name = '', inBrackets = ''] = /^(\w+)(\([^]*\))?/.exec(column.declaredType) ?? [];
  return types.get(name)?.(withinBrackets(inBrackets), column) ?? null;
}

/** A type of the server: what is in its brackets, and the column. */
type MadeType = (inBrackets: string, column: ColumnFacts) => ColumnType | null;

const types: ReadonlyMap<string, MadeType> = new Map([
  ...all(['tinyint', 'smallint', 'mediumint', 'int', 'year'], () => ({ kind: 'int' })),
  ...all(['bigint'], () => ({ kind: 'bigint' })),
  ...all(['bit'], (bits) => ({ kind: bits === '1' ? 'bool' : Number(bits) <= safeBits ? 'int' : 'bigint' })),
  ...all(['decimal'], decimalType),
  ...all(['float', 'double'], () => ({ kind: 'real' })),
  ...all(['char', 'varchar'], (length) => ({ kind: 'text', length: Number(length) || null })),
  ...all(['binary', 'varbinary'], (length) => ({ kind: 'blob', length: Number(length) || null })),
  ...all(['longtext'], (_, column) => longType('text', column)),
  ...all(['longblob'], (_, column) => longType('blob', column)),
  ...all(['tinytext', 'text', 'mediumtext', 'set', 'inet4', 'inet6'], () => ({ kind: 'text', length: null })),
  ...all(['tinyblob', 'blob', 'mediumblob'], () => ({ kind: 'blob', length: null })),
  ...all(['enum'], enumType),
  ...all(['date'], () => ({ kind: 'date' })),
  ...all(['time'], (precision) => ({ kind: 'time', precision: Number(precision) })),
  ...all(['datetime', 'timestamp'], (precision) => ({ kind: 'datetime', precision: Number(precision) })),
  ...all(['json'], () => ({ kind: 'json' })),
  ...all(['uuid'], () => ({ kind: 'uuid' })),
]);

function all(names: readonly string[], made: MadeType): readonly (readonly [string, MadeType])[] {
  return names.map((name) => [name, made]);
}

function decimalType(inBrackets: string): ColumnType | null {
  const [precision = 0, scale = 0] = inBrackets.split(',').map(Number);
  return scale > mostScale ? null : { kind: 'decimal', precision, scale };
}

/** Conditions of ntom and of the server tell what such a column is. */
function longType(kind: 'text' | 'blob', { name, collation, words: { check } }: ColumnFacts): ColumnType {
  if (check === null) return { kind, length: null };
  if (collation === 'utf8mb4_bin' && isJsonCheck(check, name)) return { kind: 'json' };
  const most = Number(/<= (\d+)\)*$/.exec(check)?.[1]);
  const limited: ColumnType = { kind, length: most };
  return isDomainCheck(check, name, limited) ? limited : { kind, length: null };
}

/** An enumeration of a schema has no empty value. */
function enumType(list: string): ColumnType {
  const values = itemsOf(list).map(unquotedText);
  return values.includes('') ? { kind: 'text', length: null } : { kind: 'enum', values };
}
