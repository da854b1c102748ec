import { lowered } from '../../../../schema/check-names.ts';
import type { RawForeignKey, RawTable } from './raw-table.ts';

/** The table that a foreign key refers to, and the columns there by their own names; undefined: it is not there. */
export function parentOf(
  tables: readonly RawTable[],
  { parent, to }: RawForeignKey,
): { readonly parent: RawTable | undefined; readonly columns: readonly (string | undefined)[] } {
  const table = tables.find(({ name }) => isSameName(name, parent));
  if (table === undefined) return { parent: table, columns: [] };
  const columns = to ?? table.impliedKey;
  return {
    parent: table,
    columns: columns.map((name) => table.columns.find((column) => isSameName(column.name, name))?.name),
  };
}

/** The engine takes no account of the case of ASCII letters. */
export function isSameName(one: string, other: string): boolean {
  return lowered(one) === lowered(other);
}
