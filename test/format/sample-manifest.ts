import { createHash } from 'node:crypto';
import { contentIdOf } from '../../src/format/content-id.ts';
import type { Manifest, ManifestPart, ManifestTable } from '../../src/format/manifest.ts';

export function partOf(path: string, content: string, rows = 1): ManifestPart {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = rows === 0 ? null : ['1'];
  return { path, rows, bytes: bytes.length, sha256, first: key, last: key };
}

export function manifestTable(name: string, parts: readonly ManifestPart[]): ManifestTable {
  const rows = parts.reduce((total, part) => total + part.rows, 0);
  return { name, columns: ['id', 'name'], primaryKey: ['id'], rows, rowHash: '00000000deadbeef', nextId: '7', parts };
}

const dataPackage = '{}';

/** The text of a `manifest.json` that says this, whatever it is. */
export function signed(content: object): string {
  const { sha256: _, ...rest } = content as Record<string, unknown>;
  const text = (said: object): string => `${JSON.stringify(said, null, 2)}\n`;
  return text({ ...rest, sha256: createHash('sha256').update(text(rest)).digest('hex') });
}

export function sampleManifest(
  tables: readonly ManifestTable[] = [manifestTable('city', [partOf('city.csv', 'x')])],
): Manifest {
  return {
    format: 1,
    requires: [],
    source: {
      schema: 2,
      fingerprint: 'a'.repeat(64),
      engine: 'sqlite',
      version: '3.53',
      snapshot: 'one transaction',
      changeToken: null,
    },
    target: { schema: 3, fingerprint: 'b'.repeat(64) },
    contentId: contentIdOf(tables),
    encoding: 'csv',
    tables,
    accounting: [
      {
        table: 'city',
        rows: 2,
        written: [{ table: 'city', rows: 1, how: 'each', counted: 1 }],
        dropped: [{ table: 'city', reason: 'no name', rows: 1 }],
        complete: true,
      },
    ],
    rejects: 0,
    run: { tool: 'ntom 0.1.0', startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:01.000Z' },
    fixture: null,
    sealed: [],
    dataPackage: { bytes: 2, sha256: createHash('sha256').update(dataPackage).digest('hex') },
  };
}
