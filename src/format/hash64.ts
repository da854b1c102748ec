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

/** xxhash64, seed 0, of bytes. */
export function hashBytes64(bytes: Uint8Array): bigint {
  const memory = hashMemory();
  while (bytes.length > memory.capacity) memory.grow();
  memory.set(bytes);
  return BigInt.asUintN(64, memory.hash(bytes.length));
}
