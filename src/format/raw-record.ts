import type { Dialect } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { NtomError } from '../errors.ts';
import { storedColumns, type TableDefinition } from '../schema/definition.ts';
import { fieldWriter, recordWriter } from './csv.ts';

/**
 * Makes the CSV record of a row as the driver gave it, the stored columns in their order: what `encode` makes of its values.
 * null: a value is not of its column's type, so it is none that an extract can have.
 */
export function rawRecord(table: TableDefinition, dialect: Dialect): (raw: RawRow) => string | null {
  const record = recordWriter(
    storedColumns(table).map((column) => {
      const { fromDriver } = dialect.valueCodec(column.type);
      const write = fieldWriter(column);
      return (raw) => write(fromDriver(raw));
    }),
  );
  return (raw) => {
    try {
      return record(raw);
    } catch (error) {
      if (error instanceof NtomError && error.code === 'VALUE_UNENCODABLE') return null;
      throw error;
    }
  };
}
