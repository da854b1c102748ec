import { sqlRules } from '../../sql-rules.ts';

/** A piece of SQL text. */
export interface Token {
  /** `word`: a bare word; `name`: in double quotes, backticks or brackets; `text`: in single quotes. */
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'blob' | 'symbol';
  /** As it is written. */
  readonly raw: string;
  /** What a word, name or text says: without its quotes. Of the others, as it is written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The first comment before it, with its marks. */
  readonly comment: string | null;
}

const { comment, string, quotedName } = sqlRules.lexemes;

const patterns: readonly (readonly [Token['kind'] | 'space' | 'comment', RegExp])[] = [
  ['space', /[ \t\n\f\r\uFEFF]+/y],
  ['comment', new RegExp(comment, 'sy')],
  ['text', new RegExp(string, 'sy')],
  ['name', new RegExp(quotedName, 'sy')],
  ['blob', /x'[0-9a-f]*'/iy],
  ['number', /0x[0-9a-f]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?/iy],
  ['word', /[\p{L}\p{N}_$\u0080-\u{10FFFF}]+/uy],
  ['symbol', /\|\||<=|>=|<>|!=|==|<<|>>|->>?|[\s\S]/uy],
];

/** The tokens of SQL text, whatever it is: what is no token by itself is a symbol. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let comment: string | null = null;
  for (let start = 0; start < sql.length;) {
    const { kind, raw } = pieceAt(sql, start);
    const end = start + raw.length;
    if (kind === 'comment') comment ??= raw;
    else if (kind !== 'space') {
      tokens.push({ kind, raw, value: valueOf(kind, raw), start, end, comment });
      comment = null;
    }
    start = end;
  }
  return tokens;
}

function pieceAt(sql: string, start: number) {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const raw = pattern.exec(sql)?.[0];
    if (raw !== undefined) return { kind, raw };
  }
  return { kind: 'symbol' as const, raw: sql.charAt(start) };
}

function valueOf(kind: Token['kind'], raw: string): string {
  if (kind !== 'name' && kind !== 'text') return raw;
  const quote = raw.charAt(0);
  const inner = raw.slice(1, -1);
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote);
}

/** Whether a token is a keyword, in upper case. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.raw.toUpperCase());
}

export function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.raw === symbol;
}
