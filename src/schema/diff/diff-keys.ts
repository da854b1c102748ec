import type { CheckDefinition, ForeignKeyDefinition, KeyDefinition, TableDefinition } from '../definition.ts';
import { canonical } from '../fingerprint.ts';
import { diffNamed, type NamedKind } from './diff-named.ts';
import type { Difference, DifferenceClass } from './difference.ts';
import { isUniqueAlready } from './is-unique-already.ts';
import { foreignKeyWords, nameList, sqlWords } from './words.ts';

/** Keys, indexes, checks and references of a table that is in both schemas. */
export function diffKeys(from: TableDefinition, to: TableDefinition): readonly Difference[] {
  return [
    ...diffPrimaryKey(from, to),
    ...diffNamed(from.uniques, to.uniques, uniqueKind(from)),
    ...diffNamed(from.indexes, to.indexes, indexKind(to.name)),
    ...diffNamed(from.checks, to.checks, checkKind(to.name)),
    ...diffNamed(from.foreignKeys, to.foreignKeys, foreignKeyKind(to.name)),
  ];
}

function diffPrimaryKey(from: TableDefinition, to: TableDefinition): readonly Difference[] {
  if (canonical(from.primaryKey) === canonical(to.primaryKey)) return [];
  const key = { what: 'primary key', table: to.name, name: null } as const;
  const [before, after] = [keyWords(from.primaryKey), keyWords(to.primaryKey)];
  if (from.primaryKey.length === 0)
    return [{ ...key, change: 'added', class: addedPrimaryKeyClass(from, to), before: null, after }];
  if (to.primaryKey.length === 0) return [{ ...key, change: 'removed', class: 'loosens', before, after: null }];
  const isSameSet = holds(from.primaryKey, to.primaryKey) && holds(to.primaryKey, from.primaryKey);
  return [{ ...key, change: 'changed', class: isSameSet ? 'trivial' : 'needs a query', before, after }];
}

function addedPrimaryKeyClass(from: TableDefinition, { primaryKey }: TableDefinition): DifferenceClass {
  const isThere = (name: string): boolean => from.columns.some((column) => column.name === name);
  return primaryKey.every(isThere) ? addedUniqueClass(from, primaryKey) : 'needs a query';
}

function addedUniqueClass(from: TableDefinition, columns: readonly string[]): DifferenceClass {
  return isUniqueAlready(from, columns) ? 'trivial' : 'tightens';
}

function holds(names: readonly string[], others: readonly string[]): boolean {
  return others.every((name) => names.includes(name));
}

function uniqueKind(from: TableDefinition): NamedKind<KeyDefinition> {
  return {
    what: 'unique',
    table: from.name,
    words: ({ columns }) => keyWords(columns),
    added: ({ columns }) => addedUniqueClass(from, columns),
    removed: 'loosens',
    changed: (before, after) => changedUniqueClass(from, before, after),
  };
}

function changedUniqueClass(from: TableDefinition, before: KeyDefinition, after: KeyDefinition): DifferenceClass {
  if (addedUniqueClass(from, after.columns) === 'tightens') return 'tightens';
  return holds(before.columns, after.columns) ? 'trivial' : 'loosens';
}

function indexKind(table: string): NamedKind<KeyDefinition> {
  return {
    what: 'index',
    table,
    words: ({ columns }) => keyWords(columns),
    added: () => 'trivial',
    removed: 'trivial',
    changed: () => 'trivial',
  };
}

function checkKind(table: string): NamedKind<CheckDefinition> {
  return {
    what: 'check',
    table,
    words: ({ expression }) => sqlWords(expression),
    added: () => 'tightens',
    removed: 'loosens',
    changed: () => 'tightens',
  };
}

function foreignKeyKind(table: string): NamedKind<ForeignKeyDefinition> {
  return {
    what: 'foreign key',
    table,
    words: foreignKeyWords,
    added: () => 'tightens',
    removed: 'loosens',
    changed: (before, after) =>
      canonical(referenceOf(before)) === canonical(referenceOf(after)) ? 'trivial' : 'tightens',
  };
}

/** What a row has to meet; the actions only say what happens to it later. */
function referenceOf({ columns, parent, parentColumns }: ForeignKeyDefinition) {
  return { columns, parent, parentColumns };
}

function keyWords(columns: readonly string[]): string {
  return `[${nameList(columns)}]`;
}
