import {
  uniqueKeys,
  type ColumnDefinition,
  type KeyDefinition,
  type TableDefinition,
  type Value,
} from '../schema/definition.ts';
import { fromRaw } from './raw-values.ts';
import type { SameKey } from './target.ts';

/** The columns of a key, in its order. */
export function keyColumns(table: TableDefinition, { columns }: KeyDefinition): readonly ColumnDefinition[] {
  return columns.flatMap((name) => table.columns.filter((column) => column.name === name));
}

/** Keys with a column that an engine does not compare by its bytes, and with none that the database computes. */
export function keysWith(
  table: TableDefinition,
  isCollated: (column: ColumnDefinition) => boolean,
): readonly KeyDefinition[] {
  return uniqueKeys(table).filter((key) => {
    const columns = keyColumns(table, key);
    return columns.every(({ generated }) => generated === null) && columns.some(isCollated);
  });
}

/** Two rows with the same key, as an engine tells them: number and key of one, then of the other. */
export function sameKeyOf(raw: readonly unknown[], columns: readonly ColumnDefinition[]): SameKey {
  const values = (from: number) => columns.map(({ type }, index) => fromRaw(type.kind)(raw[from + index]) as Value);
  const second = columns.length + 1;
  return { row: Number(raw[0]), values: values(1), first: Number(raw[second]), firstValues: values(second + 1) };
}
