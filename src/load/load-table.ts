import type { Target } from '../dialects/target.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { rowFormats } from '../format/formats.ts';
import type { ManifestPart, ManifestTable } from '../format/manifest.ts';
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
    const bytes = () => checkedBytes(load.store, part);
    const batches = () => checkedRows(codec, part, bytes(), load);
    await load.target.load(table, { path: part.path, rows: part.rows, bytes, batches });
  }
  onEvent({
    type: 'table-finished',
    phase: 'load',
    table: table.name,
    rows: written.rows,
    parts: written.parts.length,
  });
}

/** The rows of a part, counted. */
async function* checkedRows(
  codec: RowCodec,
  part: ManifestPart,
  bytes: AsyncIterable<Uint8Array>,
  { table, signal, onEvent }: TableLoad,
): AsyncGenerator<readonly (readonly Value[])[]> {
  let rows = 0;
  for await (const batch of codec.decode({ path: part.path, bytes })) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'load' });
    rows += batch.length;
    yield batch;
    onEvent({ type: 'rows', phase: 'load', table: table.name, rows: batch.length });
  }
  if (rows === part.rows) return;
  throw failure('PART_ALTERED', { part: part.path, what: 'rows', expected: String(part.rows), found: String(rows) });
}
