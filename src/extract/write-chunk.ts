import type { Dialect } from '../dialects/dialect.ts';
import type { RowSink } from '../dialects/row-sink.ts';
import type { FellowReader, ResultColumn } from '../dialects/source.ts';
import type { OnEvent, Phase } from '../events.ts';
import { failure } from '../errors.ts';
import type { CompressionName } from '../format/compression-name.ts';
import { directoryStore } from '../format/directory-store.ts';
import type { ManifestPart } from '../format/manifest.ts';
import { putPart } from '../format/part-file.ts';
import { partExtension, partName } from '../format/part-name.ts';
import type { FormatName } from '../format/row-codec.ts';
import { RowHash } from '../format/row-hash.ts';
import type { PartStore } from '../format/store.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { Chunk } from '../pipeline/plan.ts';
import type { SchemaDefinition, Value } from '../schema/definition.ts';
import { GatheredRecords } from './gathered-records.ts';
import { keysFolder } from './key-checks.ts';
import { KeyRecorder } from './key-recorder.ts';
import type { TakenKeys } from './key-set.ts';
import { ChunkRejects, type RejectedLines } from './rejects.ts';
import { RejectedRow } from './row-maker.ts';
import { tooLongRow } from './too-long-row.ts';
import { tableWriter, type TableWriter } from './table-writer.ts';

/** A chunk with what its plan says of its query. Plain data. */
export interface ChunkJob {
  readonly chunk: Chunk;
  readonly columns: readonly ResultColumn[];
}

/** What the manifest says of a chunk. */
export interface ChunkSummary {
  readonly part: ManifestPart;
  /** Largest auto-increment value; 0: none. */
  readonly largestId: number | bigint;
  readonly rowHash: string;
}

/** What became of a chunk. Plain data; rows are counted within it. Its keys are up to megabytes: to be merged, and not kept. */
export interface WrittenChunk extends ChunkSummary {
  /** Rows of the query. */
  readonly read: number;
  readonly rejected: RejectedLines;
  readonly keys: readonly TakenKeys[];
}

/** What the chunks of a run have in common, whoever writes them. Plain data. */
export interface ChunkSettings {
  /** Where parts are written, and where there is room for keys. */
  readonly directory: string;
  readonly scratch: string;
  readonly format: FormatName;
  readonly compression: CompressionName | null;
  /** Rejected rows that are written down. */
  readonly maxRejects: number;
}

export interface ChunkContext extends ChunkSettings, Stored {
  readonly pipeline: PipelineDefinition;
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

interface Stored {
  /** Where parts are written; left out: into `directory`. */
  readonly store?: PartStore;
}

/** Writes chunks, one at a time, from one reader. */
export interface ChunkWriter {
  write(job: ChunkJob): Promise<WrittenChunk>;
}

export function chunkWriter(context: ChunkContext, reader: () => Pick<FellowReader, 'record'>): ChunkWriter {
  const writers = new Map<string, TableWriter>();
  return {
    async write(job) {
      const { table, number, of, query } = job.chunk;
      const writer = writers.get(table) ?? tableWriter(context, table, job.columns);
      writers.set(table, writer);
      const path = `${partName(table, number, of)}.${partExtension(context.format, context.compression)}`;
      const run = { ...context, schema: context.pipeline.to, phase: 'extract', path, number } as const;
      return writePart(run, writer, (sink) => reader().record(query, sink));
    },
  };
}

/** A part that is written: where, in which way, and who is told. */
export interface PartRun extends Omit<ChunkSettings, 'format'>, Stored {
  /** That the rows are to fit. */
  readonly schema: SchemaDefinition;
  readonly phase: Phase;
  readonly path: string;
  /** Of the part among those of its table. */
  readonly number: number;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** Gives all rows of a part to a sink, and yields again and again how many it has got since. */
export type RecordRows = (sink: RowSink) => AsyncIterable<number>;

/** Makes rows of what is read, validates and writes them as one part. */
export async function writePart(run: PartRun, writer: TableWriter, record: RecordRows): Promise<WrittenChunk> {
  return new WrittenRows(run, writer).write(record);
}

class WrittenRows {
  readonly #run: PartRun;
  readonly #writer: TableWriter;
  readonly #rejects: ChunkRejects;
  readonly #keys: KeyRecorder;
  readonly #hash = new RowHash();
  #read = 0;
  #kept = 0;
  #largestId: number | bigint = 0;
  #first: readonly Value[] | null = null;
  #last: readonly Value[] | null = null;

  constructor(run: PartRun, writer: TableWriter) {
    this.#run = run;
    this.#writer = writer;
    this.#rejects = new ChunkRejects(writer.table, run.maxRejects);
    const { schema, scratch, number } = run;
    this.#keys = new KeyRecorder({ schema, table: writer.table, directory: keysFolder(scratch), chunk: number });
  }

  async write(record: RecordRows): Promise<WrittenChunk> {
    const { directory, store = directoryStore(directory), path, compression } = this.#run;
    const stored = await putPart(store, path, this.#encoded(record), compression);
    const keyOf = (row: readonly Value[] | null) => (row === null ? null : this.#writer.keyTexts(row));
    return {
      part: { ...stored, rows: this.#kept, first: keyOf(this.#first), last: keyOf(this.#last) },
      read: this.#read,
      largestId: this.#largestId,
      rowHash: this.#hash.sum,
      rejected: this.#rejects.lines(),
      keys: this.#keys.take(),
    };
  }

  async *#encoded(record: RecordRows): AsyncGenerator<Uint8Array> {
    const { phase, signal, onEvent } = this.#run;
    const { table, codec, canonical } = this.#writer;
    const records = new GatheredRecords(this.#hash, canonical, canonical === codec.write ? null : codec.write);
    yield Buffer.from(codec.header);
    for await (const rows of record(this.#sink(records))) {
      if (signal.aborted) throw failure('INTERRUPTED', { what: phase });
      if (records.isFull) yield records.take();
      onEvent({ type: 'rows', phase, table: table.name, rows });
    }
    yield records.take();
  }

  #sink(records: GatheredRecords): RowSink {
    const { make, recorded: fields } = this.#writer;
    const { out } = records;
    return {
      row: (raw) => {
        const row = make(raw);
        if (row instanceof RejectedRow) return this.#reject(row);
        const tooLong = records.add(row);
        if (tooLong !== null) return this.#reject(tooLongRow(this.#writer.table, row, tooLong));
        this.#keep(row);
      },
      recording: fields === null || out === null ? null : { fields, out, recorded: (values) => this.#keep(values) },
    };
  }

  #reject(row: RejectedRow): void {
    this.#read += 1;
    this.#rejects.add(this.#read, row);
  }

  /** Counts a row that has a record. Of its values those of keys are looked at. */
  #keep(row: readonly Value[]): void {
    const { idIndex } = this.#writer;
    this.#read += 1;
    this.#kept += 1;
    this.#first ??= row;
    this.#last = row;
    if (idIndex >= 0) this.#largestId = larger(this.#largestId, row[idIndex]);
    this.#keys.add(row);
  }
}

/** Rows need not come in the order of their ids: a map may make them. */
function larger(largest: number | bigint, id: Value | undefined): number | bigint {
  return (typeof id === 'number' || typeof id === 'bigint') && id > largest ? id : largest;
}
