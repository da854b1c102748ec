import type { DatabaseLocation, LocationData } from '../dialects/location.ts';
import type { FellowReaders } from '../dialects/source.ts';
import type { OnEvent } from '../events.ts';
import type { Methods } from './messages.ts';
import { Thread } from './thread.ts';

/** How a phase may use threads: a module that serves it, and what that module is told to begin with. */
export interface ThreadPlan {
  /** Workers at the same time, this thread included. */
  readonly most: number;
  /** Bytes of data for which one more worker is worth its start. */
  readonly bytesEach: number;
  /** A module that calls `serve`. */
  readonly entry: URL;
  /** Plain data for it. */
  readonly data: unknown;
}

export interface ThreadsOptions {
  /** undefined: the main thread does all. */
  readonly plan: ThreadPlan | undefined;
  /** About how much there is to do. */
  readonly bytes: number;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** What every thread can do that reads a database together with the main thread. */
export interface ReaderMethods extends Methods {
  /** Connects to a database. */
  readonly open: (location: LocationData) => Promise<void>;
  /** Begins a snapshot. */
  readonly begin: (none: null) => Promise<void>;
  /** Gives back what it holds. */
  readonly close: (none: null) => Promise<void>;
}

/** The threads of one phase, as many as are worth it beside the main one. Disposing of them ends them. */
export class Threads<M extends ReaderMethods> implements AsyncDisposable {
  readonly all: readonly Thread<M>[];

  private constructor(all: readonly Thread<M>[]) {
    this.all = all;
  }

  /** They load their modules while the main thread goes on. */
  static start<M extends ReaderMethods>({ plan, bytes, signal, onEvent }: ThreadsOptions): Threads<M> {
    if (plan === undefined) return new Threads([]);
    const { entry, data, most, bytesEach } = plan;
    const length = Math.max(0, Math.min(most, Math.ceil(bytes / bytesEach)) - 1);
    return new Threads(Array.from({ length }, () => new Thread<M>({ entry, data, signal, onEvent })));
  }

  /** Connects all of them to a database, until the result is disposed of: a snapshot may keep others from changing it. */
  async open({ data }: DatabaseLocation): Promise<FellowReaders & AsyncDisposable> {
    await this.#each((thread) => thread.call('open', data));
    return {
      count: this.all.length,
      begin: () => this.#each((thread) => thread.call('begin', null)),
      end: () => this.#close(),
      [Symbol.asyncDispose]: () => this.#close(),
    };
  }

  /**
   * Workers, made by `worker` of each thread, for `inOrder`: each twice, so that it has the next job already when it is done with
   * one. Whoever gives the jobs may be at work himself.
   */
  workers<W>(worker: (thread: Thread<M>) => W): readonly W[] {
    return this.all.map(worker).flatMap((each) => [each, each]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    await this.#each((thread) => thread[Symbol.asyncDispose]());
  }

  /** A thread that has ended holds nothing any more. */
  async #close(): Promise<void> {
    await Promise.allSettled(this.all.map((thread) => thread.call('close', null)));
  }

  async #each(work: (thread: Thread<M>) => Promise<unknown>): Promise<void> {
    await Promise.all(this.all.map(work));
  }
}
