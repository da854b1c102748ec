import { compileText } from '../schema/compile.ts';
import { storedColumns, type ColumnDefinition, type ColumnKind } from '../schema/definition.ts';
import type { CsvColumn } from './csv-fields.ts';
import { CsvParser, recordReader } from './csv-parser.ts';
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
  const parsed = columns.map(csvColumn);
  const read = recordReader(parsed);
  return {
    header,
    encode: recordWriter(columns.map(fieldWriter)),
    decode: (part) => decodeRecords(part, new CsvParser(part.path, header, parsed, read)),
  };
};

/** Writes a record of fields, of which each is made out of what a row has at its place. */
export function recordWriter(fields: readonly ((found: unknown) => string)[]): (row: readonly unknown[]) => string {
  const text = compileText(fields.map((write, index) => ({ before: index === 0 ? '' : ',', write })));
  return (row) => `${text(row)}\n`;
}

/** Writes the field of a value; throws as `ValueText.write` does. */
export function fieldWriter({ type }: ColumnDefinition): (value: unknown) => string {
  const { write } = valueText(type);
  if (bareKinds.has(type.kind)) return (value) => (value === null ? 'NULL' : write(value));
  return (value) => (value === null ? 'NULL' : quoted(write(value)));
}

function csvColumn({ name, type, nullable }: ColumnDefinition): CsvColumn {
  return { name, kind: type.kind, nullable, quoted: !bareKinds.has(type.kind), read: valueText(type).read };
}

function quoted(text: string): string {
  return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
}
