import { itemsOf, tokensOf, unquotedName, withinBrackets } from './tokens.ts';

/** A key of a table, in the server's words. */
export interface KeyWords {
  /** Empty: an index like any other. */
  readonly kind: 'PRIMARY' | 'UNIQUE' | 'FULLTEXT' | 'SPATIAL' | 'VECTOR' | '';
  readonly name: string;
  readonly parts: readonly KeyPart[];
  /** What it is of, in brackets, and what follows. */
  readonly words: string;
  /** Only whole columns, ascending, in a tree. */
  readonly isPlain: boolean;
}

export interface KeyPart {
  /** null: an expression. */
  readonly column: string | null;
  /** Neither the beginning of a text, nor in descending order. */
  readonly isPlain: boolean;
  readonly words: string;
}

export interface ForeignKeyWords {
  readonly name: string;
  readonly columns: readonly string[];
  /** null: the table's own. */
  readonly parentDatabase: string | null;
  readonly parent: string;
  readonly parentColumns: readonly string[];
  /** ON DELETE and ON UPDATE, if they are there. */
  readonly actions: string;
}

export interface CheckWords {
  /** null: it is said at a column. */
  readonly name: string | null;
  readonly expression: string;
  readonly isEnforced: boolean;
}

/** What the server's own CREATE TABLE says. */
export interface TableStatement {
  /** By column, what follows its name. */
  readonly columns: ReadonlyMap<string, string>;
  readonly keys: readonly KeyWords[];
  readonly foreignKeys: readonly ForeignKeyWords[];
  /** Those behind the columns. */
  readonly checks: readonly CheckWords[];
  /** Behind the last bracket. */
  readonly options: string;
}

/** Takes the answer of SHOW CREATE TABLE apart. */
export function tableStatement(sql: string): TableStatement {
  const body = tokensOf(sql).find(({ kind }) => kind === 'group');
  if (body === undefined) throw new TypeError(`it is no table: ${sql}`);
  const items = itemsOf(withinBrackets(sql.slice(body.start, body.end)));
  return {
    columns: new Map(items.filter((item) => item.startsWith('`')).map(column)),
    keys: items.flatMap(key),
    foreignKeys: items.flatMap(foreignKey),
    checks: items.flatMap(check),
    options: sql.slice(body.end).trim(),
  };
}

function column(item: string): readonly [string, string] {
  const end = tokensOf(item)[0]?.end ?? 0;
  return [unquotedName(item.slice(0, end)), item.slice(end).trim()];
}

function key(item: string): readonly KeyWords[] {
  const kind = /^(?:(PRIMARY|UNIQUE|FULLTEXT|SPATIAL|VECTOR) )?KEY /.exec(item);
  const group = tokensOf(item).find((token) => token.kind === 'group');
  if (kind === null || group === undefined) return [];
  const parts = itemsOf(withinBrackets(item.slice(group.start, group.end))).map(keyPart);
  const name = tokensOf(item).find((token) => token.kind === 'name' && token.start < group.start);
  const rest = item.slice(group.end).trim();
  return [
    {
      kind: (kind[1] ?? '') as KeyWords['kind'],
      name: name === undefined ? '' : unquotedName(item.slice(name.start, name.end)),
      parts,
      words: item.slice(group.start),
      isPlain:
        parts.every((part) => part.isPlain) &&
        (rest === '' || rest === 'USING BTREE') &&
        ['PRIMARY', 'UNIQUE', undefined].includes(kind[1]),
    },
  ];
}

function keyPart(words: string): KeyPart {
  const [first, ...others] = tokensOf(words);
  const isName = first?.kind === 'name';
  return {
    column: isName ? unquotedName(words.slice(first.start, first.end)) : null,
    isPlain: isName && others.length === 0,
    words,
  };
}

function foreignKey(item: string): readonly ForeignKeyWords[] {
  const tokens = tokensOf(item);
  const text = (index: number) => item.slice(tokens[index]?.start, tokens[index]?.end);
  const at = tokens.findIndex((_, index) => text(index) === 'REFERENCES');
  if (!item.startsWith('CONSTRAINT ') || text(2) !== 'FOREIGN' || at < 0) return [];
  const isElsewhere = text(at + 2) === '.';
  const parentAt = isElsewhere ? at + 3 : at + 1;
  const names = (group: string) => itemsOf(withinBrackets(group)).map(unquotedName);
  return [
    {
      name: unquotedName(text(1)),
      columns: names(text(at - 1)),
      parentDatabase: isElsewhere ? unquotedName(text(at + 1)) : null,
      parent: unquotedName(text(parentAt)),
      parentColumns: names(text(parentAt + 1)),
      actions: item.slice(tokens[parentAt + 1]?.end).trim(),
    },
  ];
}

function check(item: string): readonly CheckWords[] {
  const tokens = tokensOf(item);
  const text = (index: number) => item.slice(tokens[index]?.start, tokens[index]?.end);
  if (!item.startsWith('CONSTRAINT ') || text(2) !== 'CHECK') return [];
  return [
    {
      name: unquotedName(text(1)),
      expression: withinBrackets(text(3)),
      isEnforced: !item.slice(tokens[3]?.end).includes('NOT ENFORCED'),
    },
  ];
}
