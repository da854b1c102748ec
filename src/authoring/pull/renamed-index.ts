import type { PerEngine } from '../../dialects/engines.ts';

/** A CREATE INDEX statement with another name in it, quoted as the old one was. */
export function renamedIndex(sql: PerEngine<string>, name: string): PerEngine<string> {
  if (typeof sql === 'string') return renamed(sql, name);
  return Object.fromEntries(Object.entries(sql).map(([engine, text]) => [engine, renamed(text, name)]));
}

const beginning =
  /^(\s*CREATE\s+(?:\w+\s+)?INDEX\s+(?:IF\s+NOT\s+EXISTS\s+)?)(`(?:[^`]|``)*`|"(?:[^"]|"")*"|\[[^\]]*\]|[^\s(]+)/i;

function renamed(sql: string, name: string): string {
  return sql.replace(beginning, (_, words: string, old: string) => words + quotedLike(old, name));
}

function quotedLike(old: string, name: string): string {
  const quote = old.startsWith('`') ? '`' : '"';
  return quote + name.replaceAll(quote, quote + quote) + quote;
}
