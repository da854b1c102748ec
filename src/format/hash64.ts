import xxhash from 'xxhash-wasm';

/** xxhash64 of a text's UTF-8 bytes. */
export type Hash64 = (text: string) => bigint;

let loading: Promise<Hash64> | null = null;

/** Loads the hash function; once a process. */
export function loadHash64(): Promise<Hash64> {
  loading ??= xxhash().then((api) => (text: string) => api.h64(text));
  return loading;
}
