import { Worker } from 'node:worker_threads';
import type { OnEvent } from '../events.ts';
import type { Methods, Reply, Request } from './messages.ts';
import { errorOf, plainError } from './plain-error.ts';

/** What a thread is started with. */
export interface ThreadStart {
  /** A module that calls `serve`. */
  readonly entry: URL;
  /** Plain data for it. */
  readonly data: unknown;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Memory of one thread, in MB. The young generation of V8 grows with time and not with need: a small one is as fast here. The
 * limit of the old one ends a thread that would take the whole machine.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 2048 };

/** A thread of this process that does one call after another. Disposing of it ends it, whatever it does. */
export class Thread<M extends Methods> implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #stopListening: () => void;
  #calls = 0;
  #ended: Error | null = null;

  constructor({ entry, data, signal, onEvent }: ThreadStart) {
    this.#worker = new Worker(entry, { workerData: data, resourceLimits, ...sourceOptions(entry) });
    this.#worker.on('message', (reply: Reply) => (reply.type === 'event' ? onEvent(reply.event) : this.#settle(reply)));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', (code) => this.#end(new Error(`a thread ended with exit code ${code}`)));
    const abort = (): void => this.#post({ type: 'abort', reason: plainError(signal.reason) });
    signal.addEventListener('abort', abort);
    this.#stopListening = () => signal.removeEventListener('abort', abort);
  }

  /** @throws what the method throws in the thread. */
  call<K extends keyof M & string>(method: K, argument: Parameters<M[K]>[0]): Promise<Awaited<ReturnType<M[K]>>> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) return reject(this.#ended);
      const id = (this.#calls += 1);
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#post({ type: 'call', id, method, argument });
    });
  }

  /** A call whose answer nobody waits for: what is wrong, the next call says too. */
  tell<K extends keyof M & string>(method: K, argument: Parameters<M[K]>[0]): void {
    this.call(method, argument).catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopListening();
    await this.#worker.terminate();
  }

  #post(request: Request): void {
    this.#worker.postMessage(request);
  }

  #settle(reply: Exclude<Reply, { type: 'event' }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.type === 'done') waiting?.resolve(reply.result);
    else waiting?.reject(errorOf(reply.error));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** From TypeScript, as in this repository's own scripts and tests, a thread needs what they were started with. */
function sourceOptions({ pathname }: URL): { execArgv?: string[] } {
  return pathname.endsWith('.ts') ? { execArgv: ['--conditions=ntom-source', '--import', 'tsx'] } : {};
}
