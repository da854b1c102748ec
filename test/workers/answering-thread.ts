import { setTimeout as wait } from 'node:timers/promises';
import { failure } from '../../src/errors.ts';
import { serve } from '../../src/workers/serve.ts';

/** A thread for the tests of threads. */
serve<{ readonly greeting: string }>(async ({ greeting }, { onEvent, signal }) => ({
  greet: async (name: string) => {
    onEvent({ type: 'notice', message: `greeting ${name}` });
    return `${greeting}, ${name}`;
  },
  work: async (name: string) => {
    onEvent({ type: 'notice', message: `${name} begins` });
    await wait(5);
    onEvent({ type: 'notice', message: `${name} ends` });
  },
  twice: async (value: bigint) => value * 2n,
  refuse: async (reason: string) => {
    throw failure('SERVER_FAILED', { server: 'none', reason }, new TypeError('the cause'));
  },
  fail: async () => {
    throw new RangeError('a bug');
  },
  die: async () => process.exit(3),
  untilAborted: async () => {
    onEvent({ type: 'notice', message: 'waiting' });
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return signal.reason instanceof Error ? signal.reason.message : null;
  },
}));
