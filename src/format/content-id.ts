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
