import { failure } from '../../../errors.ts';
import { storedColumns, type TableDefinition, type Value } from '../../../schema/definition.ts';

interface RefusedRow {
  readonly part: string;
  /** Of the part, from 1. */
  readonly row: number;
  /** Of the stored columns. */
  readonly values: readonly Value[];
  readonly reason: string;
}

export function rowRefusal(table: TableDefinition, { part, row, values, reason }: RefusedRow, cause?: unknown): Error {
  const key = keyText(table, values);
  return failure('LOAD_ROW_REFUSED', { table: table.name, part, row, key, reason }, cause);
}

/** For messages: `id 137`. */
function keyText(table: TableDefinition, values: RefusedRow['values']): string {
  const keyed = storedColumns(table).map(({ name }, index) => ({ name, value: values[index] }));
  return keyed
    .filter(({ name, value }) => table.primaryKey.includes(name) && value !== undefined)
    .map(({ name, value }) => `${name} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}
