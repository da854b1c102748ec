import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvFormat } from '../../src/format/csv.ts';
import { directoryStore } from '../../src/format/directory-store.ts';
import { jsonlFormat } from '../../src/format/jsonl.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import type { PartStore } from '../../src/format/store.ts';
import { checkedBytes, checkParts } from '../../src/format/verify-parts.ts';
import { manifestTable, partOf, sampleManifest } from './sample-manifest.ts';
import { chunks, collect, column, errorOf, nastyTexts, partBytes, tableOf } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const content = { 'city.00001.csv': '"id"\n1\n', 'city.00002.csv': '"id"\n2\n', 'country.csv': '"id"\n' };

/** An extract on disk, and what goes wrong in it. */
async function damaged(damage: (folder: string) => void): Promise<{ code: unknown; message: string } | null> {
  const folder = join(temporaryFolder(), 'v3');
  mkdirSync(folder);
  for (const [path, text] of Object.entries(content)) writeFileSync(join(folder, path), text);
  for (const path of ['manifest.json', 'datapackage.json', 'README.md']) writeFileSync(join(folder, path), '{}');
  damage(folder);
  return errorOf(checkParts(directoryStore(folder), manifestOf(content)));
}

function manifestOf(files: Record<string, string>): Manifest {
  return sampleManifest([
    manifestTable(
      'city',
      Object.entries(files).map(([path, text]) => partOf(path, text)),
    ),
  ]);
}

/** A store in memory that gives its one file in chunks. */
function storeOf(bytes: Uint8Array, cuts: readonly number[]): PartStore {
  const refused = (): never => {
    throw new Error('not used');
  };
  return { label: 'memory', put: refused, list: refused, get: () => chunks(bytes, cuts) };
}

test('an extract as it was written passes', async () => {
  expect(await damaged(() => undefined)).toBeNull();
});

describe('is found', () => {
  test.each([
    ['a missing part', (folder: string) => rmSync(join(folder, 'country.csv')), 'PART_MISSING', 'has no country.csv'],
    [
      'a renamed part',
      (folder: string) => renameSync(join(folder, 'country.csv'), join(folder, 'c.csv')),
      'PART_MISSING',
      'has no country.csv',
    ],
    [
      'an extra part',
      (folder: string) => writeFileSync(join(folder, 'city.00003.csv'), ''),
      'PART_EXTRA',
      'has city.00003.csv, which its manifest does not name',
    ],
    ['an extra folder', (folder: string) => mkdirSync(join(folder, 'more')), 'PART_EXTRA', 'has more,'],
    [
      'a longer part',
      (folder: string) => appendFileSync(join(folder, 'country.csv'), '3\n'),
      'PART_ALTERED',
      'its size is 7 bytes, the manifest says 5 bytes',
    ],
    [
      'a cut part',
      (folder: string) => truncateSync(join(folder, 'city.00001.csv'), 6),
      'PART_ALTERED',
      'its size is 6 bytes, the manifest says 7 bytes',
    ],
    [
      'an edited part',
      (folder: string) => writeFileSync(join(folder, 'city.00001.csv'), '"id"\n7\n'),
      'PART_ALTERED',
      'part city.00001.csv was altered: its sha256 is ',
    ],
    [
      'a part that is a link',
      (folder: string) => {
        renameSync(join(folder, 'country.csv'), join(folder, '..', 'linked.csv'));
        symlinkSync('../linked.csv', join(folder, 'country.csv'));
      },
      'PART_NOT_A_FILE',
      'country.csv',
    ],
    [
      'two parts swapped',
      (folder: string) => {
        renameSync(join(folder, 'city.00001.csv'), join(folder, 'x'));
        renameSync(join(folder, 'city.00002.csv'), join(folder, 'city.00001.csv'));
        renameSync(join(folder, 'x'), join(folder, 'city.00002.csv'));
      },
      'PART_ALTERED',
      'city.00001.csv',
    ],
  ])('%s', async (_, damage, code, message) => {
    expect(await damaged(damage)).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  test('a link to a file of the same size', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x'), 'y');
    symlinkSync('x', join(folder, 'a.csv'));
    const error = await errorOf(collect(checkedBytes(directoryStore(folder), partOf('a.csv', 'y'))));
    expect(error?.code).toBe('PART_NOT_A_FILE');
  });
});

describe('checkedBytes', () => {
  const table = tableOf([column('id', { kind: 'int' }), column('text', { kind: 'text', length: null })]);
  const rows = nastyTexts.map((text, id) => [id, text]);
  const parts = [csvFormat(table), jsonlFormat(table)].map((codec) => partBytes(codec, rows));

  test.each(parts)('gives the bytes as they are', async (bytes) => {
    const given = await collect(checkedBytes(storeOf(bytes, [0, 0, 10, 10, 99]), partOf('a', bytes.toString())));
    expect(Buffer.concat(given)).toStrictEqual(bytes);
    expect(given.every((piece) => piece.length > 0)).toBe(true);
    expect(await collect(checkedBytes(storeOf(Buffer.alloc(0), []), partOf('a', '')))).toStrictEqual([]);
  });

  test.each(parts)('never gives the last buffer of a part with one byte changed', async (bytes) => {
    const part = partOf('a', bytes.toString());
    const change = fc.record({
      at: fc.nat({ max: bytes.length - 1 }),
      by: fc.integer({ min: 1, max: 255 }),
      cut: fc.nat({ max: bytes.length - 1 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by, cut }) => {
        const changed = Buffer.from(bytes);
        changed[at] = ((changed[at] ?? 0) + by) % 256;
        expect(await given(changed, [cut])).toStrictEqual({ bytes: cut, code: 'PART_ALTERED' });
      }),
    );

    async function given(changed: Buffer, cuts: readonly number[]): Promise<{ bytes: number; code: unknown }> {
      let count = 0;
      const reading = async (): Promise<void> => {
        for await (const piece of checkedBytes(storeOf(changed, cuts), part)) count += piece.length;
      };
      const error = await errorOf(reading());
      return { bytes: count, code: error?.code };
    }
  });

  test.each(parts)('refuses a part of any other length', async (bytes) => {
    const part = partOf('a', bytes.toString());
    for (let length = 0; length < bytes.length; length += 1) {
      const error = await errorOf(collect(checkedBytes(storeOf(bytes.subarray(0, length), [7]), part)));
      expect([length, error?.code]).toStrictEqual([length, 'PART_ALTERED']);
    }
    const longer = Buffer.concat([bytes, Buffer.from('\n')]);
    expect(await errorOf(collect(checkedBytes(storeOf(longer, [bytes.length]), part)))).toMatchObject({
      code: 'PART_ALTERED',
    });
  });
});
