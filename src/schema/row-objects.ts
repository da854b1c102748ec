import { storedColumns, type TableDefinition, type Value } from './definition.ts';

/** Rows of a table as objects of their own, by column. `rows`: values in the order of the stored columns. */
export function rowObjects(table: TableDefinition, rows: readonly (readonly Value[])[]): Record<string, Value>[] {
  const names = storedColumns(table).map(({ name }) => name);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
}
