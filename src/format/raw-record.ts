import type { Dialect } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { NtomError } from '../errors.ts';
import { storedColumns, type TableDefinition } from '../schema/definition.ts';
import { fieldWriter, recordWriter } from './csv.ts';
import type { RecordBytes } from './record-bytes.ts';

/**
 * Writes the CSV record of a row as the driver gave it, the stored columns in their order: what the codec writes of its values.
 * false: a value is not of its column's type, so it is none that an extract can have, and nothing is written.
 */
export function rawRecord(table: TableDefinition, dialect: Dialect): (raw: RawRow, out: RecordBytes) => boolean {
  const write = recordWriter(
    storedColumns(table).map((column) => {
      const { fromDriver } = dialect.valueCodec(column.type);
      const writeValue = fieldWriter(column);
      return (raw, out) => writeValue(fromDriver(raw), out);
    }),
  );
  return (raw, out) => {
    const before = out.length;
    try {
      write(raw, out);
      return true;
    } catch (error) {
      out.cut(before);
      if (error instanceof NtomError && error.code === 'VALUE_UNENCODABLE') return false;
      throw error;
    }
  };
}
