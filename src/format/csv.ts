import type { RecordOut } from '../dialects/row-sink.ts';
import { compileWriter } from '../schema/compile.ts';
import { storedColumns, type ColumnDefinition, type ColumnType } from '../schema/definition.ts';
import type { CsvColumn } from './csv-fields.ts';
import { CsvParser, recordReader } from './csv-parser.ts';
import { decodeRecords, decodeWhole } from './decode-records.ts';
import { EditedCsvParser } from './edited-csv-parser.ts';
import { bareKinds } from './edited-value.ts';
import type { RecordBytes } from './record-bytes.ts';
import type { RowFormat } from './row-codec.ts';
import { valueText } from './value-text.ts';

/**
 * CSV in the one dialect that LOAD DATA, COPY, DuckDB and csv-parse all read without loss: UTF-8, LF, commas, numbers bare,
 * everything else quoted with `"` doubled, no escape character, NULL the bare word.
 */
export const csvFormat: RowFormat = (table) => {
  const columns = storedColumns(table);
  const header = `${columns.map(({ name }) => quoted(name)).join(',')}\n`;
  const parsed = columns.map(csvColumn);
  const read = recordReader(parsed);
  return {
    header,
    write: recordWriter(columns.map(fieldWriter)),
    decode: (part) => decodeRecords(part, new CsvParser(part.path, header, parsed, read)),
    decodeWhole: (part) => decodeWhole(part, new CsvParser(part.path, header, parsed, read)),
    decodeEdited: (part) => decodeRecords(part, new EditedCsvParser(part.path, header, columns)),
  };
};

/** Writes the field that is made out of what a row has at its place. */
export type FieldWriter = (found: unknown, out: RecordOut) => void;

const [comma, lineFeed] = [0x2c, 0x0a];

/** The byte behind a field of so many. */
export function fieldEnd(index: number, fields: number): number {
  return index === fields - 1 ? lineFeed : comma;
}

/** Writes a record of fields. */
export function recordWriter(fields: readonly FieldWriter[]): (row: readonly unknown[], out: RecordBytes) => void {
  return compileWriter(
    fields.map((write, index) => {
      const after = fieldEnd(index, fields.length);
      return {
        write: (found, out: RecordBytes) => {
          write(found, out);
          out.byte(after);
        },
      };
    }),
  );
}

/** Throws as `ValueText.write` does. */
export function fieldWriter({ type }: ColumnDefinition): FieldWriter {
  const write = valueWriter(type);
  return (value, out) => (value === null ? out.text('NULL') : write(value, out));
}

/** The two kinds of which a table has most, and the one that is long, are written without a text of them. */
function valueWriter(type: ColumnType): FieldWriter {
  const { write } = valueText(type);
  if (type.kind === 'int')
    return (value, out) => (Number.isSafeInteger(value) ? out.integer(value as number) : out.text(write(value)));
  if (type.kind === 'real')
    return (value, out) =>
      typeof value === 'number' && !Number.isNaN(value) ? out.real(value) : out.text(write(value));
  if (type.kind === 'blob')
    return (value, out) => (value instanceof Uint8Array ? out.hex(value) : out.quoted(write(value)));
  return bareKinds.has(type.kind) ? (value, out) => out.text(write(value)) : (value, out) => out.quoted(write(value));
}

function csvColumn({ name, type, nullable }: ColumnDefinition): CsvColumn {
  return { name, kind: type.kind, nullable, quoted: !bareKinds.has(type.kind), read: valueText(type).read };
}

function quoted(text: string): string {
  return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
}
