import type { Dialect } from '../dialects/dialect.ts';
import type { FellowReader } from '../dialects/source.ts';
import type { ReaderMethods } from './threads.ts';

/** A thread's own reader, and the methods by which the main thread leads it. */
export interface Fellow {
  readonly reader: () => FellowReader;
  readonly methods: ReaderMethods;
}

export function fellow(dialect: Dialect): Fellow {
  let open: FellowReader | null = null;
  const reader = (): FellowReader => {
    if (open === null) throw new TypeError('this thread is connected to no database');
    return open;
  };
  return {
    reader,
    methods: {
      open: async (location) => {
        open = await dialect.openFellow(dialect.locationFrom(location));
      },
      begin: () => reader().begin(),
      close: async () => {
        const closing = open;
        open = null;
        await closing?.[Symbol.asyncDispose]();
      },
    },
  };
}
