import type { SchemaRecord } from '../dialects/source.ts';
import type { Manifest } from '../format/manifest.ts';

/** What in the record of a database says that it was not loaded from an extract; empty: it was. */
export function recordDifferences(record: SchemaRecord | null, { target, contentId }: Manifest): string[] {
  if (record === null) return ['it was not made by ntom'];
  if (record.fingerprint !== target.fingerprint) return [`it was made from another schema (${record.schema})`];
  if (record.contentId === null) return ['it was created empty, not loaded'];
  return record.contentId === contentId ? [] : ['it was loaded from another extract'];
}
