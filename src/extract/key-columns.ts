import type { KeyColumns } from '../format/row-key.ts';
import {
  findTable,
  storedColumns,
  uniqueKeys,
  type SchemaDefinition,
  type TableDefinition,
} from '../schema/definition.ts';

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
