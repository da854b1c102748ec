import { literal } from '../../ddl.ts';
import { isSymbol, tokensOf, type Token } from './tokens.ts';

const rowIdNames = ['rowid', 'oid', '_rowid_'];

/**
 * An expression in which what stands in double quotes and names no column of the table is a text in single quotes: that is how
 * the engine takes it in a database that is there, and what it refuses in a new one.
 */
export function withTextsQuoted(expression: string, known: readonly string[]): string {
  const names = new Set([...known, ...rowIdNames].map((name) => name.toLowerCase()));
  const tokens = tokensOf(expression);
  let text = '';
  let end = 0;
  for (const [index, token] of tokens.entries()) {
    text += expression.slice(end, token.start);
    text += isLooseText(tokens, index, names) ? literal(token.value) : token.raw;
    end = token.end;
  }
  return text + expression.slice(end);
}

function isLooseText(tokens: readonly Token[], index: number, names: ReadonlySet<string>): boolean {
  const token = tokens[index];
  if (token?.kind !== 'name' || !token.raw.startsWith('"') || names.has(token.value.toLowerCase())) return false;
  const next = tokens[index + 1];
  return !isSymbol(tokens[index - 1], '.') && !isSymbol(next, '.') && !isSymbol(next, '(');
}
