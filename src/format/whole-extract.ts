import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, NtomError } from '../errors.ts';
import type { TableDefinition } from '../schema/definition.ts';
import { decompressedWhole } from './compression.ts';
import { largestManifestBytes, manifestFile, requireFileName } from './file-name.ts';
import { rowFormats } from './formats.ts';
import { readFailed, systemCode } from './io-failure.ts';
import { manifestOf } from './manifest-file.ts';
import type { Manifest, ManifestPart } from './manifest.ts';
import type { Row } from './decode-records.ts';
import { altered } from './verify-parts.ts';

// Small extracts are read at once, without a promise: who asks for them is a test.

/** By folder, what was read last. */
const read = new Map<string, { readonly bytes: Buffer; readonly manifest: Manifest }>();

/**
 * The manifest of an extract in a folder. While the file has the same bytes, it is checked once in a process.
 *
 * @throws {NtomError} `EXTRACT_MISSING`, `READ_FAILED`, and what `manifestOf` throws.
 */
export function wholeManifest(directory: string): Manifest {
  try {
    const bytes = wholeFile(directory, manifestFile, largestManifestBytes);
    const known = read.get(directory);
    if (known?.bytes.equals(bytes) === true) return known.manifest;
    const manifest = manifestOf(directory, bytes);
    read.set(directory, { bytes, manifest });
    return manifest;
  } catch (thrown) {
    if (!(thrown instanceof NtomError) || thrown.code !== 'PART_MISSING') throw thrown;
    throw failure('EXTRACT_MISSING', { extract: directory }, thrown);
  }
}

/**
 * The rows of one table of an extract, every part of it proved.
 *
 * @throws {NtomError} `PART_MISSING`, `PART_ALTERED`, `PART_NOT_A_FILE`, and what decoding a part throws.
 */
export function wholeTable(directory: string, { tables, encoding }: Manifest, table: TableDefinition): readonly Row[] {
  const written = tables.find(({ name }) => name === table.name);
  if (written === undefined) throw new TypeError(`the extract has no table ${table.name}`);
  const codec = rowFormats[encoding](table);
  return written.parts.flatMap((part) => codec.decodeWhole({ path: part.path, bytes: wholePart(directory, part) }));
}

function wholePart(directory: string, part: ManifestPart): Buffer {
  const file = wholeFile(directory, part.path, part.bytes);
  requireProved(file, part, part, '');
  if (part.content === undefined) return file;
  const { compression, bytes } = part.content;
  const broken = (reason: string): Error => altered(part, 'compression', compression, `broken (${reason})`);
  const content = decompressedWhole(file, compression, bytes, broken);
  requireProved(content, part.content, part, 'content ');
  return content;
}

function requireProved(
  found: Buffer,
  due: { readonly bytes: number; readonly sha256: string },
  part: Pick<ManifestPart, 'path'>,
  of: '' | 'content ',
): void {
  if (found.length !== due.bytes) throw altered(part, `${of}size`, `${due.bytes} bytes`, `${found.length} bytes`);
  const sha256 = createHash('sha256').update(found).digest('hex');
  if (sha256 !== due.sha256) throw altered(part, `${of}sha256`, due.sha256, sha256);
}

/** A larger file is refused before it is read. */
function wholeFile(directory: string, path: string, mostBytes: number): Buffer {
  requireFileName(path, directory);
  const file = join(directory, path);
  try {
    if (!lstatSync(file).isFile()) throw failure('PART_NOT_A_FILE', { part: path, extract: directory });
    const opened = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { size } = fstatSync(opened);
      if (size > mostBytes) throw altered({ path }, 'size', `${mostBytes} bytes`, `${size} bytes`);
      return readFileSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw readFailed(file, thrown);
    throw failure('PART_MISSING', { part: path, extract: directory }, thrown);
  }
}
