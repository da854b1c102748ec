import { failure } from '../errors.ts';
import type { ManifestPart } from './manifest.ts';
import type { PartStore } from './store.ts';
import { contentBytes } from './verify-parts.ts';

/** People add rows to a part; they do not make it ten times as long. */
const mostTimes = 10;
/** What any part may grow to. */
const mostBytes = 64 * 2 ** 20;

/**
 * The content of a part that people may have edited. It cannot be proved; but however small its file is, it does not become more
 * than 64 MiB, or than ten times what the manifest says that it was.
 *
 * @throws {NtomError} `PART_UNPACKS_TOO_LARGE`, `PART_ALTERED` for a broken compression, `PART_MISSING`, `PART_NOT_A_FILE`,
 *   `COMPRESSION_UNSUPPORTED`.
 */
export async function* editedBytes(store: PartStore, part: ManifestPart): AsyncGenerator<Uint8Array> {
  const ceiling = part.content === undefined ? Infinity : Math.max(mostBytes, mostTimes * part.content.bytes);
  let bytes = 0;
  for await (const piece of contentBytes(store.get(part.path), part)) {
    bytes += piece.length;
    if (bytes > ceiling) throw failure('PART_UNPACKS_TOO_LARGE', { part: part.path, bytes: ceiling });
    yield piece;
  }
}
