import type zlib from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { directoryStore } from '../../src/format/directory-store.ts';
import { readManifest, writeManifest } from '../../src/format/manifest-file.ts';
import { putPart } from '../../src/format/part-file.ts';
import { checkedBytes } from '../../src/format/verify-parts.ts';
import { manifestTable, partOf, sampleManifest } from './sample-manifest.ts';
import { chunks, collect, errorOf } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

// A Node.js before 22.15.
vi.mock('node:zlib', async (original) => {
  const { default: whole } = await original<{ default: typeof zlib }>();
  const { createZstdCompress: _, createZstdDecompress: __, ...older } = whole;
  return { default: older };
});

const content = { compression: 'zstd', bytes: 1, sha256: 'a'.repeat(64) } as const;
const zstdPart = { ...partOf('city.csv.zst', 'x'), content };

test('zstd on a Node.js that does not have it is an error that says so, before anything is read or written', async () => {
  const store = directoryStore(temporaryFolder());
  const message = `zstd needs Node.js 22.15 or newer; this is ${process.versions.node}`;
  const unsupported = { code: 'COMPRESSION_UNSUPPORTED', message };
  expect(await errorOf(putPart(store, 'a.csv.zst', chunks(Buffer.from('x')), 'zstd'))).toStrictEqual(unsupported);
  expect(await store.list()).toStrictEqual([]);
  await writeManifest(store, { ...sampleManifest([manifestTable('city', [zstdPart])]), requires: ['zstd'] });
  expect(await errorOf(readManifest(store))).toStrictEqual(unsupported);
  expect(await errorOf(collect(checkedBytes(store, zstdPart)))).toStrictEqual(unsupported);
});

test('gzip works there', async () => {
  const folder = temporaryFolder();
  const store = directoryStore(folder);
  const stored = await putPart(store, 'a.csv.gz', chunks(Buffer.from('text')), 'gzip');
  const part = { ...stored, rows: 1, first: null, last: null };
  expect(Buffer.concat(await collect(checkedBytes(store, part))).toString()).toBe('text');
  writeFileSync(join(folder, 'a.csv.gz'), 'text');
  expect(await errorOf(collect(checkedBytes(store, part)))).toMatchObject({ code: 'PART_ALTERED' });
});
