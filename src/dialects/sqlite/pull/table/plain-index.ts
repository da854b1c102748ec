import { isSameName } from './parent-of.ts';
import type { RawIndex, RawIndexColumn, RawTable } from './raw-table.ts';

/** Whether an index is what a schema says by its columns alone: all rows, ascending, as the columns are compared. */
export function isPlain(table: RawTable, { origin, isPartial, columns }: RawIndex): boolean {
  return origin !== 'pk' && !isPartial && columns.every((column) => isPlainColumn(table, column));
}

function isPlainColumn({ columns }: RawTable, { name, isDescending, collation }: RawIndexColumn): boolean {
  const column = columns.find((each) => each.name === name);
  return column !== undefined && !isDescending && isSameName(collation, column.declaration.collation ?? 'BINARY');
}

/** Collations that every database of the engine has. */
export const builtInCollations: readonly string[] = ['BINARY', 'NOCASE', 'RTRIM'];
