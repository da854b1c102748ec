import type { Dialect } from '../dialects/dialect.ts';
import type { RowSink } from '../dialects/row-sink.ts';
import type { FellowReader, ResultColumn } from '../dialects/source.ts';
import type { OnEvent } from '../events.ts';
import { failure } from '../errors.ts';
import type { CompressionName } from '../format/compression-name.ts';
import { directoryStore } from '../format/directory-store.ts';
import type { ManifestPart } from '../format/manifest.ts';
import { putPart } from '../format/part-file.ts';
import { partName } from '../format/part-name.ts';
import type { FormatName } from '../format/row-codec.ts';
import { RowHash } from '../format/row-hash.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { Chunk } from '../pipeline/plan.ts';
import type { Value } from '../schema/definition.ts';
import { GatheredRecords } from './gathered-records.ts';
import { keysFolder } from './key-checks.ts';
import { KeyRecorder } from './key-recorder.ts';
import type { TakenKeys } from './key-set.ts';
import { ChunkRejects, type RejectedLines } from './rejects.ts';
import { RejectedRow } from './row-maker.ts';
import { tableWriter, type TableWriter } from './table-writer.ts';

/** A chunk with what its plan says of its query. Plain data. */
export interface ChunkJob {
  readonly chunk: Chunk;
  readonly columns: readonly ResultColumn[];
}

/** What became of a chunk. Plain data; rows are counted within it. */
export interface WrittenChunk {
  readonly part: ManifestPart;
  /** Rows of the query. */
  readonly read: number;
  /** Largest auto-increment value; 0: none. */
  readonly largestId: number | bigint;
  readonly rowHash: string;
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

export interface ChunkContext extends ChunkSettings {
  readonly pipeline: PipelineDefinition;
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** Writes chunks, one at a time, from one reader. */
export interface ChunkWriter {
  write(job: ChunkJob): Promise<WrittenChunk>;
}

export function chunkWriter(context: ChunkContext, reader: () => Pick<FellowReader, 'record'>): ChunkWriter {
  const writers = new Map<string, TableWriter>();
  return {
    async write(job) {
      const { table } = job.chunk;
      const writer = writers.get(table) ?? tableWriter(context, table, job.columns);
      writers.set(table, writer);
      return new ChunkRun(context, writer, job.chunk).write(reader());
    },
  };
}

/** Reads, validates and writes the rows of one chunk. */
class ChunkRun {
  readonly #context: ChunkContext;
  readonly #writer: TableWriter;
  readonly #chunk: Chunk;
  readonly #rejects: ChunkRejects;
  readonly #keys: KeyRecorder;
  readonly #hash = new RowHash();
  #read = 0;
  #kept = 0;
  #largestId: number | bigint = 0;
  #first: readonly Value[] | null = null;
  #last: readonly Value[] | null = null;

  constructor(context: ChunkContext, writer: TableWriter, chunk: Chunk) {
    this.#context = context;
    this.#writer = writer;
    this.#chunk = chunk;
    this.#rejects = new ChunkRejects(writer.table, context.maxRejects);
    const { pipeline, scratch } = context;
    const place = { schema: pipeline.to, table: writer.table, directory: keysFolder(scratch), chunk: chunk.number };
    this.#keys = new KeyRecorder(place);
  }

  async write(reader: Pick<FellowReader, 'record'>): Promise<WrittenChunk> {
    const { directory, compression } = this.#context;
    const { table, number, of } = this.#chunk;
    const path = `${partName(table, number, of)}.${this.#writer.extension}`;
    const stored = await putPart(directoryStore(directory), path, this.#encoded(reader), compression);
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

  async *#encoded(reader: Pick<FellowReader, 'record'>): AsyncGenerator<Uint8Array> {
    const { signal, onEvent } = this.#context;
    const { codec, canonical } = this.#writer;
    const records = new GatheredRecords(this.#hash, canonical, canonical === codec.write ? null : codec.write);
    yield Buffer.from(codec.header);
    for await (const rows of reader.record(this.#chunk.query, this.#sink(records))) {
      if (signal.aborted) throw failure('INTERRUPTED', { what: 'extract' });
      if (records.isFull) yield records.take();
      onEvent({ type: 'rows', phase: 'extract', table: this.#chunk.table, rows });
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
        this.#keep(row);
        records.add(row);
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
