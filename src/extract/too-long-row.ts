import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import { longestRecordBytes } from '../schema/longest-record.ts';
import { RejectedRow } from './row-maker.ts';

/** A row that fits schema M, but makes a record that nobody could read again. */
export function tooLongRow(table: TableDefinition, row: readonly Value[], bytes: number): RejectedRow {
  const values = Object.fromEntries(storedColumns(table).map(({ name }, index) => [name, row[index]]));
  const message = `the row makes a record of ${bytes} bytes, where ${longestRecordBytes} is the most`;
  return new RejectedRow(values, [{ column: null, path: [], message, value: null }]);
}
