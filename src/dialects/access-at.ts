import type { FileAccess, ServerAccess } from './copies.ts';
import type { MemoryAccess } from './memory.ts';

/** How a database is reached, by where it is to be: in memory, in a file, or at a place by its URL. */
export type AccessAt<At extends string> = At extends 'memory'
  ? MemoryAccess
  : At extends 'file' | `sqlite:${string}`
    ? FileAccess
    : At extends `mysql:${string}`
      ? ServerAccess
      : MemoryAccess | FileAccess | ServerAccess;
