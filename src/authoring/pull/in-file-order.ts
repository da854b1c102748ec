import type { PulledNote } from '../../dialects/pulled.ts';
import { finding } from '../../finding.ts';
import { derivedName } from '../../schema/derived-name.ts';
import type { ForeignKeyDefinition, KeyDefinition, TableDefinition } from '../../schema/definition.ts';

interface Named {
  readonly name: string;
}

/** Named things in the order in which an object with these keys has them: whole numbers first. */
export function inKeyOrder<T extends Named>(list: readonly T[]): readonly T[] {
  return Object.values(Object.fromEntries(list.map((item) => [item.name, item])));
}

/** The lists of a table in the order in which `schema()` brings them: what the columns say first, in their order. */
export function inFileOrder(table: TableDefinition): TableDefinition {
  const columns = inKeyOrder(table.columns);
  const names = columns.map(({ name }) => name);
  const sort = <T extends KeyDefinition | ForeignKeyDefinition>(list: readonly T[], suffix: string): readonly T[] => {
    const placed = list.map((key) => ({ key, place: placeOf(table.name, key, suffix, names) }));
    return placed.sort((a, b) => a.place - b.place || compare(a.key.name, b.key.name)).map(({ key }) => key);
  };
  return {
    ...table,
    columns,
    uniques: sort(table.uniques, 'unique'),
    indexes: sort(table.indexes, 'index'),
    foreignKeys: sort(table.foreignKeys, 'fkey'),
  };
}

/** The number of the column that says a key; of one that the table says, more than any. */
function placeOf(
  table: string,
  key: KeyDefinition | ForeignKeyDefinition,
  suffix: string,
  names: readonly string[],
): number {
  const [column, ...others] = key.columns;
  const isSaidThere = others.length === 0 && key.name === derivedName(table, column ?? '', suffix);
  const isReference = 'parent' in key && key.parent.includes('.');
  return isSaidThere && !isReference ? names.indexOf(column ?? '') : names.length;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A note for a list that the file has in another order. */
export function reorderedNotes(table: string | null, what: string, list: readonly Named[]): readonly PulledNote[] {
  const ordered = inKeyOrder(list);
  if (ordered.every((item, index) => item === list[index])) return [];
  const names = ordered.map(({ name }) => name).filter((name) => /^(?:0|[1-9]\d*)$/.test(name));
  return [{ table, column: null, finding: finding('PULL_REORDERED', { what, names }) }];
}
