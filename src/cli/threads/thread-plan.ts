import { availableParallelism } from 'node:os';
import type { ThreadPlan } from '../../workers/threads.ts';

/** What a thread of `extract` is told. Plain data. */
export interface ExtractThread {
  /** The project's folder. */
  readonly directory: string;
  /** `2to3`, or `3`. */
  readonly pipeline: string;
  /** The URL of a place of the engine. */
  readonly place: string;
  /** The `filesFingerprint` of the pipeline from before the main thread loaded it. */
  readonly files: string;
}

/** What a thread of `load` and `verify` is told. Plain data. */
export interface LoadThread {
  readonly directory: string;
  readonly schema: number;
  readonly place: string;
  /** The `filesFingerprint` of the schema from before the main thread loaded it. */
  readonly files: string;
}

/** Data for which one more worker is worth its start: it takes as long to start as to read so much. */
const bytesEach = 24 * 1024 * 1024;

/** `workers`: as typed; undefined: one for each core. */
export function extractThreads(workers: number | undefined, data: ExtractThread): ThreadPlan {
  return {
    most: workers ?? availableParallelism(),
    bytesEach,
    entry: built(new URL('./extract-thread.ts', import.meta.url)),
    data,
  };
}

export function loadThreads(workers: number | undefined, data: LoadThread): ThreadPlan {
  return {
    most: workers ?? availableParallelism(),
    bytesEach,
    entry: built(new URL('./load-thread.ts', import.meta.url)),
    data,
  };
}

/** Once this module is compiled, what is beside it is compiled too. */
function built(module: URL): URL {
  return import.meta.url.endsWith('.ts') ? module : new URL(module.href.replace(/\.ts$/, '.js'));
}
