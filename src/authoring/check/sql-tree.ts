import type { SqlLexemes } from '../../dialects/engine-rules.ts';

/** A word (in lower case), a name in quotes, a text, or a sign. Comments are none. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'sign';
  readonly text: string;
  /** Where it begins in the SQL. */
  readonly at: number;
}

/** What is between two parentheses, or the SQL as a whole. */
export interface SqlGroup {
  readonly kind: 'group';
  readonly nodes: readonly SqlNode[];
  readonly at: number;
}

export type SqlNode = SqlToken | SqlGroup;

/** SQL as its parentheses nest it. One that is missing ends with the text. */
export function sqlTree(sql: string, lexemes: SqlLexemes): SqlGroup {
  const root: SqlNode[] = [];
  const open: SqlNode[][] = [root];
  for (const token of sqlTokens(sql, lexemes)) {
    const nodes = open.at(-1) ?? root;
    if (token.text === '(' && token.kind === 'sign') {
      const inner: SqlNode[] = [];
      nodes.push({ kind: 'group', nodes: inner, at: token.at });
      open.push(inner);
    } else if (token.text === ')' && token.kind === 'sign') {
      if (open.length > 1) open.pop();
    } else nodes.push(token);
  }
  return { kind: 'group', nodes: root, at: 0 };
}

/** The same without their nesting. */
export function sqlTokens(sql: string, { comment, string, quotedName }: SqlLexemes): readonly SqlToken[] {
  const kinds = `(?<comment>${comment.source})|(?<string>${string.source})|(?<name>${quotedName.source})`;
  const lexeme = new RegExp(`${kinds}|(?<word>[\\p{L}_@$][\\p{L}\\p{N}_@$]*)|(?<sign>\\S)`, 'gsu');
  return [...sql.matchAll(lexeme)].flatMap(({ groups, 0: text, index }) => {
    const kind = (['word', 'name', 'string', 'sign'] as const).find((each) => groups?.[each] !== undefined);
    return kind === undefined ? [] : [{ kind, text: kind === 'word' ? text.toLowerCase() : text, at: index }];
  });
}

/** Every group, the outermost first. */
export function* groupsOf(group: SqlGroup): Generator<SqlGroup> {
  yield group;
  for (const node of group.nodes) if (node.kind === 'group') yield* groupsOf(node);
}

/** Whether a node is one of these words, and no name of a column: those come after a dot too. */
export function isWord(node: SqlNode | undefined, ...words: readonly string[]): boolean {
  return node?.kind === 'word' && words.includes(node.text);
}

export function isSign(node: SqlNode | undefined, sign: string): boolean {
  return node?.kind === 'sign' && node.text === sign;
}
