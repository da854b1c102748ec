import { createHash } from 'node:crypto';
import type { ErrorDetails } from '../errors/catalog.ts';
import { failure } from '../errors.ts';
import { decompressed } from './compression.ts';
import { filesBesideParts } from './file-name.ts';
import type { Manifest, ManifestPart } from './manifest.ts';
import type { PartStore } from './store.ts';

/**
 * Proves that the parts of an extract are those that its manifest names, byte for byte, and no others. Sizes first: what is
 * found quickly is said quickly.
 *
 * @throws {NtomError} `PART_MISSING`, `PART_ALTERED`, `PART_EXTRA`, `PART_NOT_A_FILE`.
 */
export async function checkParts(store: PartStore, manifest: Manifest): Promise<void> {
  const parts = manifest.tables.flatMap((table) => table.parts);
  await checkListing(store, parts);
  for (const part of parts) {
    for await (const _ of checkedBytes(store, part));
  }
}

/**
 * The content of a part, decompressed if it is compressed, proved on the way: the file, then what is in it. The last buffer is
 * given out only after everything is found right, so that nobody ever has the whole of an altered part. No buffer is empty, and
 * never more is decompressed than the manifest says there is.
 *
 * @throws {NtomError} `PART_ALTERED`, `PART_MISSING`, `PART_NOT_A_FILE`, `COMPRESSION_UNSUPPORTED`.
 */
export function checkedBytes(store: PartStore, part: ManifestPart): AsyncGenerator<Uint8Array> {
  const file = fileBytes(store, part);
  if (part.content === undefined) return file;
  const { compression } = part.content;
  const corrupt = (reason: string): Error => altered(part, 'compression', compression, `broken (${reason})`);
  return proved(decompressed(file, compression, corrupt), part.content, part, 'content ');
}

/** The bytes of a part's file, compressed or not, proved like its content. */
export function fileBytes(store: PartStore, part: ManifestPart): AsyncGenerator<Uint8Array> {
  return proved(store.get(part.path), part, part, '');
}

async function* proved(
  buffers: AsyncIterable<Uint8Array>,
  due: { readonly bytes: number; readonly sha256: string },
  part: ManifestPart,
  of: '' | 'content ',
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  let held: Uint8Array | null = null;
  for await (const buffer of buffers) {
    if (buffer.length === 0) continue;
    bytes += buffer.length;
    if (bytes > due.bytes) throw altered(part, `${of}size`, `${due.bytes} bytes`, 'larger');
    hash.update(buffer);
    if (held !== null) yield held;
    held = buffer;
  }
  if (bytes !== due.bytes) throw altered(part, `${of}size`, `${due.bytes} bytes`, `${bytes} bytes`);
  const sha256 = hash.digest('hex');
  if (sha256 !== due.sha256) throw altered(part, `${of}sha256`, due.sha256, sha256);
  if (held !== null) yield held;
}

export async function checkListing(store: PartStore, parts: readonly ManifestPart[]): Promise<void> {
  const found = new Map((await store.list()).map(({ path, bytes }) => [path, bytes]));
  for (const part of parts) {
    const bytes = found.get(part.path);
    if (bytes === undefined) throw failure('PART_MISSING', { part: part.path, extract: store.label });
  }
  const expected = new Set(parts.map(({ path }) => path));
  const extra = [...found.keys()].find((path) => !expected.has(path) && !filesBesideParts.has(path));
  if (extra !== undefined) throw failure('PART_EXTRA', { part: extra, extract: store.label });
  for (const part of parts) {
    const bytes = found.get(part.path) ?? 0;
    // The size of a link or a folder says nothing: opening it says what it is.
    if (bytes !== part.bytes) for await (const _ of store.get(part.path)) break;
    if (bytes !== part.bytes) throw altered(part, 'size', `${part.bytes} bytes`, `${bytes} bytes`);
  }
}

function altered(
  { path }: ManifestPart,
  what: ErrorDetails<'PART_ALTERED'>['what'],
  expected: string,
  found: string,
): Error {
  return failure('PART_ALTERED', { part: path, what, expected, found });
}
