import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failure, NtomError } from '../errors.ts';
import { requireCompression } from './compression.ts';
import { filesBesideParts, largestManifestBytes, manifestFile, requireFileName } from './file-name.ts';
import { isBoundedJson } from './json-bounds.ts';
import { manifestInconsistency } from './manifest-inconsistency.ts';
import {
  knownCapabilities,
  manifestFileSchema,
  manifestFormat,
  manifestSchema,
  requirements,
  requirementsOf,
  type Manifest,
} from './manifest.ts';
import { shownStart } from './shown-text.ts';
import type { PartStore } from './store.ts';

/** Of a manifest that ntom writes, every value is on a line of its own. */
const bounds = { depth: 8, marks: 4 * 2 ** 20 };

/** What can be read of a manifest of any format. */
const manifestHead = z.looseObject({ format: z.int().positive(), requires: requirements });
const formatOnly = manifestHead.pick({ format: true });

/**
 * Writes `manifest.json`: the last thing that is done to an extract. The same manifest gives the same bytes.
 *
 * @throws {NtomError} `MANIFEST_INVALID`, `MANIFEST_UNSAFE_PATH`, `WRITE_FAILED`.
 */
export async function writeManifest(store: PartStore, manifest: Manifest): Promise<void> {
  const checked = parsed(store.label, manifestSchema, manifest);
  requireSound(store.label, checked);
  await store.put(manifestFile, textFile(signedText(checked)));
}

/**
 * Reads and checks `manifest.json`: it is byte for byte what `writeManifest` wrote. The other files are not looked at.
 *
 * @throws {NtomError} `EXTRACT_MISSING`, `MANIFEST_INVALID`, `MANIFEST_FUTURE_FORMAT`, `MANIFEST_REQUIRES`, `MANIFEST_UNSAFE_PATH`,
 *   `MANIFEST_ALTERED`, `COMPRESSION_UNSUPPORTED`.
 */
export async function readManifest(store: PartStore): Promise<Manifest> {
  return manifestOf(store.label, await manifestBytes(store));
}

/**
 * The manifest that is in the bytes of a `manifest.json`. Throws what `readManifest` throws of them.
 *
 * @param extract What people call the extract.
 */
export function manifestOf(extract: string, bytes: Buffer): Manifest {
  const content = parseManifest(extract, bytes);
  const { format } = parsed(extract, formatOnly, content);
  if (format > manifestFormat)
    throw failure('MANIFEST_FUTURE_FORMAT', { extract, found: format, known: manifestFormat });
  const { requires } = parsed(extract, manifestHead, content);
  const unknown = requires.find((capability) => !knownCapabilities.has(capability));
  if (unknown !== undefined) throw failure('MANIFEST_REQUIRES', { extract, capability: shownStart(unknown) });
  const { sha256, ...manifest } = parsed(extract, manifestFileSchema, content);
  requireSound(extract, manifest);
  requireUnaltered(extract, manifest, sha256, bytes);
  for (const compression of requirementsOf(manifest.tables)) requireCompression(compression);
  return manifest;
}

/** The bytes of a short text file, for `put`. */
export async function* textFile(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** The text of `manifest.json`. Equal manifests have equal texts. */
function signedText(manifest: Manifest): string {
  return jsonText({ ...manifest, sha256: sha256Of(manifest) });
}

function sha256Of(manifest: Manifest): string {
  return createHash('sha256').update(jsonText(manifest)).digest('hex');
}

function jsonText(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** What contradicts itself is said first: it names the place. */
function requireUnaltered(extract: string, manifest: Manifest, due: string, bytes: Buffer): void {
  const sha256 = sha256Of(manifest);
  if (sha256 !== due) throw failure('MANIFEST_ALTERED', { extract, found: sha256, due });
  if (!bytes.equals(Buffer.from(signedText(manifest))))
    throw failure('MANIFEST_ALTERED', { extract, found: null, due });
}

function requireSound(extract: string, manifest: Manifest): void {
  for (const { path } of manifest.tables.flatMap(({ parts }) => parts)) {
    requireFileName(path, extract);
    if (filesBesideParts.has(path)) throw failure('MANIFEST_UNSAFE_PATH', { extract, path });
  }
  const inconsistency = manifestInconsistency(manifest);
  if (inconsistency !== null) throw invalid(extract, inconsistency.at, inconsistency.reason);
}

function parsed<T extends z.ZodType>(extract: string, schema: T, content: unknown): z.infer<T> {
  // Few are read: generating code for it would take longer than it saves.
  const result = schema.safeParse(content, { jitless: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(extract, issue?.path.join('.') ?? '', issue?.message ?? 'refused');
}

async function manifestBytes(store: PartStore): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of store.get(manifestFile)) {
      length += piece.length;
      if (length > largestManifestBytes) throw invalid(store.label, '', `larger than ${largestManifestBytes} bytes`);
      pieces.push(piece);
    }
  } catch (thrown) {
    if (!(thrown instanceof NtomError) || thrown.code !== 'PART_MISSING') throw thrown;
    throw failure('EXTRACT_MISSING', { extract: store.label }, thrown);
  }
  return Buffer.concat(pieces);
}

function parseManifest(extract: string, bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw invalid(extract, '', 'not UTF-8');
  const text = bytes.toString('utf8');
  if (!isBoundedJson(text, bounds)) throw invalid(extract, '', 'nested too deep, or too many values');
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw invalid(extract, '', 'not JSON', thrown);
  }
}

/** What a manifest says may be of any length; a message is not. */
function invalid(extract: string, at: string, reason: string, cause?: unknown): NtomError {
  return failure('MANIFEST_INVALID', { extract, at, reason: shownStart(reason) }, cause);
}
