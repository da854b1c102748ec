import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import { valueText } from './value-text.ts';

/** Columns of a table whose values together are looked at. */
export interface KeyColumns {
  readonly table: TableDefinition;
  readonly columns: readonly string[];
}

/** The columns of a key, in its order, and where they are in a row. */
export function keyFields({ table, columns }: KeyColumns) {
  return storedColumns(table)
    .map(({ name, type }, index) => ({ name, type, index }))
    .filter(({ name }) => columns.includes(name))
    .sort((a, b) => columns.indexOf(a.name) - columns.indexOf(b.name));
}

/**
 * The text that stands for a row's key: equal keys have equal texts, also across tables. null where a column of it is NULL:
 * such keys are equal to none.
 */
export function keyText(key: KeyColumns): (row: readonly Value[]) => string | null {
  const fields = keyFields(key).map(({ index, type }) => ({ index, text: valueText(type) }));
  return (row) => {
    let joined = '';
    for (const { index, text } of fields) {
      const value = row[index] ?? null;
      if (value === null) return null;
      const written = text.write(value);
      joined += `${written.length}:${written}`;
    }
    return joined;
  };
}
