import { createHash } from 'node:crypto';
import type { CompressionName } from './compression-name.ts';
import { compressed } from './compression.ts';
import type { ManifestPart } from './manifest.ts';
import type { PartStore, StoredFile } from './store.ts';

/** A part as it is stored; `content` is what was compressed. */
export type StoredPart = StoredFile & Pick<ManifestPart, 'content'>;

/** Writes a part, compressed or as it is. What proves it later is measured on the way. */
export async function putPart(
  store: PartStore,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  compression: CompressionName | null,
): Promise<StoredPart> {
  if (compression === null) return store.put(path, bytes);
  const hash = createHash('sha256');
  let length = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece);
      length += piece.length;
      yield piece;
    }
  }
  const file = await store.put(path, compressed(measured(), compression));
  return { ...file, content: { compression, bytes: length, sha256: hash.digest('hex') } };
}
