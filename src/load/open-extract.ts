import { requireMadeFor } from '../format/made-for.ts';
import { readManifest } from '../format/manifest-file.ts';
import type { Manifest } from '../format/manifest.ts';
import type { PartStore } from '../format/store.ts';
import { checkFiles } from '../format/verify-parts.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import type { Seen } from './load-aftermath.ts';

/**
 * The manifest of an extract that was made for a schema, with all its parts there and none beside them. Their content is
 * proved when it is read.
 *
 * @throws {NtomError} `LOAD_OTHER_SCHEMA`, `LOAD_TABLES_DIFFER`, and what reading a manifest and `checkFiles` throw.
 */
export async function openExtract(store: PartStore, schema: SchemaDefinition, seen: Seen): Promise<Manifest> {
  const manifest = await readManifest(store);
  seen.manifest = manifest;
  requireMadeFor(schema, manifest, store.label);
  await checkFiles(store, manifest);
  return manifest;
}
