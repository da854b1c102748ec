/** A part of a statement by its place. A `group` is all between two brackets, and they too. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'group' | 'comma' | 'comment';
  readonly start: number;
  readonly end: number;
}

const pattern = /'(?:[^'\\]|\\[^]|'')*'|`(?:[^`]|``)*`|\/\*[^]*?\*\/|[(),]|[^\s'`(),]+/g;

/** What a statement consists of, from its outside: brackets are not looked into. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let opened = 0;
  for (const { 0: text, index } of sql.matchAll(pattern)) {
    const end = index + text.length;
    if (text === '(' && depth++ === 0) opened = index;
    else if (text === ')' && --depth === 0) tokens.push({ kind: 'group', start: opened, end });
    else if (depth === 0) tokens.push({ kind: kindOf(text), start: index, end });
  }
  return tokens;
}

function kindOf(text: string): Token['kind'] {
  if (text === ',') return 'comma';
  if (text.startsWith("'")) return 'text';
  if (text.startsWith('`')) return 'name';
  return text.startsWith('/*') ? 'comment' : 'word';
}

/** A list within brackets, item by item, as it is written. */
export function itemsOf(list: string): readonly string[] {
  const items: string[] = [];
  let start = 0;
  for (const token of tokensOf(list)) {
    if (token.kind !== 'comma') continue;
    items.push(list.slice(start, token.start).trim());
    start = token.end;
  }
  return [...items, list.slice(start).trim()];
}

/** What is between a pair of brackets. */
export function withinBrackets(group: string): string {
  return group.slice(1, -1).trim();
}

/** A name without its quotes. */
export function unquotedName(name: string): string {
  return name.startsWith('`') ? name.slice(1, -1).replaceAll('``', '`') : name;
}

const escapes: Readonly<Record<string, string>> = { 0: '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\u001a' };

/** What a quoted text says. */
export function unquotedText(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll(/''|\\([^])/g, (_, escaped?: string) => (escaped === undefined ? "'" : (escapes[escaped] ?? escaped)));
}
