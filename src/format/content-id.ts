import { createHash } from 'node:crypto';
import type { ManifestTable } from './manifest.ts';

/**
 * The sha256 of the data alone: per table its name, columns, number of rows and row hash. Equal data have equal ids, in CSV
 * and JSON Lines, in any number of parts, and in any order of tables. `nextId` is not data.
 */
export function contentIdOf(tables: readonly Pick<ManifestTable, 'name' | 'columns' | 'rows' | 'rowHash'>[]): string {
  const data = tables
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, columns, rows, rowHash }) => [name, columns, rows, rowHash]);
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}

/** The sha256 of the parts: equal ids mean the same files, byte for byte, and so the same rows in each. */
export function partsIdOf(tables: readonly Pick<ManifestTable, 'parts'>[]): string {
  const parts = tables.flatMap((table) => table.parts.map(({ path, sha256 }) => [path, sha256]));
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
