import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compressionNames, type CompressionName } from '../../src/format/compression-name.ts';
import { decompressed } from '../../src/format/compression.ts';
import { checkedBytes } from '../../src/format/verify-parts.ts';
import { anyCuts, chunks } from '../format/sample.ts';
import { memoryStore } from './memory-store.ts';
import { codeOf, often } from './often.ts';

const compress = { gzip: zlib.gzipSync, zstd: zlib.zstdCompressSync };
const broken = (reason: string): Error => new TypeError(reason);

/** Bytes that a decompressor takes for something: heads, empty frames, frames to be skipped, and what comes behind them. */
const pieces = [
  zlib.zstdCompressSync(Buffer.alloc(0)),
  zlib.zstdCompressSync(Buffer.from('1,"a"\n')),
  zlib.gzipSync(Buffer.alloc(0)),
  zlib.gzipSync(Buffer.from('1,"a"\n')),
  Buffer.from('28b52ffd', 'hex'),
  Buffer.from('502a4d1800000000', 'hex'),
  Buffer.from('502a4d18ffffffff', 'hex'),
  Buffer.from('1f8b', 'hex'),
  Buffer.from('1f8b08ff00000000', 'hex'),
  Buffer.from([0]),
];
const anyFile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.uint8Array({ maxLength: 12 })), { maxLength: 6 })
  .map((parts) => Buffer.concat(parts));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.each(compressionNames)('%s', (compression: CompressionName) => {
  test('any frames, whole or not, come to an end: as bytes, or as broken', async () => {
    const property = fc.asyncProperty(anyFile, anyCuts, async (file, cuts) => {
      let bytes = 0;
      const reading = async (): Promise<void> => {
        for await (const piece of decompressed(chunks(file, cuts), compression, broken)) bytes += piece.length;
      };
      await expect(reading().catch((thrown: unknown) => thrown)).resolves.toSatisfy(
        (thrown) => thrown === undefined || thrown instanceof TypeError,
      );
      expect(bytes).toBeLessThanOrEqual(file.length * 1032);
    });
    await fc.assert(property, often(150));
  });

  test('a part is refused unless it holds what its manifest says, whatever is in its file', async () => {
    const content = Buffer.from('1,"a"\n');
    const whole = compress[compression](content);
    const property = fc.asyncProperty(anyFile, anyCuts, async (file, cuts) => {
      const inside = { compression, bytes: content.length, sha256: sha256(content) };
      const ends = { rows: 1, first: null, last: null };
      const part = { path: 'a.csv.x', bytes: file.length, sha256: sha256(file), content: inside, ...ends };
      const given: Uint8Array[] = [];
      const code = await codeOf(async () => {
        for await (const piece of checkedBytes(memoryStore(file, cuts), part)) given.push(piece);
      });
      if (code !== null) expect([code, given]).toEqual(['PART_ALTERED', []]);
      else expect(Buffer.concat(given)).toEqual(content);
    });
    await fc.assert(property, { ...often(150), examples: [[whole, []]] });
  });
});
