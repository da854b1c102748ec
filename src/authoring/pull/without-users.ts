import type { Pulled, PulledNote } from '../../dialects/pulled.ts';
import type { SqlLexemes } from '../../dialects/engine-rules.ts';
import { finding } from '../../finding.ts';
import { lowered } from '../../schema/check-names.ts';
import type { NamedSql } from '../../schema/definition.ts';
import { sqlTokens } from '../check/sql-tree.ts';

type WithSql = Pick<Pulled, 'indexes' | 'views' | 'triggers'>;

/** Indexes, views and triggers that work with what is in the schema, and a note for each of the others. */
export interface WithoutUsers extends WithSql {
  readonly notes: readonly PulledNote[];
}

/**
 * Leaves out what uses a table or view that is not in the schema: an engine refuses it, or takes it and then refuses the rows
 * of its table. `gone`: the names of those; what reads a view that is left out here is left out too. `kept`: those that are.
 */
export function withoutUsers(
  { indexes, views, triggers, lexemes }: WithSql & Pick<Pulled, 'lexemes'>,
  gone: readonly string[],
  kept: readonly string[],
): WithoutUsers {
  const notes: PulledNote[] = [];
  const left = new Set(gone);
  const isSayable =
    (what: string) =>
    ({ name, sql }: NamedSql): boolean => {
      const used = usedOf(textOf(sql), lexemes, [...left], kept);
      if (used !== null) notes.push(note(`the ${what} ${name}`, `it uses ${used}, which is not`));
      return used === null;
    };
  const usable = { indexes: indexes.filter(isSayable('index')), views: [...views] };
  for (let size = -1; size !== left.size;) {
    size = left.size;
    const sayable = usable.views.filter(isSayable('view'));
    for (const view of usable.views) if (!sayable.includes(view)) left.add(view.name);
    usable.views = sayable;
  }
  return { ...usable, triggers: triggers.filter(isSayable('trigger')), notes };
}

function textOf(sql: NamedSql['sql']): string {
  return typeof sql === 'string' ? sql : Object.values(sql).join('\n');
}

/** The first of the names that SQL has, but for those of columns behind a dot. Case counts where something kept differs by it only. */
function usedOf(sql: string, lexemes: SqlLexemes, gone: readonly string[], kept: readonly string[]): string | null {
  const alike = new Set(kept.map(lowered));
  const tokens = sqlTokens(sql, lexemes);
  const written = tokens.flatMap(({ kind, text, at }, index) => {
    if (kind === 'name' && !isColumn(tokens, index)) return unquoted(text);
    return kind === 'word' && !isColumn(tokens, index) ? sql.slice(at, at + text.length) : [];
  });
  const isUsed = (name: string): boolean =>
    written.some((each) => each === name || (!alike.has(lowered(name)) && lowered(each) === lowered(name)));
  return gone.find(isUsed) ?? null;
}

function isColumn(tokens: readonly { readonly text: string }[], index: number): boolean {
  return tokens[index - 1]?.text === '.' && tokens[index - 2]?.text !== 'main';
}

function unquoted(name: string): string {
  const quote = name.slice(-1);
  return name.slice(1, -1).replaceAll(quote + quote, quote);
}

function note(what: string, reason: string): PulledNote {
  return { table: null, column: null, finding: finding('PULL_NOT_EXPRESSED', { what, reason }) };
}
