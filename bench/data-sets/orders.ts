import { v2 } from '../projects/orders.ts';
import type { DataSet } from './data-set.ts';
import { RandomValues } from './random.ts';

/** Orders of nine columns, and a tenth as many customers: text with quotes and line feeds, NULLs, doubles, a foreign key. */
export const orders: DataSet = { project: 'orders', schema: v2, tables };

/** The same rows, for a pipeline that maps them. */
export const mapped: DataSet = { project: 'mapped', schema: v2, tables };

function tables(rows: number): ReturnType<DataSet['tables']> {
  const customers = Math.ceil(rows / 10);
  return [
    { table: 'customer', count: customers, rows: () => customerRows(customers) },
    { table: 'orders', count: rows, rows: () => orderRows(rows, customers) },
  ];
}

function* customerRows(count: number): Generator<unknown[]> {
  const random = new RandomValues(1);
  for (let id = 1; id <= count; id++) {
    const email = random.number() < 0.1 ? null : `u${id}@example.org`;
    yield [BigInt(id), random.words(2), email, random.words(1), random.datetime()];
  }
}

function* orderRows(count: number, customers: number): Generator<unknown[]> {
  const random = new RandomValues(2);
  for (let id = 1; id <= count; id++) {
    yield [
      BigInt(id),
      random.integer(customers) + 1n,
      random.pick(['open', 'paid', 'sent', 'done']),
      note(random),
      Number(random.integer(1_000_000)) / 100,
      random.number() < 0.5 ? null : random.number(),
      random.integer(100),
      random.datetime(),
      `${random.integer(999)} ${random.words(1)} street, ${random.words(1)}`,
    ];
  }
}

/** Of ten: three NULL, one with quotes and a line feed, six plain. */
function note(random: RandomValues): string | null {
  const kind = random.integer(10);
  if (kind < 3n) return null;
  return kind === 3n ? `he said "${random.words(1)}"\nand left` : random.words(3);
}
