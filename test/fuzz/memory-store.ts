import type { PartStore } from '../../src/format/store.ts';
import { chunks } from '../format/sample.ts';

/** A store in which every name is the same file, which comes in chunks. */
export function memoryStore(file: Uint8Array, cuts: readonly number[] = []): PartStore {
  const unused = (): never => {
    throw new TypeError('not used');
  };
  return { label: 'memory', put: unused, list: unused, get: () => chunks(file, cuts) };
}
