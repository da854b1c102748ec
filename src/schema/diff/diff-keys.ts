import type { CheckDefinition, ForeignKeyDefinition, KeyDefinition, TableDefinition } from '../definition.ts';
import { canonical } from '../fingerprint.ts';
import { changeOf } from './diff-columns.ts';
import { diffNamed, type NamedKind } from './diff-named.ts';
import type { Difference, DifferenceClass } from './difference.ts';
import { isUniqueAlready } from './is-unique-already.ts';
import { foreignKeyWords, nameList, sqlWords } from './words.ts';

/** Keys, indexes, checks and references of a table that is in both schemas. */
export function diffKeys(from: TableDefinition, to: TableDefinition): readonly Difference[] {
  return [
    ...diffPrimaryKey(from, to),
    ...diffNamed(from.uniques, to.uniques, uniqueKind(from, to)),
    ...diffNamed(from.indexes, to.indexes, indexKind(to.name)),
    ...diffNamed(from.checks, to.checks, checkKind(to.name)),
    ...diffNamed(from.foreignKeys, to.foreignKeys, foreignKeyKind(to.name)),
  ];
}

function diffPrimaryKey(from: TableDefinition, to: TableDefinition): readonly Difference[] {
  if (canonical(from.primaryKey) === canonical(to.primaryKey)) return [];
  const key = { what: 'primary key', table: to.name, name: null } as const;
  const before = from.primaryKey.length === 0 ? null : keyWords(from.primaryKey);
  const after = to.primaryKey.length === 0 ? null : keyWords(to.primaryKey);
  return [{ ...key, change: changeOf(before, after), class: primaryKeyClass(from, to), before, after }];
}

/** First what the key of schema M asks of the rows, then whether that of schema N still holds. */
function primaryKeyClass(from: TableDefinition, to: TableDefinition): DifferenceClass {
  const isThere = (name: string): boolean => from.columns.some((column) => column.name === name);
  if (to.primaryKey.length > 0 && !isUniqueAlready(from, to.primaryKey)) {
    return to.primaryKey.every(isThere) ? 'tightens' : 'needs a query';
  }
  return from.primaryKey.length === 0 ? 'trivial' : removedUniqueClass(to, from.primaryKey);
}

function addedUniqueClass(from: TableDefinition, columns: readonly string[]): DifferenceClass {
  return isUniqueAlready(from, columns) ? 'trivial' : 'tightens';
}

/** Another key may say it still. */
function removedUniqueClass(to: TableDefinition, columns: readonly string[]): DifferenceClass {
  return isUniqueAlready(to, columns) ? 'trivial' : 'loosens';
}

function uniqueKind(from: TableDefinition, to: TableDefinition): NamedKind<KeyDefinition> {
  return {
    what: 'unique',
    table: from.name,
    words: ({ columns }) => keyWords(columns),
    added: ({ columns }) => addedUniqueClass(from, columns),
    removed: ({ columns }) => removedUniqueClass(to, columns),
    changed: (before, after) => changedUniqueClass(from, to, before, after),
  };
}

function changedUniqueClass(
  from: TableDefinition,
  to: TableDefinition,
  before: KeyDefinition,
  after: KeyDefinition,
): DifferenceClass {
  return isUniqueAlready(from, after.columns) ? removedUniqueClass(to, before.columns) : 'tightens';
}

function indexKind(table: string): NamedKind<KeyDefinition> {
  return {
    what: 'index',
    table,
    words: ({ columns }) => keyWords(columns),
    added: () => 'trivial',
    removed: () => 'trivial',
    changed: () => 'trivial',
  };
}

function checkKind(table: string): NamedKind<CheckDefinition> {
  return {
    what: 'check',
    table,
    words: ({ expression }) => sqlWords(expression),
    added: () => 'tightens',
    removed: () => 'loosens',
    changed: () => 'tightens',
  };
}

function foreignKeyKind(table: string): NamedKind<ForeignKeyDefinition> {
  return {
    what: 'foreign key',
    table,
    words: foreignKeyWords,
    added: () => 'tightens',
    removed: () => 'loosens',
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
