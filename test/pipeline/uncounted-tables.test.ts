import { expect, test } from 'vitest';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { uncountedTables } from '../../src/pipeline/uncounted-tables.ts';
import { int } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const rows = table({ id: int().primaryKey() });
const v1 = schema(1, {
  copied: rows,
  a: rows,
  b: rows,
  merged: rows,
  split: rows,
  looked_at: rows,
  dropped: rows,
  lost: rows,
});
const v2 = schema(2, { copied: rows, made: rows, other: rows });

test('tables that are read, neither counted nor dropped', () => {
  const made = sql`…`.each(['a', 'b']).merges('merged', { by: ['id'] });
  const other = sql`…`.splits('split', { by: ['id'] });
  const step = pipeline(v1, v2, { copied: copy(), made, other }, { drops: { dropped: 'gone' } });
  const reads = new Map([
    ['copied', ['copied']],
    ['made', ['merged', 'looked_at', 'b', 'a']],
    ['other', ['dropped', 'looked_at', 'split']],
  ]);
  expect(uncountedTables(step, reads)).toEqual(['looked_at']);
  const careless = pipeline(v1, v2, { copied: copy(), made: sql`…`, other });
  expect(uncountedTables(careless, reads)).toEqual(['a', 'b', 'merged', 'looked_at', 'dropped']);
});
