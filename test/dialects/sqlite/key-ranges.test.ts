import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyRanges } from '../../../src/pipeline/key-ranges.ts';
import { allRows, databaseFile, fromSource } from './database-file.ts';

/** What a column that is declared INTEGER may hold all the same. */
const number = fc.oneof(fc.integer({ min: -5, max: 9 }), fc.constantFrom(2.5, -0.5, 3.999999, 1e15 + 0.5));
const other = fc.constantFrom(
  'NULL',
  "'x'",
  "'7x'",
  "''",
  "x'00'",
  '9e99',
  '-9e99',
  '-9223372036854775808',
  '9223372036854775807',
);
const values = fc.array(fc.oneof({ weight: 12, arbitrary: number }, { weight: 1, arbitrary: other }), {
  maxLength: 25,
});

test.each([
  ['a composite key', 'CREATE TABLE t (a INTEGER, b INT, PRIMARY KEY (a, b))'],
  ['one that falls', 'CREATE TABLE t (a INTEGER, b INT, PRIMARY KEY (a DESC, b))'],
  ['an index', 'CREATE TABLE t (a INTEGER, b INT); CREATE INDEX t_a ON t (a)'],
  ['a key without type', 'CREATE TABLE t (a, b, PRIMARY KEY (a, b))'],
  ['a key of text', 'CREATE TABLE t (a TEXT, b INT, PRIMARY KEY (a, b))'],
])('whatever is in %s, the ranges have every row once, in their order', async (_, create) => {
  const file = databaseFile(create);
  let cut = 0;
  await fc.assert(
    fc.asyncProperty(values, fc.integer({ min: 1, max: 5 }), async (some, rows) => {
      const inserted = some.map((a, b) => `(${a}, ${b})`).join(', ');
      file.run(`DELETE FROM t; ${inserted === '' ? '' : `INSERT INTO t VALUES ${inserted}`}`);
      await fromSource(file, async (source) => {
        const query = { ...source.tableQuery('t', ['a', 'b']), orderBy: ['a', 'b'] };
        const all = await allRows(source, query);
        expect(all).toHaveLength(some.length);
        const found = await keyRanges(source, { query, column: 'a', orderBy: query.orderBy, rows, keys: null });
        if ('reason' in found) return;
        const chunks = await Promise.all(found.ranges.map(({ range }) => allRows(source, { ...query, range })));
        expect(chunks.flat()).toEqual(all);
        for (const chunk of chunks) expect(chunk.length).toBeGreaterThan(0);
        if (chunks.length > 1) cut += 1;
      });
    }),
    { numRuns: 60 },
  );
  expect(cut > 0).toBe(!create.includes('TEXT'));
});
