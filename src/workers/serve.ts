import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { OnEvent } from '../events.ts';
import type { Methods, Reply, Request } from './messages.ts';
import { errorOf, plainError } from './plain-error.ts';

/** What the methods of a thread share. */
export interface Served {
  readonly onEvent: OnEvent;
  /** Aborted when the main thread's is. */
  readonly signal: AbortSignal;
}

/**
 * Answers the calls of the main thread, one after the other, until it ends this one. `create` makes the methods out of what the thread was started
 * with; what it throws is the answer to every call.
 */
export function serve<Data>(create: (data: Data, served: Served) => Promise<Methods>): void {
  if (isMainThread || parentPort === null) throw new TypeError('this is no thread');
  const port = parentPort;
  const controller = new AbortController();
  const reply = (message: Reply): void => port.postMessage(message);
  const onEvent: OnEvent = (event) => reply({ type: 'event', event });
  const methods = create(workerData as Data, { onEvent, signal: controller.signal });
  // Whoever calls gets the error; until then nobody waits for it.
  methods.catch(() => undefined);
  let last = Promise.resolve();
  port.on('message', (request: Request) => {
    if (request.type === 'abort') controller.abort(errorOf(request.reason));
    else last = last.then(async () => reply(await answer(methods, request)));
  });
}

async function answer(methods: Promise<Methods>, { id, method, argument }: Request & { type: 'call' }): Promise<Reply> {
  try {
    const call = (await methods)[method];
    if (call === undefined) throw new TypeError(`this thread has no method ${method}`);
    return { type: 'done', id, result: await call(argument as never) };
  } catch (thrown) {
    return { type: 'failed', id, error: plainError(thrown) };
  }
}
