import type { OnEvent } from '../events.ts';
import { failure } from '../errors.ts';
import type { CompressionName } from '../format/compression-name.ts';
import type { ManifestPart } from '../format/manifest.ts';
import { putPart } from '../format/part-file.ts';
import { partName } from '../format/part-name.ts';
import type { RowCodec } from '../format/row-codec.ts';
import type { RowHash } from '../format/row-hash.ts';
import type { PartStore } from '../format/store.ts';
import type { Chunk } from '../pipeline/plan.ts';
import type { TableDefinition, Value } from '../schema/definition.ts';
import type { LogKeys } from './key-checks.ts';
import type { Rejects } from './rejects.ts';
import type { ReadAhead } from './read-ahead.ts';
import { RejectedRow, type RowMaker } from './row-maker.ts';

/** Text is gathered up to this length before it is written. */
const bufferedCharacters = 256 * 1024;

/** What all chunks of one table share. */
export interface TableWriter {
  readonly table: TableDefinition;
  readonly extension: string;
  readonly compression: CompressionName | null;
  readonly codec: RowCodec;
  /** Of a row's canonical record: the CSV one, whatever the format. */
  readonly canonical: (row: readonly Value[]) => string;
  /** The texts of a row's primary key; null: the table has none. */
  readonly keyTexts: (row: readonly Value[]) => readonly string[] | null;
  readonly make: RowMaker;
  /** Rows of the query so far, how many of them were written, and their largest auto-increment value (0: none yet). */
  readonly progress: { read: number; kept: number; largestId: number | bigint };
  /** Where in a row the auto-increment value is; -1: the table has none. */
  readonly idIndex: number;
  readonly logKeys: LogKeys;
  readonly hash: RowHash;
  readonly rejects: Rejects;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** Reads, validates and writes the rows of a chunk. */
export async function writeChunk(
  reader: ReadAhead,
  store: PartStore,
  chunk: Chunk,
  writer: TableWriter,
): Promise<ManifestPart> {
  const keptBefore = writer.progress.kept;
  const ends: Ends = { first: null, last: null };
  const path = `${partName(chunk.table, chunk.number, chunk.of)}.${writer.extension}`;
  const stored = await putPart(store, path, encoded(reader, chunk, writer, ends), writer.compression);
  const keyOf = (row: readonly Value[] | null) => (row === null ? null : writer.keyTexts(row));
  return { ...stored, rows: writer.progress.kept - keptBefore, first: keyOf(ends.first), last: keyOf(ends.last) };
}

/** The first and last row of a part. */
interface Ends {
  first: readonly Value[] | null;
  last: readonly Value[] | null;
}

async function* encoded(reader: ReadAhead, chunk: Chunk, writer: TableWriter, ends: Ends): AsyncGenerator<Uint8Array> {
  const isCanonical = writer.canonical === writer.codec.encode;
  let gathered: Gathered = { canonical: '', other: '' };
  const encode = (): Uint8Array => {
    const { canonical, other } = gathered;
    gathered = { canonical: '', other: '' };
    if (isCanonical) return writer.hash.encode(canonical);
    writer.hash.addText(canonical);
    return Buffer.from(other);
  };
  yield Buffer.from(writer.codec.header);
  for await (const batch of reader.rows(chunk)) {
    if (writer.signal.aborted) throw failure('INTERRUPTED', { what: 'extract' });
    for (const raw of batch) {
      const row = takeRow(writer.make(raw), writer, ends);
      if (row === null) continue;
      gathered.canonical += writer.canonical(row);
      if (!isCanonical) gathered.other += writer.codec.encode(row);
    }
    writer.onEvent({ type: 'rows', phase: 'extract', table: chunk.table, rows: batch.length });
    if (gathered.canonical.length >= bufferedCharacters) yield encode();
  }
  yield encode();
}

/** The records of rows that are not written yet. */
interface Gathered {
  canonical: string;
  /** In the format of the parts, where that is another one. */
  other: string;
}

/** Counts a row; null: it is rejected and has no record. */
function takeRow(row: readonly Value[] | RejectedRow, writer: TableWriter, ends: Ends): readonly Value[] | null {
  const { progress } = writer;
  progress.read += 1;
  if (row instanceof RejectedRow) {
    writer.rejects.add(writer.table, progress.read, row);
    return null;
  }
  progress.kept += 1;
  ends.first ??= row;
  ends.last = row;
  if (writer.idIndex >= 0) progress.largestId = larger(progress.largestId, row[writer.idIndex]);
  writer.logKeys(row, progress.kept);
  return row;
}

/** Rows need not come in the order of their ids: a map may make them. */
function larger(largest: number | bigint, id: Value | undefined): number | bigint {
  return (typeof id === 'number' || typeof id === 'bigint') && id > largest ? id : largest;
}
