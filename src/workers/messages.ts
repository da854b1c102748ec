import type { NtomEvent } from '../events.ts';
import type { PlainError } from './plain-error.ts';

/** What a thread is asked: one call of one method, or to end early what it does. */
export type Request =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly argument: unknown }
  | { readonly type: 'abort'; readonly reason: PlainError };

/** What a thread says: the outcome of a call, or an event on the way. */
export type Reply =
  | { readonly type: 'done'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: PlainError }
  | { readonly type: 'event'; readonly event: NtomEvent };

/** What a thread can do: each method takes and gives plain data, which can be cloned. */
export interface Methods {
  readonly [method: string]: (argument: never) => Promise<unknown>;
}
