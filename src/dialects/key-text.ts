import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';

/** The primary key of a row, for messages: `id 137`. `values`: of the stored columns. */
export function keyText(table: TableDefinition, values: readonly Value[]): string {
  const keyed = storedColumns(table).map(({ name }, index) => ({ name, value: values[index] }));
  return keyed
    .filter(({ name, value }) => table.primaryKey.includes(name) && value !== undefined)
    .map(({ name, value }) => `${name} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}
