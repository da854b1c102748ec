import { handOver } from '../../dialects/row-sink.ts';
import { editedBytes } from '../../format/edited-bytes.ts';
import { bytesOf, type ManifestPart, type ManifestTable } from '../../format/manifest.ts';
import type { FormatName } from '../../format/row-codec.ts';
import { RowHash } from '../../format/row-hash.ts';
import type { PartStore } from '../../format/store.ts';
import type { TableDefinition } from '../../schema/definition.ts';
import type { KeyChecks } from '../key-checks.ts';
import type { Rejects } from '../rejects.ts';
import { writerOf } from '../table-writer.ts';
import { writePart, type PartRun, type ChunkSummary } from '../write-chunk.ts';
import { editedRows } from './edited-rows.ts';

/** What the tables of one run share. */
export interface SealRun extends Omit<PartRun, 'path' | 'number' | 'compression'> {
  /** Where the edited parts are. They stay as they are. */
  readonly earlier: PartStore;
  readonly format: FormatName;
  readonly checks: KeyChecks;
  readonly rejects: Rejects;
}

/** Reads all parts of a table, validates every row, and writes the parts as ntom writes them. */
export async function sealTable(run: SealRun, table: TableDefinition, earlier: ManifestTable): Promise<ManifestTable> {
  const { rows, parts: edited } = earlier;
  run.onEvent({ type: 'table-started', phase: run.phase, table: table.name, rows });
  const written = await writeParts(run, table, edited);
  const parts = written.map(({ part }) => part);
  const sealed = parts.reduce((sum, part) => sum + part.rows, 0);
  run.onEvent({
    type: 'table-finished',
    phase: run.phase,
    table: table.name,
    rows: sealed,
    parts: parts.length,
    bytes: bytesOf(parts),
  });
  const rowHash = RowHash.merge(written.map((chunk) => chunk.rowHash));
  return { ...earlier, rows: sealed, rowHash, nextId: nextId(earlier.nextId, written), parts };
}

async function writeParts(
  run: SealRun,
  table: TableDefinition,
  parts: readonly ManifestPart[],
): Promise<readonly ChunkSummary[]> {
  const writer = writerOf(table, run.format, editedRows(table), null);
  const written: ChunkSummary[] = [];
  let read = 0;
  for (const [index, part] of parts.entries()) {
    const { path } = part;
    const rows = writer.codec.decodeEdited({ path, bytes: editedBytes(run.earlier, part) });
    const compression = part.content?.compression ?? null;
    const {
      keys,
      rejected,
      read: readOfPart,
      ...summary
    } = await writePart({ ...run, path, compression, number: index + 1 }, writer, (sink) => handOver(rows, sink));
    run.rejects.merge(table.name, read, rejected);
    run.checks.merge(table, keys);
    read += readOfPart;
    written.push(summary);
  }
  return written;
}

/** A counter never goes back. */
function nextId(earlier: string | null, written: readonly ChunkSummary[]): string | null {
  if (earlier === null) return null;
  const due = written.map(({ largestId }) => BigInt(largestId) + 1n);
  return String(due.reduce((most, id) => (id > most ? id : most), BigInt(earlier)));
}
