import { valueText } from '../format/value-text.ts';
import {
  findTable,
  storedColumns,
  uniqueKeys,
  type SchemaDefinition,
  type TableDefinition,
  type Value,
} from '../schema/definition.ts';

/** Columns of a table whose values together are looked at. */
export interface KeyColumns {
  readonly table: TableDefinition;
  readonly columns: readonly string[];
}

/** A key that no two rows may share. */
export interface CheckedUniqueKey extends KeyColumns {
  /** For messages: `primary key`. */
  readonly key: string;
}

/** A key whose values have to be those of a parent. */
export interface CheckedForeignKey extends KeyColumns {
  readonly parent: KeyColumns;
}

/** The unique keys of all tables. A key over a generated column is in no extract: the target database checks it. */
export function checkedUniqueKeys({ tables }: SchemaDefinition): readonly CheckedUniqueKey[] {
  return tables.flatMap((table) =>
    uniqueKeys(table)
      .filter(({ columns }) => isStored(table, columns))
      .map(({ name, columns }) => ({ table, columns, key: keyName(name, columns) })),
  );
}

/** The foreign keys of all tables, but those over a generated column. */
export function checkedForeignKeys(schema: SchemaDefinition): readonly CheckedForeignKey[] {
  return schema.tables.flatMap((table) =>
    table.foreignKeys.flatMap(({ columns, parent, parentColumns }) => {
      const parentTable = definedTable(schema, parent);
      const isChecked = isStored(table, columns) && isStored(parentTable, parentColumns);
      return isChecked ? [{ table, columns, parent: { table: parentTable, columns: parentColumns } }] : [];
    }),
  );
}

/**
 * All columns that rows are looked at for. Each list once: a foreign key may be a primary key too. A parent's also in the
 * order in which a child has them.
 */
export function checkedColumns(schema: SchemaDefinition): readonly KeyColumns[] {
  const foreign = checkedForeignKeys(schema);
  return distinctColumns([...checkedUniqueKeys(schema), ...foreign, ...foreign.map(({ parent }) => parent)]);
}

/** Each list of columns of a table once. */
export function distinctColumns(all: readonly KeyColumns[]): readonly KeyColumns[] {
  return [...new Map(all.map((key) => [columnsId(key), key])).values()];
}

/** The same for the same columns of the same table in the same order. */
export function columnsId({ table, columns }: KeyColumns): string {
  return [table.name, ...columns].join('\u0000');
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

function isStored(table: TableDefinition, columns: readonly string[]): boolean {
  const stored = storedColumns(table).map((column) => column.name);
  return columns.every((column) => stored.includes(column));
}

function definedTable(schema: SchemaDefinition, name: string): TableDefinition {
  const table = findTable(schema, name);
  if (table === undefined) throw new TypeError(`schema ${schema.version} has no table ${name}`);
  return table;
}

function keyName(name: string, columns: readonly string[]): string {
  return name === 'primary key' ? name : `${columns.join(', ')} (unique)`;
}
