import type { NamedSql, SchemaStructure, TableDefinition } from '../definition.ts';
import { canonical } from '../fingerprint.ts';
import { changeOf, diffColumns } from './diff-columns.ts';
import { diffKeys } from './diff-keys.ts';
import { diffNamed, type NamedKind } from './diff-named.ts';
import type { Difference } from './difference.ts';
import { matchLists } from './match-lists.ts';
import { attributesWords, nameList, sqlWords, tableWords } from './words.ts';

type Content = Omit<SchemaStructure, 'version'>;

/**
 * All that differs between two schemas, their versions aside: empty if and only if their fingerprints would be the same at the
 * same version. Refinements are code and not compared. Tables and columns are matched by name, and no rename is guessed.
 *
 * In the order of schema M: its tables, those that are removed, indexes, views, triggers, statements.
 */
export function diffSchemas(from: Content, to: Content): readonly Difference[] {
  return [
    ...diffTables(from.tables, to.tables),
    ...diffNamed(from.indexes, to.indexes, sqlKind('index')),
    ...diffNamed(from.views, to.views, sqlKind('view')),
    ...diffNamed(from.triggers, to.triggers, sqlKind('trigger')),
    ...diffStatements(from.statements, to.statements),
  ];
}

function diffTables(from: readonly TableDefinition[], to: readonly TableDefinition[]): readonly Difference[] {
  const { pairs, removed, isReordered } = matchLists(from, to, [({ name }) => name]);
  const kept = pairs.map(([, { name }]) => name);
  return [
    ...to.flatMap((table) => {
      const pair = pairs.find(([, after]) => after === table);
      return pair === undefined ? [addedTable(table)] : diffTable(...pair);
    }),
    ...removed.map(removedTable),
    ...(isReordered ? [reorderedTables(from, kept)] : []),
  ];
}

function diffTable(before: TableDefinition, after: TableDefinition): readonly Difference[] {
  return [...diffColumns(before, after), ...diffKeys(before, after), ...diffAttributes(before, after)];
}

function diffAttributes(from: TableDefinition, to: TableDefinition): readonly Difference[] {
  if (canonical(from.attributes) === canonical(to.attributes)) return [];
  const both = { before: attributesWords(from), after: attributesWords(to) };
  const change = changeOf(both.before, both.after);
  return [{ what: 'attributes', change, class: 'trivial', table: to.name, name: null, ...both }];
}

function addedTable(table: TableDefinition): Difference {
  const after = tableWords(table);
  return { what: 'table', change: 'added', class: 'needs a query', table: table.name, name: null, before: null, after };
}

function removedTable(table: TableDefinition): Difference {
  const before = tableWords(table);
  return { what: 'table', change: 'removed', class: 'loses data', table: table.name, name: null, before, after: null };
}

/** `kept`: the tables of both, in the order of schema M. */
function reorderedTables(from: readonly TableDefinition[], kept: readonly string[]): Difference {
  const earlier = from.map(({ name }) => name).filter((name) => kept.includes(name));
  const order = { before: nameList(earlier), after: nameList(kept) };
  return { what: 'table', change: 'reordered', class: 'trivial', table: null, name: null, ...order };
}

function sqlKind(what: 'index' | 'view' | 'trigger'): NamedKind<NamedSql> {
  return {
    what,
    table: null,
    words: ({ sql }) => sqlWords(sql),
    added: () => 'trivial',
    removed: () => 'trivial',
    changed: () => 'trivial',
  };
}

/** They have no names: another text is another statement. */
function diffStatements(from: Content['statements'], to: Content['statements']): readonly Difference[] {
  const statement = { what: 'statement', class: 'trivial', table: null, name: null } as const;
  const listed = (list: Content['statements']) => list.map((sql) => ({ sql }));
  const { added, removed, isReordered } = matchLists(listed(from), listed(to), [canonical]);
  const orders = { before: from.map(sqlWords).join(', '), after: to.map(sqlWords).join(', ') };
  return [
    ...added.map(({ sql }) => ({ ...statement, change: 'added', before: null, after: sqlWords(sql) }) as const),
    ...removed.map(({ sql }) => ({ ...statement, change: 'removed', before: sqlWords(sql), after: null }) as const),
    ...(isReordered ? [{ ...statement, change: 'reordered', ...orders } as const] : []),
  ];
}
