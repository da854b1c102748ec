import type { Dialect } from '../dialects/dialect.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { fellow } from '../workers/fellow.ts';
import type { Served } from '../workers/serve.ts';
import type { ReaderMethods, Threads } from '../workers/threads.ts';
import { loadWorker, type LoadSettings, type LoadWorker } from './load-worker.ts';

/** What a thread does for a load: that of a worker, once it is told the settings. */
export interface LoadMethods extends ReaderMethods {
  readonly settle: (settings: LoadSettings) => Promise<void>;
  readonly unheld: LoadWorker['unheld'];
  readonly prepare: LoadWorker['prepare'];
  readonly hash: LoadWorker['hash'];
  readonly references: (none: null) => ReturnType<LoadWorker['references']>;
}

/** The thread's side. */
export function loadMethods(schema: SchemaDefinition, dialect: Dialect, served: Served): LoadMethods {
  const { reader, methods } = fellow(dialect);
  let settled: LoadWorker | null = null;
  const worker = (): LoadWorker => {
    if (settled === null) throw new TypeError('this thread does not know the extract');
    return settled;
  };
  return {
    ...methods,
    settle: async (settings) => {
      settled = loadWorker({ schema, dialect, ...served, ...settings }, reader);
    },
    unheld: (job) => worker().unheld(job),
    prepare: (job) => worker().prepare(job),
    hash: (job) => worker().hash(job),
    references: () => worker().references(),
  };
}

/** The main thread's side. It does not wait for threads that are still starting. */
export function threadWorkers(threads: Threads<LoadMethods>, settings: LoadSettings): readonly LoadWorker[] {
  for (const thread of threads.all) thread.tell('settle', settings);
  return threads.workers((thread) => ({
    unheld: (job) => thread.call('unheld', job),
    prepare: (job) => thread.call('prepare', job),
    hash: (job) => thread.call('hash', job),
    references: () => thread.call('references', null),
  }));
}
