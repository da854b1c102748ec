import type { DatabaseLocation } from '../dialects/location.ts';
import type { SchemaRecord } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import { recoverFolder } from '../format/atomic-folder.ts';
import { directoryStore } from '../format/directory-store.ts';
import type { Manifest } from '../format/manifest.ts';
import { verifyAftermath, type Seen } from './load-aftermath.ts';
import { openExtract } from './open-extract.ts';
import { differencesOf, type Proof } from './prove.ts';

export interface VerifyOptions extends Proof {
  readonly target: DatabaseLocation;
  /** Absolute path of the extract's folder. */
  readonly directory: string;
}

/**
 * Compares a database with the extract that it was loaded from: every row, by its hash. Reads only.
 *
 * @throws {NtomError} `VERIFY_DIFFERS` with every difference.
 */
export async function runVerify(options: VerifyOptions): Promise<Manifest> {
  const seen: Seen = { manifest: null };
  try {
    return await verify(options, seen);
  } catch (error) {
    throw await verifyAftermath(options, seen, error);
  }
}

async function verify(options: VerifyOptions, seen: Seen): Promise<Manifest> {
  await recoverFolder(options.directory);
  const manifest = await openExtract(directoryStore(options.directory), options.schema, seen);
  await using source = await options.dialect.openSource(options.target);
  const differences = recordDifferences(await source.schemaRecord(), manifest);
  if (differences.length === 0) differences.push(...(await differencesOf(source, manifest, options, 'full')));
  if (differences.length > 0) throw failure('VERIFY_DIFFERS', { database: options.target.label, differences });
  return manifest;
}

function recordDifferences(record: SchemaRecord | null, { target, contentId }: Manifest): string[] {
  if (record === null) return ['it was not made by ntom'];
  if (record.fingerprint !== target.fingerprint) return [`it was made from another schema (${record.schema})`];
  if (record.contentId === null) return ['it was created empty, not loaded'];
  return record.contentId === contentId ? [] : ['it was loaded from another extract'];
}
