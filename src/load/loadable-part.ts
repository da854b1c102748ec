import type { LoadablePart } from '../dialects/target.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { csvFormat } from '../format/csv.ts';
import { rowFormats } from '../format/formats.ts';
import { RecordBytes } from '../format/record-bytes.ts';
import type { ManifestPart } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import type { PartStore } from '../format/store.ts';
import { checkedBytes } from '../format/verify-parts.ts';
import type { TableDefinition, Value } from '../schema/definition.ts';

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
  return { path: part.path, rows: part.rows, batches, records, signal: from.signal };
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
  let skip = Buffer.byteLength(csv.header);
  for await (const bytes of checkedBytes(store, part)) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'load' });
    const skipped = Math.min(skip, bytes.length);
    skip -= skipped;
    if (skipped < bytes.length) yield bytes.subarray(skipped);
  }
  onEvent({ type: 'rows', phase: 'load', table: table.name, rows: part.rows });
}
