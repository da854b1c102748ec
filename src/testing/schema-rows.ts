import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import type { Row, Schema, TableName } from '../schema/schema.ts';

/** The rows of a schema by table. */
export type SchemaRows<S extends Schema> = { readonly [T in TableName<S>]: Row<S, T>[] };

/** Rows as objects, by column. Nobody else has them: they may be changed. */
export function rowObjects(table: TableDefinition, rows: readonly (readonly Value[])[]): Record<string, Value>[] {
  const names = storedColumns(table).map(({ name }) => name);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
}
