import { Refusal } from '../dialects/dialect.ts';
import type { CsvReaders, LoadablePart } from '../dialects/target.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { csvFormat } from '../format/csv.ts';
import { rowFormats } from '../format/formats.ts';
import { RecordBytes } from '../format/record-bytes.ts';
import type { ManifestPart } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import { shownText } from '../format/shown-text.ts';
import type { PartStore } from '../format/store.ts';
import { valueText } from '../format/value-text.ts';
import { checkedBytes } from '../format/verify-parts.ts';
import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';

export interface PartsOfTable {
  readonly table: TableDefinition;
  readonly store: PartStore;
  readonly encoding: FormatName;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** A part as a target takes it, proved while it is read. */
export function loadablePart(from: PartsOfTable, part: ManifestPart): LoadablePart {
  const batches = () => checkedRows(from, part);
  const records = () => csvRecords(from, part, batches());
  const readers = from.encoding === 'csv' ? csvReaders(from.table) : null;
  return { path: part.path, rows: part.rows, batches, records, readers, signal: from.signal };
}

function csvReaders(table: TableDefinition): CsvReaders {
  return storedColumns(table).map(({ type }) => {
    const { read } = valueText(type);
    return (text) => {
      const value = read(text);
      return value instanceof Refusal ? undefined : value;
    };
  });
}

/** The rows of a part, counted. */
async function* checkedRows(
  { table, store, encoding, signal, onEvent }: PartsOfTable,
  part: ManifestPart,
): AsyncGenerator<readonly (readonly Value[])[]> {
  let rows = 0;
  const codec = rowFormats[encoding](table);
  for await (const batch of codec.decode({ path: part.path, bytes: checkedBytes(store, part) })) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'load' });
    rows += batch.length;
    yield batch;
    onEvent({ type: 'rows', phase: 'load', table: table.name, rows: batch.length });
  }
  if (rows === part.rows) return;
  throw failure('PART_ALTERED', { part: part.path, what: 'rows', expected: String(part.rows), found: String(rows) });
}

/** The records of a part as CSV: its own bytes if it is CSV, without the header. */
async function* csvRecords(
  { table, store, encoding, signal, onEvent }: PartsOfTable,
  part: ManifestPart,
  batches: AsyncIterable<readonly (readonly Value[])[]>,
): AsyncGenerator<Uint8Array> {
  const csv = csvFormat(table);
  if (encoding !== 'csv') {
    const records = new RecordBytes();
    for await (const batch of batches) {
      for (const row of batch) csv.write(row, records);
      yield records.take();
    }
    return;
  }
  for await (const bytes of withoutHeader(csv.header, part, checkedBytes(store, part))) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'load' });
    yield bytes;
  }
  onEvent({ type: 'rows', phase: 'load', table: table.name, rows: part.rows });
}

/** @throws {NtomError} `PART_BAD_HEADER`, `PART_CUT`: as when the rows are read. */
async function* withoutHeader(
  text: string,
  { path }: ManifestPart,
  buffers: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const header = Buffer.from(text);
  let read = 0;
  for await (const bytes of buffers) {
    const due = header.subarray(read, read + bytes.length);
    const found = Buffer.from(bytes.subarray(0, due.length));
    if (!found.equals(due)) {
      const whole = Buffer.concat([header.subarray(0, read), bytes]).toString();
      throw failure('PART_BAD_HEADER', { part: path, header: shownText(whole.slice(0, text.length)) });
    }
    read += due.length;
    if (due.length < bytes.length) yield bytes.subarray(due.length);
  }
  if (read < header.length) throw failure('PART_CUT', { part: path, row: 0 });
}
