import type { ColumnType } from '../../../../schema/definition.ts';
import { isSymbol, isWord, tokensOf, type Token } from '../declaration/tokens.ts';

/** A check that says no more than which values one column takes. */
export interface Domain {
  /** As it is written in the check. */
  readonly column: string;
  /** `length`: at most so many characters or bytes. */
  readonly takes: { readonly length: number } | { readonly texts: readonly string[] } | 'zero or one';
}

/** `length(c) <= 5`, `c IN (0, 1)`, `c IN ('a', 'b')`, spelled in any way; null: it says something else. */
export function domainOf(expression: string): Domain | null {
  const tokens = unwrapped(tokensOf(expression));
  return lengthDomain(tokens) ?? listDomain(tokens);
}

/** Without parentheses around it all. */
function unwrapped(tokens: readonly Token[]): readonly Token[] {
  if (!isSymbol(tokens[0], '(') || closing(tokens) !== tokens.length - 1) return tokens;
  return unwrapped(tokens.slice(1, -1));
}

/** Where the parenthesis that opens first is closed. */
function closing(tokens: readonly Token[]): number {
  let depth = 0;
  return tokens.findIndex((token) => {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    return depth === 0;
  });
}

function lengthDomain(tokens: readonly Token[]): Domain | null {
  const [name, open, column, close, compare, most, ...others] = tokens;
  const isLength = isWord(name, 'LENGTH') && isSymbol(open, '(') && isSymbol(close, ')') && isSymbol(compare, '<=');
  const length = most?.kind === 'number' && /^\d+$/.test(most.raw) ? Number(most.raw) : 0;
  if (!isLength || !isName(column) || others.length > 0 || length < 1 || !Number.isSafeInteger(length)) return null;
  return { column: column.value, takes: { length } };
}

function listDomain(tokens: readonly Token[]): Domain | null {
  const [column, word, open, ...rest] = tokens;
  if (!isName(column) || !isWord(word, 'IN') || !isSymbol(open, '(') || !isSymbol(rest.at(-1), ')')) return null;
  const values = rest.filter((_, index) => index % 2 === 0);
  const isList =
    rest.length % 2 === 0 &&
    rest.every((token, index) => index % 2 === 0 || index === rest.length - 1 || isSymbol(token, ','));
  if (!isList) return null;
  if (values.every(({ kind }) => kind === 'text')) return textDomain(column.value, values);
  const numbers = values.map(({ raw }) => raw).sort();
  return numbers.join() === '0,1' ? { column: column.value, takes: 'zero or one' } : null;
}

/** A schema's enumeration has no empty value, and none twice. */
function textDomain(column: string, values: readonly Token[]): Domain | null {
  const texts = values.map(({ value }) => value);
  const isEnumeration = texts.every(
    (text, index) => text !== '' && text.isWellFormed() && texts.indexOf(text) === index,
  );
  return isEnumeration ? { column, takes: { texts } } : null;
}

function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'name';
}

/** The type of a column that takes no more than its check says; null: the check says nothing of a type. */
export function domainType(declaredType: string, { takes }: Domain): ColumnType | null {
  const type = declaredType.toUpperCase();
  if (takes === 'zero or one') return /INT|^BOOL|^NUMERIC$/.test(type) ? { kind: 'bool' } : null;
  if ('texts' in takes)
    return /CHAR|CLOB|TEXT/.test(type) && !type.includes('INT') ? { kind: 'enum', values: takes.texts } : null;
  if (type === 'TEXT') return { kind: 'text', length: takes.length };
  return type === 'BLOB' ? { kind: 'blob', length: takes.length } : null;
}
