import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compressionNames, type CompressionName } from '../../src/format/compression-name.ts';
import { compressed } from '../../src/format/compression.ts';
import { csvFormat } from '../../src/format/csv.ts';
import { directoryStore } from '../../src/format/directory-store.ts';
import type { ManifestPart } from '../../src/format/manifest.ts';
import { putPart } from '../../src/format/part-file.ts';
import type { PartStore } from '../../src/format/store.ts';
import { checkedBytes } from '../../src/format/verify-parts.ts';
import { anyCuts, chunks, collect, column, errorOf, nastyTexts, partBytes, tableOf } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const table = tableOf([column('id', { kind: 'int' }), column('text', { kind: 'text', length: null })]);
const rows = Array.from({ length: 40 }, (_, round) => nastyTexts.map((text, id) => [id * round, text])).flat();
const sample = partBytes(csvFormat(table), rows);
const small = partBytes(csvFormat(table), rows.slice(0, 6));

const inverse = { gzip: zlib.gunzipSync, zstd: zlib.zstdDecompressSync };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function pack(bytes: Uint8Array, name: CompressionName, cuts: readonly number[] = []): Promise<Buffer> {
  return Buffer.concat(await collect(compressed(chunks(bytes, cuts), name)));
}

/** A store in memory that gives its one file in chunks, and how much of it was taken. */
function storeOf(file: Uint8Array, cuts: readonly number[] = []): PartStore & { taken: number; isClosed: boolean } {
  const refused = (): never => {
    throw new Error('not used');
  };
  const store = { label: 'memory', put: refused, list: refused, taken: 0, isClosed: false, get };
  async function* get(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of chunks(file, cuts)) {
        store.taken += piece.length;
        yield piece;
      }
    } finally {
      store.isClosed = true;
    }
  }
  return store;
}

function partOf(compression: CompressionName, file: Uint8Array, content: Uint8Array): ManifestPart {
  const ends = { rows: 0, first: null, last: null };
  const inside = { compression, bytes: content.length, sha256: sha256(content) };
  return { path: 'a.csv.x', bytes: file.length, sha256: sha256(file), content: inside, ...ends };
}

/** How much of a part was given before it was refused, or all of it. */
async function read(
  store: PartStore,
  part: ManifestPart,
): Promise<{ content: Buffer; code: unknown; message: string | undefined }> {
  const pieces: Uint8Array[] = [];
  const reading = async (): Promise<void> => {
    for await (const piece of checkedBytes(store, part)) pieces.push(piece);
  };
  const error = await errorOf(reading());
  return { content: Buffer.concat(pieces), code: error?.code, message: error?.message };
}

describe.each(compressionNames)('%s', (name) => {
  test('gives back what was put in, whatever the chunks, and always the same file', async () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.constant(sample));
    await fc.assert(
      fc.asyncProperty(bytes, anyCuts, anyCuts, async (content, cutsIn, cutsOut) => {
        const file = await pack(content, name, cutsIn);
        expect(file.equals(await pack(content, name))).toBe(true);
        expect(inverse[name](file).equals(content)).toBe(true);
        const { content: given, code } = await read(storeOf(file, cutsOut), partOf(name, file, content));
        expect(code).toBeUndefined();
        expect(given.equals(content)).toBe(true);
      }),
    );
  });

  test('is measured in both forms when it is written', async () => {
    const folder = temporaryFolder();
    const store = directoryStore(folder);
    const stored = await putPart(store, 'a.csv.x', chunks(sample, [100, 5000]), name);
    const file = readFileSync(join(folder, 'a.csv.x'));
    const { bytes, sha256: ofFile, content } = partOf(name, file, sample);
    expect(stored).toStrictEqual({ path: 'a.csv.x', bytes, sha256: ofFile, content });
    const given = await collect(checkedBytes(store, { ...stored, rows: 1, first: null, last: null }));
    expect(Buffer.concat(given).equals(sample)).toBe(true);
    expect(given.every((piece) => piece.length > 0 && piece.length <= 64 * 1024)).toBe(true);
  });

  test('holds nothing of the place and time where it was made', async () => {
    const file = await pack(sample, name);
    // gzip: no flags, so no file name, and no time. zstd has neither.
    if (name === 'gzip') expect(file.subarray(0, 8).toString('hex')).toBe('1f8b080000000000');
    expect(file.length).toBeLessThan(sample.length / 2);
  });

  test('any byte changed: refused, and never given out as a whole', async () => {
    const file = await pack(small, name);
    for (let at = 0; at < file.length; at += 1) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const changed = Buffer.from(file);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const { content, code } = await read(storeOf(changed, [at]), partOf(name, file, small));
        expect([at, code]).toStrictEqual([at, 'PART_ALTERED']);
        expect(content.length).toBeLessThan(small.length);
      }
    }
  });

  test('any byte changed and the checksum of the file made to fit: refused, or the content is the right one', async () => {
    const file = await pack(sample, name);
    const change = fc.record({ at: fc.nat({ max: file.length - 1 }), flip: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(change, anyCuts, async ({ at, flip }, cuts) => {
        const changed = Buffer.from(file);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const { content, code } = await read(storeOf(changed, cuts), partOf(name, changed, sample));
        if (code === undefined) expect(content.equals(sample)).toBe(true);
        else expect([code, content.length < sample.length]).toStrictEqual(['PART_ALTERED', true]);
      }),
      { numRuns: 300 },
    );
  });

  test('cut anywhere, or with more behind it: refused, also when the checksum of the file fits', async () => {
    const file = await pack(small, name);
    const more = [Buffer.alloc(1), Buffer.from('more'), file].map((tail) => Buffer.concat([file, tail]));
    const cut = Array.from({ length: file.length }, (_, length) => file.subarray(0, length));
    for (const changed of [...cut, ...more]) {
      for (const part of [partOf(name, file, small), partOf(name, changed, small)]) {
        const { content, code } = await read(storeOf(changed, [file.length]), part);
        expect([changed.length, code]).toStrictEqual([changed.length, 'PART_ALTERED']);
        expect(content.length).toBeLessThan(small.length);
      }
    }
  });

  test('bytes that never were compressed: refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), anyCuts, async (file, cuts) => {
        const { code, message } = await read(storeOf(file, cuts), partOf(name, file, small));
        expect(code).toBe('PART_ALTERED');
        expect(message).toMatch(
          new RegExp(
            `^part a.csv.x was altered: its (compression is broken \\(.+\\), the manifest says ${name}$|content size)`,
          ),
        );
      }),
    );
  });

  test('a bomb is not unpacked further than the manifest says', async () => {
    const zeros = Buffer.alloc(64 * 2 ** 20);
    const file = await pack(zeros, name);
    expect(file.length).toBeLessThan(zeros.length / 500);
    // So that every piece is a few MiB at most.
    const piece = Math.ceil(file.length / 50);
    const store = storeOf(
      file,
      Array.from({ length: 50 }, (_, index) => index * piece),
    );
    const { content, code, message } = await read(store, partOf(name, file, Buffer.alloc(1000)));
    expect(code).toBe('PART_ALTERED');
    expect(message).toBe('part a.csv.x was altered: its content size is larger, the manifest says 1000 bytes');
    expect(content.length).toBe(0);
    expect(store.taken).toBeLessThan(file.length / 8);
    expect(store.isClosed).toBe(true);
  });

  test('who stops reading stops it, and the file is closed', async () => {
    const file = await pack(sample, name);
    const store = storeOf(file, [100, 200, 300]);
    for await (const _ of checkedBytes(store, partOf(name, file, sample))) break;
    expect(store.isClosed).toBe(true);
  });

  test('an error of what is compressed is thrown as it is', async () => {
    const wrong = new Error('the source is gone');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield sample;
      throw wrong;
    }
    await expect(collect(compressed(failing(), name))).rejects.toBe(wrong);
  });
});

test('zstd that wants more memory than 8 MiB for a reader is refused', async () => {
  const params = { [zlib.constants.ZSTD_c_windowLog]: 25 };
  const zeros = Buffer.alloc(32 * 2 ** 20);
  const stream = zlib.createZstdCompress({ params });
  stream.write(zeros.subarray(1), () => stream.end(zeros.subarray(0, 1)));
  const file = Buffer.concat(await collect<Uint8Array>(stream));
  expect(await read(storeOf(file), partOf('zstd', file, zeros))).toMatchObject({
    code: 'PART_ALTERED',
    message: expect.stringContaining('its compression is broken ('),
  });
});
