import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressionNames } from '../../src/format/compression-name.ts';
import { directoryStore } from '../../src/format/directory-store.ts';
import { editedBytes } from '../../src/format/edited-bytes.ts';
import type { ManifestPart } from '../../src/format/manifest.ts';
import { errorOf } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const compress = { gzip: zlib.gzipSync, zstd: zlib.zstdCompressSync };
const mebibyte = 2 ** 20;

/** How many bytes an edited part gives before it is refused, or in all. `before`: what it held when it was written. */
async function given(file: Uint8Array, content: ManifestPart['content']): Promise<{ bytes: number; code: unknown }> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.csv'), file);
  const part = { path: 'a.csv', rows: 0, bytes: 1, sha256: 'a'.repeat(64), content, first: null, last: null };
  let bytes = 0;
  const reading = async (): Promise<void> => {
    for await (const piece of editedBytes(directoryStore(folder), part)) bytes += piece.length;
  };
  const error = await errorOf(reading());
  return { bytes, code: error?.code };
}

describe.each(compressionNames)('%s', (compression) => {
  const content = (bytes: number) => ({ compression, bytes, sha256: 'a'.repeat(64) });
  const file = compress[compression](Buffer.alloc(65 * mebibyte));

  test('a bomb is unpacked up to 64 MiB and not further', async () => {
    expect(file.length).toBeLessThan(mebibyte);
    expect(await given(file, content(1000))).toEqual({ code: 'PART_UNPACKS_TOO_LARGE', bytes: 64 * mebibyte });
  });

  test('a large part may become ten times as large', async () => {
    expect(await given(file, content(6.5 * mebibyte))).toEqual({ code: undefined, bytes: 65 * mebibyte });
    expect((await given(file, content(6.5 * mebibyte - 1))).code).toBe('PART_UNPACKS_TOO_LARGE');
  });
});

test('what is not compressed is as large as its file', async () => {
  expect(await given(Buffer.alloc(1000), undefined)).toEqual({ code: undefined, bytes: 1000 });
});
