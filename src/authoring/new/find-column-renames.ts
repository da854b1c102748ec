import { storedColumns, type ColumnDefinition, type TableDefinition } from '../../schema/definition.ts';
import { nameWords, typeWords } from '../../schema/diff/words.ts';
import { areSimilar } from './are-similar.ts';
import { bestPairs } from './best-pairs.ts';

/** A column of schema N and one of schema M that could be the same. */
export interface ColumnRename {
  readonly before: string;
  readonly after: string;
  readonly question: string;
}

/** The columns of a table that are gone, and those that are new. */
interface Changed {
  readonly source: TableDefinition;
  readonly table: TableDefinition;
  readonly removed: readonly ColumnDefinition[];
  readonly added: readonly ColumnDefinition[];
}

/** Columns that are gone and columns that are new, of the same type and with a further sign that they are the same. */
export function findColumnRenames(source: TableDefinition, table: TableDefinition): readonly ColumnRename[] {
  const removed = storedColumns(source).filter(({ name }) => !has(table, name));
  const added = storedColumns(table).filter(({ name }) => !has(source, name));
  const changed = { source, table, removed, added };
  const pairs = bestPairs(removed, added, (before, after) => {
    return likenesses(before, after, changed).reduce((sum, { weight }) => sum + weight, 0);
  });
  return pairs.map(([before, after]) => {
    const reasons = [
      `both are ${typeWords(after.type)}`,
      ...likenesses(before, after, changed).map(({ words }) => words),
    ].join(', ');
    const question = `Is ${nameWords(after.name)} the former ${nameWords(before.name)}? ${capitalised(reasons)}.`;
    return { before: before.name, after: after.name, question };
  });
}

function has({ columns }: TableDefinition, name: string): boolean {
  return columns.some((column) => column.name === name);
}

/** A reason to take two columns for the same. */
interface Likeness {
  readonly words: string;
  readonly weight: number;
}

const similarNames: Likeness = { words: 'the names are similar', weight: 4 };
const samePlace: Likeness = { words: 'in the same place', weight: 3 };
const onlyOnes: Likeness = { words: 'no other of this kind is gone or new', weight: 1 };

/** Why two columns could be the same; none: they could not. */
function likenesses(before: ColumnDefinition, after: ColumnDefinition, changed: Changed): readonly Likeness[] {
  if (typeWords(before.type) !== typeWords(after.type)) return [];
  const { source, table, removed, added } = changed;
  const isSameNull = before.nullable === after.nullable;
  const isOnly = [removed, added].every((columns) => columns.filter((each) => isLike(each, after)).length === 1);
  const found = [
    ...(areSimilar(before.name, after.name) ? [similarNames] : []),
    ...(placeOf(before, source, table) === placeOf(after, table, source) ? [samePlace] : []),
  ];
  if (found.length === 0 && isSameNull && isOnly) found.push(onlyOnes);
  if (found.length > 0 && isSameNull) found.push({ words: after.nullable ? 'nullable' : 'NOT NULL', weight: 1 });
  return found;
}

function isLike(a: ColumnDefinition, b: ColumnDefinition): boolean {
  return typeWords(a.type) === typeWords(b.type) && a.nullable === b.nullable;
}

/** After which of the columns that are in both tables, and how far. */
function placeOf({ name }: ColumnDefinition, table: TableDefinition, other: TableDefinition): string {
  const index = table.columns.findIndex((column) => column.name === name);
  const anchor = table.columns.slice(0, index).findLastIndex((column) => has(other, column.name));
  return JSON.stringify([table.columns[anchor]?.name ?? null, index - anchor]);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
