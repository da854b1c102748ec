import { hashMemory } from './hash-memory.ts';

/** xxhash64, seed 0, of a text's UTF-8 bytes. */
export function hash64(text: string): bigint {
  const memory = hashMemory();
  let length = memory.write(text);
  while (length === null) {
    memory.grow();
    length = memory.write(text);
  }
  return BigInt.asUintN(64, memory.hash(length));
}
