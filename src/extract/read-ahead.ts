import type { RawRow, Source } from '../dialects/source.ts';
import type { Chunk } from '../pipeline/plan.ts';

type Batches = AsyncIterator<readonly RawRow[], unknown, undefined>;

/** A chunk whose first rows are on their way. */
interface Started {
  readonly batches: Batches;
  readonly first: Promise<IteratorResult<readonly RawRow[], unknown>>;
}

/**
 * Reads chunks in their order, the next ones already while one is being written: as many as the source has readers. Each
 * reader holds back at its first rows, so that memory does not grow.
 */
export class ReadAhead implements AsyncDisposable {
  readonly #source: Source;
  readonly #chunks: readonly Chunk[];
  readonly #started = new Map<Chunk, Started>();

  /** `chunks`: in the order in which they will be asked for. */
  constructor(source: Source, chunks: readonly Chunk[]) {
    this.#source = source;
    this.#chunks = chunks;
  }

  async *rows(chunk: Chunk): AsyncGenerator<readonly RawRow[]> {
    const at = this.#chunks.indexOf(chunk);
    for (const next of this.#chunks.slice(at, at + this.#source.readers)) this.#start(next);
    const started = this.#started.get(chunk);
    if (started === undefined) throw new TypeError(`chunk ${chunk.number} of ${chunk.table} is not to be read`);
    for (let batch = await started.first; batch.done !== true; batch = await started.batches.next()) yield batch.value;
    this.#started.delete(chunk);
  }

  #start(chunk: Chunk): void {
    if (this.#started.has(chunk)) return;
    const batches = this.#source.rows(chunk.query)[Symbol.asyncIterator]();
    const first = batches.next();
    // Whoever reads the chunk gets the error; until then nobody waits for it.
    first.catch(() => undefined);
    this.#started.set(chunk, { batches, first });
  }

  /** What was begun and will not be read is ended, so that no reader is left waiting. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([...this.#started.values()].map(async ({ batches }) => batches.return?.()));
  }
}
