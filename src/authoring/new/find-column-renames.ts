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
  const pairs = bestPairs(removed, added, (before, after) => signs(before, after, changed).length);
  return pairs.map(([before, after]) => {
    const reasons = [`both are ${typeWords(after.type)}`, ...signs(before, after, changed)].join(', ');
    const question = `Is ${nameWords(after.name)} the former ${nameWords(before.name)}? ${capitalised(reasons)}.`;
    return { before: before.name, after: after.name, question };
  });
}

function has({ columns }: TableDefinition, name: string): boolean {
  return columns.some((column) => column.name === name);
}

/** Why two columns could be the same; none: they could not. */
function signs(before: ColumnDefinition, after: ColumnDefinition, changed: Changed): readonly string[] {
  if (typeWords(before.type) !== typeWords(after.type)) return [];
  const { source, table, removed, added } = changed;
  const isSameNull = before.nullable === after.nullable;
  const isOnly = [removed, added].every((columns) => columns.filter((each) => isLike(each, after)).length === 1);
  const found = [
    areSimilar(before.name, after.name) ? 'with similar names' : null,
    placeOf(before, source, table) === placeOf(after, table, source) ? 'in the same place' : null,
    isSameNull && isOnly ? 'the only ones of this kind that are gone and new' : null,
  ].filter((sign) => sign !== null);
  return found.length > 0 && isSameNull ? [...found, after.nullable ? 'both nullable' : 'both NOT NULL'] : found;
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
