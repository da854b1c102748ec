import { failure } from '../../../errors.ts';
import type { TableDefinition, Value } from '../../../schema/definition.ts';
import { keyText } from '../../key-text.ts';

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
