import { storedColumns, type ColumnDefinition, type ColumnKind, type Value } from '../schema/definition.ts';
import { CsvParser, type CsvColumn } from './csv-parser.ts';
import { decodeRecords } from './decode-records.ts';
import type { RowFormat } from './row-codec.ts';
import { valueText } from './value-text.ts';

const bareKinds: ReadonlySet<ColumnKind> = new Set(['int', 'bigint', 'decimal', 'real', 'bool']);

/**
 * CSV in the one dialect that LOAD DATA, COPY, DuckDB and csv-parse all read without loss: UTF-8, LF, commas, numbers bare,
 * everything else quoted with `"` doubled, no escape character, NULL the bare word.
 */
export const csvFormat: RowFormat = (table) => {
  const columns = storedColumns(table);
  const header = `${columns.map(({ name }) => quoted(name)).join(',')}\n`;
  const fields = columns.map(fieldWriter);
  const parsed = columns.map(csvColumn);
  return {
    header,
    encode: (row) => {
      let record = '';
      for (let index = 0; index < fields.length; index += 1) {
        record += (index === 0 ? '' : ',') + fields[index]?.(row[index]);
      }
      return `${record}\n`;
    },
    decode: (part) => decodeRecords(part, new CsvParser(part.path, header, parsed)),
  };
};

function fieldWriter({ type }: ColumnDefinition): (value: Value | undefined) => string {
  const { write } = valueText(type);
  if (bareKinds.has(type.kind)) return (value) => (value === null ? 'NULL' : write(value));
  return (value) => (value === null ? 'NULL' : quoted(write(value)));
}

function csvColumn({ name, type, nullable }: ColumnDefinition): CsvColumn {
  return { name, nullable, quoted: !bareKinds.has(type.kind), read: valueText(type).read };
}

function quoted(text: string): string {
  return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
}
