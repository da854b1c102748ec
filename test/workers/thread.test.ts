import { expect, onTestFinished, test, vi } from 'vitest';
import { failure, NtomError } from '../../src/errors.ts';
import type { NtomEvent } from '../../src/events.ts';
import { Thread } from '../../src/workers/thread.ts';

interface Answering {
  readonly [method: string]: (argument: never) => Promise<unknown>;
  readonly greet: (name: string) => Promise<string>;
  readonly work: (name: string) => Promise<void>;
  readonly twice: (value: bigint) => Promise<bigint>;
  readonly refuse: (reason: string) => Promise<void>;
  readonly fail: (none: null) => Promise<void>;
  readonly die: (none: null) => Promise<void>;
  readonly untilAborted: (none: null) => Promise<string | null>;
}

function start(signal = new AbortController().signal): { thread: Thread<Answering>; events: NtomEvent[] } {
  const events: NtomEvent[] = [];
  const entry = new URL('./answering-thread.ts', import.meta.url);
  const thread = new Thread<Answering>({
    entry,
    data: { greeting: 'Hello' },
    signal,
    onEvent: (event) => events.push(event),
  });
  onTestFinished(() => thread[Symbol.asyncDispose]());
  return { thread, events };
}

test('a thread answers calls with what its methods give, and its events arrive', async () => {
  const { thread, events } = start();
  expect(await Promise.all([thread.call('greet', 'Ada'), thread.call('twice', 2n ** 70n)])).toEqual([
    'Hello, Ada',
    2n ** 71n,
  ]);
  expect(events).toEqual([{ type: 'notice', message: 'greeting Ada' }]);
});

test('an error of the catalog arrives as one, with its cause; any other keeps its message and its stack', async () => {
  const { thread } = start();
  const refused: unknown = await thread.call('refuse', 'it is no server').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(NtomError);
  expect(refused).toMatchObject({
    code: 'SERVER_FAILED',
    details: { server: 'none', reason: 'it is no server' },
    cause: { message: 'the cause' },
  });
  const failed: unknown = await thread.call('fail', null).catch((error: unknown) => error);
  expect(failed).not.toBeInstanceOf(NtomError);
  expect(failed).toMatchObject({ message: 'a bug', stack: expect.stringContaining('answering-thread.ts') });
});

test('calls are done one after the other', async () => {
  const { thread, events } = start();
  await Promise.all(['first', 'second'].map((name) => thread.call('work', name)));
  expect(events.map((event) => (event.type === 'notice' ? event.message : null))).toEqual([
    'first begins',
    'first ends',
    'second begins',
    'second ends',
  ]);
});

test('a thread that dies fails the call that waits and every later one', async () => {
  const { thread } = start();
  await expect(thread.call('die', null)).rejects.toThrow('exit code 3');
  await expect(thread.call('greet', 'Ada')).rejects.toThrow('exit code 3');
});

test('a method that it does not have is our mistake, and said', async () => {
  const { thread } = start();
  await expect(thread.call('sing', null as never)).rejects.toThrow('no method sing');
});

test('the signal of the main thread is the signal of the thread', async () => {
  const controller = new AbortController();
  const { thread, events } = start(controller.signal);
  const answer = thread.call('untilAborted', null);
  await vi.waitUntil(() => events.length > 0, { timeout: 20_000 });
  controller.abort(failure('INTERRUPTED', { what: 'extract' }));
  expect(await answer).toBe(failure('INTERRUPTED', { what: 'extract' }).message);
});
