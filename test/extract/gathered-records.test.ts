import { buffer } from 'node:stream/consumers';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { GatheredRecords } from '../../src/extract/gathered-records.ts';
import { compressed } from '../../src/format/compression.ts';
import { csvFormat } from '../../src/format/csv.ts';
import { jsonlFormat } from '../../src/format/jsonl.ts';
import { RowHash } from '../../src/format/row-hash.ts';
import type { Value } from '../../src/schema/definition.ts';
import { longestRecordBytes } from '../../src/schema/longest-record.ts';
import { column, encoded, tableOf } from '../format/sample.ts';

const sample = tableOf([column('id', { kind: 'int' }, false), column('note', { kind: 'text', length: null }, false)]);
const csv = csvFormat(sample);
const rows = Array.from({ length: 3000 }, (_, id): Value[] => [id, `${id} `.repeat(200)]);
const due = { csv: rowsBy(csv), jsonl: rowsBy(jsonlFormat(sample)) };
const others = { csv: null, jsonl: jsonlFormat(sample).write } as const;
const formats = ['csv', 'jsonl'] as const;

function rowsBy(codec: typeof csv): string {
  return rows.map((row) => encoded(codec, row)).join('');
}

/** All pieces, each when the one before it may still be in use. */
function* taken(records: GatheredRecords): Generator<Uint8Array> {
  for (const row of rows) {
    records.add(row);
    if (records.isFull) yield records.take();
  }
  yield records.take();
}

test.each(formats)('%s: what is taken stays as it is while more is gathered', (format) => {
  const hash = new RowHash();
  const records = new GatheredRecords(hash, csv.write, others[format]);
  const pieces: string[] = [];
  let last: Uint8Array = Buffer.alloc(0);
  for (const piece of taken(records)) {
    expect(Buffer.from(last).toString()).toBe(pieces.at(-1) ?? '');
    pieces.push(Buffer.from(piece).toString());
    last = piece;
  }
  expect(pieces.length).toBeGreaterThan(5);
  expect(pieces.join('')).toBe(due[format]);
  const whole = new RowHash();
  whole.add(Buffer.from(due.csv));
  expect(hash.sum).toBe(whole.sum);
});

test.each(formats)(
  '%s: a compressor, which asks for the next piece while it has one, gets every byte',
  async (format) => {
    const records = new GatheredRecords(new RowHash(), csv.write, others[format]);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield* taken(records);
    }
    const file = await buffer(compressed(pieces(), 'gzip'));
    expect(zlib.gunzipSync(file).toString()).toBe(due[format]);
  },
);

test('of a record that is too long nothing is left, and its length is told', () => {
  const records = new GatheredRecords(new RowHash(), csv.write, null);
  expect(records.add([1, 'a'])).toBe(null);
  expect(records.add([2, 'x'.repeat(longestRecordBytes)])).toBe(longestRecordBytes + '2,""\n'.length);
  expect(records.add([3, 'b'])).toBe(null);
  expect(Buffer.from(records.take()).toString()).toBe('1,"a"\n3,"b"\n');
});
