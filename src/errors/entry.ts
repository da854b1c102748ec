import type { ErrorEntry } from './catalog.ts';

/** An entry of the catalog whose message is made from details of type `D`, of which it has an example. */
export function entry<D>(entry: Omit<ErrorEntry, 'message' | 'example'> & Message<D>): typeof entry {
  return entry;
}

export interface Message<D> {
  readonly message: (details: D) => string;
  /** Details as they could be: the documentation shows the message that they make. */
  readonly example: NoInfer<D>;
}
