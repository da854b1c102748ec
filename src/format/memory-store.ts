import { createHash } from 'node:crypto';
import { failure } from '../errors.ts';
import type { PartStore } from './store.ts';

/** The files of an extract in memory, for one that nobody keeps. `label`: what people call it. */
export function memoryStore(label: string): PartStore {
  const files = new Map<string, Buffer>();
  return {
    label,
    async put(path, bytes) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(Uint8Array.from(piece));
      const file = Buffer.concat(pieces);
      files.set(path, file);
      return { path, bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
    },
    async *get(path) {
      const file = files.get(path);
      if (file === undefined) throw failure('PART_MISSING', { part: path, extract: label });
      yield file;
    },
    list: async () => [...files].map(([path, { length }]) => ({ path, bytes: length })).toSorted(byPath),
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
