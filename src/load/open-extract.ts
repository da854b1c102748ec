import { failure } from '../errors.ts';
import { readManifest } from '../format/manifest-file.ts';
import type { Manifest, ManifestTable } from '../format/manifest.ts';
import type { PartStore } from '../format/store.ts';
import { checkListing } from '../format/verify-parts.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition } from '../schema/definition.ts';
import type { Seen } from './load-aftermath.ts';

/**
 * The manifest of an extract that was made for a schema, with all its parts there and none beside them. Their content is
 * proved when it is read.
 *
 * @throws {NtomError} `LOAD_OTHER_SCHEMA`, `LOAD_TABLES_DIFFER`, and what reading a manifest throws.
 */
export async function openExtract(store: PartStore, schema: SchemaDefinition, seen: Seen): Promise<Manifest> {
  const manifest = await readManifest(store);
  seen.manifest = manifest;
  if (manifest.target.fingerprint !== schema.fingerprint) {
    throw failure('LOAD_OTHER_SCHEMA', { extract: store.label, found: manifest.target.schema, schema: schema.version });
  }
  const different = schema.tables.find((table, index) => !describes(manifest.tables[index], table));
  if (different !== undefined || manifest.tables.length !== schema.tables.length) {
    throw failure('LOAD_TABLES_DIFFER', { extract: store.label, table: different?.name ?? 'there are more' });
  }
  await checkListing(
    store,
    manifest.tables.flatMap((table) => table.parts),
  );
  return manifest;
}

function describes(written: ManifestTable | undefined, table: TableDefinition): boolean {
  if (written?.name !== table.name) return false;
  const columns = storedColumns(table).map((column) => column.name);
  return same(written.columns, columns) && same(written.primaryKey, table.primaryKey);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
