import { createHash } from 'node:crypto';
import type { ErrorDetails } from '../errors/catalog.ts';
import { failure } from '../errors.ts';
import { decompressed } from './compression.ts';
import { dataPackageFile, filesBesideParts } from './file-name.ts';
import type { Manifest, ManifestPart } from './manifest.ts';
import type { PartStore, StoredFile } from './store.ts';

/**
 * Proves that the files of an extract are those that its manifest names, byte for byte, and no others. Sizes first: what is
 * found quickly is said quickly.
 *
 * @throws {NtomError} `PART_MISSING`, `PART_ALTERED`, `PART_EXTRA`, `PART_NOT_A_FILE`.
 */
export async function checkParts(store: PartStore, manifest: Manifest): Promise<void> {
  await checkFiles(store, manifest);
  for (const part of partsOf(manifest)) {
    for await (const _ of checkedBytes(store, part));
  }
}

/**
 * Finds what can be found without reading the parts: they are all there, of the right size, with nothing beside them, and
 * `datapackage.json` is the one that was written.
 *
 * @throws {NtomError} `PART_MISSING`, `PART_ALTERED`, `PART_EXTRA`, `PART_NOT_A_FILE`.
 */
export async function checkFiles(store: PartStore, manifest: Manifest): Promise<void> {
  const dataPackage = dataPackageOf(manifest);
  const files = [...partsOf(manifest), dataPackage];
  const sizes = await checkNames(store, files);
  for (const file of files) {
    const bytes = sizes.get(file.path) ?? 0;
    // The size of a link or a folder says nothing: opening it says what it is.
    if (bytes !== file.bytes) for await (const _ of store.get(file.path)) break;
    if (bytes !== file.bytes) throw altered(file, 'size', `${file.bytes} bytes`, `${bytes} bytes`);
  }
  for await (const _ of fileBytes(store, dataPackage));
}

/**
 * The sizes of what is in an extract, by name.
 *
 * @throws {NtomError} `PART_MISSING` unless all these files are there, `PART_EXTRA` for what does not belong to an extract.
 */
export async function checkNames(
  store: PartStore,
  files: readonly Pick<StoredFile, 'path'>[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map((await store.list()).map(({ path, bytes }) => [path, bytes]));
  const missing = files.find(({ path }) => !found.has(path));
  if (missing !== undefined) throw failure('PART_MISSING', { part: missing.path, extract: store.label });
  const expected = new Set(files.map(({ path }) => path));
  const extra = [...found.keys()].find((path) => !expected.has(path) && !filesBesideParts.has(path));
  if (extra !== undefined) throw failure('PART_EXTRA', { part: extra, extract: store.label });
  return found;
}

/** `datapackage.json` as the manifest has it. */
export function dataPackageOf({ dataPackage }: Manifest): StoredFile {
  return { path: dataPackageFile, ...dataPackage };
}

export function partsOf({ tables }: Manifest): readonly ManifestPart[] {
  return tables.flatMap(({ parts }) => parts);
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
  return part.content === undefined ? file : proved(contentBytes(file, part), part.content, part, 'content ');
}

/** The bytes of a file, compressed or not, proved like the content of a part. */
export function fileBytes(store: PartStore, file: StoredFile): AsyncGenerator<Uint8Array> {
  return proved(store.get(file.path), file, file, '');
}

/**
 * The content of a part whose bytes are given, decompressed if it is compressed. Not proved.
 *
 * @throws {NtomError} `PART_ALTERED` when it is not, or not only, one whole compressed stream; `COMPRESSION_UNSUPPORTED`.
 */
export function contentBytes(file: AsyncIterable<Uint8Array>, part: ManifestPart): AsyncIterable<Uint8Array> {
  if (part.content === undefined) return file;
  const { compression } = part.content;
  return decompressed(file, compression, (reason) => altered(part, 'compression', compression, `broken (${reason})`));
}

async function* proved(
  buffers: AsyncIterable<Uint8Array>,
  due: { readonly bytes: number; readonly sha256: string },
  part: Pick<StoredFile, 'path'>,
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

/** That a file of an extract is not the one of its manifest. */
export function altered(
  { path }: Pick<StoredFile, 'path'>,
  what: ErrorDetails<'PART_ALTERED'>['what'],
  expected: string,
  found: string,
): Error {
  return failure('PART_ALTERED', { part: path, what, expected, found });
}
