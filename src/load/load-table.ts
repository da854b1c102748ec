import type { Target } from '../dialects/target.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { csvFormat } from '../format/csv.ts';
import { rowFormats } from '../format/formats.ts';
import { bytesOf, type ManifestPart, type ManifestTable } from '../format/manifest.ts';
import type { FormatName, RowCodec } from '../format/row-codec.ts';
import type { PartStore } from '../format/store.ts';
import { checkedBytes } from '../format/verify-parts.ts';
import type { TableDefinition, Value } from '../schema/definition.ts';

interface TableLoad {
  readonly target: Target;
  readonly store: PartStore;
  readonly table: TableDefinition;
  readonly written: ManifestTable;
  readonly encoding: FormatName;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** Loads all parts of one table, in their order: the order of the primary key. */
export async function loadTable(load: TableLoad): Promise<void> {
  const { table, written, onEvent } = load;
  onEvent({ type: 'table-started', phase: 'load', table: table.name, rows: written.rows });
  const codec = rowFormats[load.encoding](table);
  for (const part of written.parts) {
    const batches = () => checkedRows(codec, part, load);
    const records = () => csvRecords(part, load, batches());
    await load.target.load(table, { path: part.path, rows: part.rows, records, batches });
  }
  onEvent({
    type: 'table-finished',
    phase: 'load',
    table: table.name,
    rows: written.rows,
    parts: written.parts.length,
    bytes: bytesOf(written.parts),
  });
}

/** The rows of a part, counted. */
async function* checkedRows(
  codec: RowCodec,
  part: ManifestPart,
  { store, table, signal, onEvent }: TableLoad,
): AsyncGenerator<readonly (readonly Value[])[]> {
  let rows = 0;
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
  part: ManifestPart,
  { store, table, encoding, signal, onEvent }: TableLoad,
  batches: AsyncIterable<readonly (readonly Value[])[]>,
): AsyncGenerator<Uint8Array> {
  const csv = csvFormat(table);
  if (encoding !== 'csv') {
    for await (const batch of batches) yield Buffer.from(batch.map(csv.encode).join(''));
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
