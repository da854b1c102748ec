import { uniqueKeys, type ColumnDefinition, type TableDefinition } from '../definition.ts';
import { canonical } from '../fingerprint.ts';
import type { Difference, DifferenceChange, DifferenceClass, DifferenceSubject } from './difference.ts';
import { isUniqueAlready } from './is-unique-already.ts';
import { matchLists } from './match-lists.ts';
import { typeClass } from './type-class.ts';
import {
  attributesWords,
  collationWords,
  columnWords,
  declaredWords,
  defaultWords,
  generatedWords,
  nameList,
  typeWords,
} from './words.ts';

/** The columns of a table that is in both schemas. By name: a renamed column is one removed and one added. */
export function diffColumns(from: TableDefinition, to: TableDefinition): readonly Difference[] {
  const { pairs, removed, added, isReordered } = matchLists(from.columns, to.columns, [({ name }) => name]);
  const table = to.name;
  const whole = { what: 'column', table } as const;
  const kept = pairs.map(([before]) => before.name);
  const order = { before: nameList(from.columns.map(({ name }) => name).filter((name) => kept.includes(name))) };
  return [
    ...pairs.flatMap(([before, after]) => diffColumn(before, after, to)),
    ...added.map((column): Difference => {
      const after = columnWords(column);
      return { ...whole, change: 'added', class: addedClass(column, from, to), name: column.name, before: null, after };
    }),
    ...removed.map((column): Difference => {
      const lost = column.generated === null ? 'loses data' : 'trivial';
      return { ...whole, change: 'removed', class: lost, name: column.name, before: columnWords(column), after: null };
    }),
    ...(isReordered
      ? [{ ...whole, change: 'reordered', class: 'trivial', name: null, ...order, after: nameList(kept) } as const]
      : []),
  ];
}

/** A copy would fill it with one value for all rows: no query is needed unless that breaks a key. */
function addedClass(column: ColumnDefinition, from: TableDefinition, to: TableDefinition): DifferenceClass {
  if (column.generated !== null || column.nullable) return 'trivial';
  const keys = uniqueKeys(to).filter(({ columns }) => columns.includes(column.name));
  if (!keys.every(({ columns }) => isUniqueAlready(from, columns))) return 'needs a query';
  return column.default !== null && 'value' in column.default ? 'trivial' : 'needs a value';
}

/** A property of a column. */
interface Property {
  readonly what: DifferenceSubject;
  readonly of: (column: ColumnDefinition) => unknown;
  /** null: the column does not have it. */
  readonly words: (column: ColumnDefinition) => string | null;
  readonly classOf: (before: ColumnDefinition, after: ColumnDefinition, to: TableDefinition) => DifferenceClass;
}

const properties: readonly Property[] = [
  {
    what: 'type',
    of: ({ type }) => type,
    words: ({ type }) => typeWords(type),
    classOf: (before, after) => (after.generated === null ? typeClass(before.type, after.type) : 'trivial'),
  },
  {
    what: 'nullability',
    of: ({ nullable }) => nullable,
    words: ({ nullable }) => (nullable ? 'nullable()' : 'NOT NULL'),
    classOf: (_, after) => (after.nullable ? 'loosens' : 'tightens'),
  },
  { what: 'default', of: (column) => column.default, words: defaultWords, classOf: () => 'trivial' },
  {
    what: 'generated',
    of: ({ generated }) => generated,
    words: generatedWords,
    classOf: generatedClass,
  },
  { what: 'declared type', of: ({ declared }) => declared, words: declaredWords, classOf: () => 'trivial' },
  { what: 'attributes', of: ({ attributes }) => attributes, words: attributesWords, classOf: () => 'trivial' },
  { what: 'collation', of: ({ collation }) => collation, words: collationWords, classOf: collationClass },
  {
    what: 'auto increment',
    of: ({ autoIncrement }) => autoIncrement,
    words: ({ autoIncrement }) => (autoIncrement ? 'autoIncrement()' : null),
    classOf: () => 'trivial',
  },
];

function diffColumn(before: ColumnDefinition, after: ColumnDefinition, to: TableDefinition): readonly Difference[] {
  return properties
    .filter(({ of }) => canonical(of(before)) !== canonical(of(after)))
    .map(({ what, words, classOf }) => {
      const both = { before: words(before), after: words(after) };
      const change = changeOf(both.before, both.after);
      return { what, change, class: classOf(before, after, to), table: to.name, name: after.name, ...both };
    });
}

export function changeOf(before: string | null, after: string | null): DifferenceChange {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

/** What the database computed may be entered now, and what was entered is computed. */
function generatedClass(before: ColumnDefinition, after: ColumnDefinition): DifferenceClass {
  if (before.generated === null) return 'loses data';
  return after.generated === null ? 'loosens' : 'trivial';
}

/** Another collation takes other texts for the same: keys may no longer be unique, references no longer met. */
function collationClass(_: ColumnDefinition, { name }: ColumnDefinition, to: TableDefinition): DifferenceClass {
  const keys = [...uniqueKeys(to), ...to.foreignKeys];
  return keys.some(({ columns }) => columns.includes(name)) ? 'tightens' : 'trivial';
}
