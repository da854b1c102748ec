import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rowFormats } from '../../src/format/formats.ts';
import type { ManifestPart } from '../../src/format/manifest.ts';
import type { FormatName } from '../../src/format/row-codec.ts';
import type { PartStore } from '../../src/format/store.ts';
import { unheldIn } from '../../src/load/unheld-values.ts';
import { chunks, column, partBytes, tableOf } from '../format/sample.ts';

const table = tableOf([
  column('id', { kind: 'int' }),
  column('value', { kind: 'real' }),
  column('text', { kind: 'text', length: null }),
]);
const unheld = { real: [-0, Infinity, -Infinity].map((value) => ({ value, reason: 'no place' })) };

/** A store of one part, which comes in pieces of `size` bytes; and how often it was read. */
function storeOf(bytes: Buffer, size: number) {
  const reads = { count: 0 };
  const cuts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => (index + 1) * size);
  const store: PartStore = {
    label: 'sample',
    put: () => Promise.reject(new Error('it is not written to')),
    list: () => Promise.resolve([]),
    get: () => {
      reads.count += 1;
      return chunks(bytes, cuts);
    },
  };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const part: ManifestPart = { path: 'sample.part', rows: 0, bytes: bytes.length, sha256, first: null, last: null };
  return { store, part, reads };
}

describe.each(['csv', 'jsonl'] as const)('%s', (encoding: FormatName) => {
  const find = async (rows: Parameters<typeof partBytes>[1], size: number) => {
    const { store, part, reads } = storeOf(partBytes(rowFormats[encoding](table), rows), size);
    const signal = new AbortController().signal;
    const found = await unheldIn(part, { table, store, encoding, unheld, signal });
    return { found: found.map(({ row, value }) => [row, value]), reads: reads.count };
  };

  test.each([1, 2, 3, 5, 7, 11, 1000])('finds every value, in pieces of %i bytes', async (size) => {
    const rows = [
      [1, 0, 'a'],
      [2, -0, 'b'],
      [3, null, 'c'],
      [4, -Infinity, null],
      [5, -0.05, 'd'],
      [6, Infinity, 'e'],
    ];
    expect((await find(rows, size)).found).toEqual([
      [2, '-0.0'],
      [4, '-Infinity'],
      [6, 'Infinity'],
    ]);
  });

  test.each([1, 4, 1000])('reads the bytes once where there is none, in pieces of %i bytes', async (size) => {
    expect(
      await find(
        [
          [1, -0.05, 'a'],
          [2, 0, '-0'],
          [3, -0.01, 'Inf'],
        ],
        size,
      ),
    ).toEqual({ found: [], reads: 1 });
  });

  test('takes no text for a number', async () => {
    expect(
      (
        await find(
          [
            [1, 1, 'Infinity'],
            [2, 1, '-0.0'],
          ],
          1000,
        )
      ).found,
    ).toEqual([]);
  });
});
