import { csvFormat } from '../format/csv.ts';
import { rowFormats } from '../format/formats.ts';
import type { FormatName, RowCodec, WriteRecord } from '../format/row-codec.ts';
import { valueText } from '../format/value-text.ts';
import { findTable, storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import type { RecordedField } from '../dialects/row-sink.ts';
import type { ResultColumn } from '../dialects/source.ts';
import { recordedFields } from './recorded-fields.ts';
import { rowMaker, type RowMaker } from './row-maker.ts';
import type { ChunkContext } from './write-chunk.ts';

/** What all chunks of one table share in one thread. */
export interface TableWriter {
  readonly table: TableDefinition;
  readonly codec: RowCodec;
  /** Writes a row's canonical record: the CSV one, whatever the format. */
  readonly canonical: WriteRecord;
  /** The texts of a row's primary key; null: the table has none. */
  readonly keyTexts: (row: readonly Value[]) => readonly string[] | null;
  readonly make: RowMaker;
  /** null: nobody but `make` and `canonical` can make records. */
  readonly recorded: readonly RecordedField[] | null;
  /** Where in a row the auto-increment value is; -1: the table has none. */
  readonly idIndex: number;
}

/** `columns`: of the query that makes the table's rows. */
export function tableWriter(context: ChunkContext, name: string, columns: readonly ResultColumn[]): TableWriter {
  const { pipeline, dialect, format } = context;
  const table = findTable(pipeline.to, name);
  const made = pipeline.tables.find((each) => each.table === name);
  if (table === undefined || made === undefined)
    throw new TypeError(`pipeline ${pipeline.name} makes no table ${name}`);
  const plan = { table, made, columns };
  return writerOf(table, format, rowMaker(plan, pipeline, dialect), recordedFields(plan, pipeline.to, dialect));
}

/** `make`: makes the rows of what is read, whatever it is. */
export function writerOf(
  table: TableDefinition,
  format: FormatName,
  make: RowMaker,
  recorded: TableWriter['recorded'],
): TableWriter {
  const csv = csvFormat(table);
  return {
    table,
    codec: format === 'csv' ? csv : rowFormats[format](table),
    canonical: csv.write,
    keyTexts: keyTexts(table),
    make,
    recorded,
    idIndex: storedColumns(table).findIndex((column) => column.autoIncrement),
  };
}

function keyTexts(table: TableDefinition): (row: readonly Value[]) => readonly string[] | null {
  if (table.primaryKey.length === 0) return () => null;
  const columns = storedColumns(table);
  const fields = table.primaryKey.map((name) => {
    const index = columns.findIndex((column) => column.name === name);
    return { index, type: columns[index]?.type };
  });
  return (row) => fields.map(({ index, type }) => (type === undefined ? '' : valueText(type).write(row[index])));
}
