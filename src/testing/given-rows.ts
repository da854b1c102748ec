import { keyText } from '../dialects/key-text.ts';
import type { RowsByTable } from '../dialects/memory.ts';
import { failure } from '../errors.ts';
import { RejectedRow, validator } from '../extract/row-maker.ts';
import { knownTable } from '../schema/known-table.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition, type Value } from '../schema/definition.ts';

/**
 * Rows that a test gives, as values in the order of the stored columns. A table that is not named has none.
 *
 * @throws {NtomError} `EXTRACT_TABLE_UNKNOWN`, `TEST_ROW_REFUSED`.
 */
export function givenRows(schema: SchemaDefinition, given: Readonly<Record<string, readonly object[]>>): RowsByTable {
  for (const name of Object.keys(given)) knownTable(schema, name);
  return new Map(schema.tables.map((table) => [table.name, valuesOf(table, given[table.name] ?? [])]));
}

function valuesOf(table: TableDefinition, rows: readonly object[]): readonly (readonly Value[])[] {
  const validate = validator(table);
  return rows.map((row, index) => {
    const values = validate(row as Readonly<Record<string, unknown>>);
    if (values instanceof RejectedRow) throw refusal(table, index, values);
    return values;
  });
}

function refusal(table: TableDefinition, index: number, { row, problems }: RejectedRow): Error {
  const key = keyText(
    table,
    storedColumns(table).map(({ name }) => row[name] as Value),
  );
  const reason = problems.map(({ column, message }) => `${column ?? 'the row'}: ${message}`).join('; ');
  return failure('TEST_ROW_REFUSED', { table: table.name, row: index + 1, key, reason });
}
