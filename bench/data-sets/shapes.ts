import { createHash } from 'node:crypto';
import { v2 as blobsSchema } from '../projects/blobs.ts';
import { v2 as narrowSchema } from '../projects/narrow.ts';
import { v2 as wideSchema } from '../projects/wide.ts';
import type { DataSet } from './data-set.ts';
import { RandomValues } from './random.ts';

export const wide: DataSet = {
  project: 'wide',
  schema: wideSchema,
  tables: (rows) => oneTable('wide', Math.ceil(rows / 10), wideRow),
};

export const narrow: DataSet = {
  project: 'narrow',
  schema: narrowSchema,
  tables: (rows) => oneTable('narrow', rows, (id, random) => [id, random.integer(1_000_000)]),
};

export const blobs: DataSet = {
  project: 'blobs',
  schema: blobsSchema,
  tables: (rows) => oneTable('document', Math.ceil(rows / 1000), (id) => [id, `document ${id}`, content(id)]),
};

type RowOf = (id: bigint, random: RandomValues) => unknown[];

function oneTable(table: string, count: number, row: RowOf): ReturnType<DataSet['tables']> {
  const rows = function* (): Generator<unknown[]> {
    const random = new RandomValues(3);
    for (let id = 1; id <= count; id++) yield row(BigInt(id), random);
  };
  return [{ table, count, rows }];
}

function wideRow(id: bigint, random: RandomValues): unknown[] {
  const times = (count: number, value: () => unknown): unknown[] => Array.from({ length: count }, value);
  return [
    id,
    ...times(15, () => random.integer(1_000_000)),
    ...times(12, () => random.number()),
    ...times(8, () => (random.number() < 0.5 ? null : random.number())),
    ...times(12, () => random.words(2)),
    ...times(8, () => (random.number() < 0.5 ? null : random.words(5))),
    ...times(2, () => random.datetime().slice(0, 10)),
    ...times(2, () => random.datetime()),
  ];
}

const blobBytes = 100_000;

/** Bytes that no compression and no short cut helps with. */
function content(id: bigint): Uint8Array {
  return createHash('shake256', { outputLength: blobBytes }).update(String(id)).digest();
}
