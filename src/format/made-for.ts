import { failure } from '../errors.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition } from '../schema/definition.ts';
import type { Manifest, ManifestTable } from './manifest.ts';

/**
 * @throws {NtomError} `LOAD_OTHER_SCHEMA`, `LOAD_TABLES_DIFFER` unless the extract was made for exactly this schema.
 */
export function requireMadeFor(schema: SchemaDefinition, manifest: Manifest, extract: string): void {
  if (manifest.target.fingerprint !== schema.fingerprint) {
    throw failure('LOAD_OTHER_SCHEMA', { extract, found: manifest.target.schema, schema: schema.version });
  }
  const different = schema.tables.find((table, index) => !describes(manifest.tables[index], table));
  if (different !== undefined || manifest.tables.length !== schema.tables.length) {
    throw failure('LOAD_TABLES_DIFFER', { extract, table: different?.name ?? 'there are more' });
  }
}

function describes(written: ManifestTable | undefined, table: TableDefinition): boolean {
  if (written?.name !== table.name) return false;
  const columns = storedColumns(table).map((column) => column.name);
  return same(written.columns, columns) && same(written.primaryKey, table.primaryKey);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
