import type { Dialect } from '../dialects/dialect.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import { fellow } from '../workers/fellow.ts';
import type { Served } from '../workers/serve.ts';
import type { ReaderMethods, Threads } from '../workers/threads.ts';
import { chunkWriter, type ChunkJob, type ChunkSettings, type ChunkWriter, type WrittenChunk } from './write-chunk.ts';

/** What a thread does for an extract. */
export interface ChunkMethods extends ReaderMethods {
  /** Once, before the first chunk. */
  readonly prepare: (settings: ChunkSettings) => Promise<void>;
  readonly write: (job: ChunkJob) => Promise<WrittenChunk>;
}

/** The thread's side. */
export function chunkMethods(pipeline: PipelineDefinition, dialect: Dialect, served: Served): ChunkMethods {
  const { reader, methods } = fellow(dialect);
  let writer: ChunkWriter | null = null;
  return {
    ...methods,
    prepare: async (settings) => {
      writer = chunkWriter({ pipeline, dialect, ...served, ...settings }, reader);
    },
    write: async (job) => {
      if (writer === null) throw new TypeError('this thread does not know where to write');
      return writer.write(job);
    },
  };
}

/** The main thread's side. */
export function threadWriters(threads: Threads<ChunkMethods>, settings: ChunkSettings): readonly ChunkWriter[] {
  for (const thread of threads.all) thread.tell('prepare', settings);
  return threads.workers((thread) => ({ write: (job) => thread.call('write', job) }));
}
