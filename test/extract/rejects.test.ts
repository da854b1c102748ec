import { readdirSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { blob, int, json, real, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { change, copying, migration, rejectedRows } from '../support/migration.ts';

const tables = {
  parent: table({ id: int().primaryKey(), name: text(5, z.string().min(1)), rate: real().nullable() }),
  child: table(
    {
      a: int(),
      b: text(),
      parent: int().nullable().references('parent.id'),
      tags: json(z.array(z.string())).nullable(),
      data: blob(2).nullable(),
    },
    { primaryKey: ['a', 'b'], unique: [['b', 'parent']] },
  ),
};
const source = `
  CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rate);
  CREATE TABLE child (a INT NOT NULL, b TEXT NOT NULL, parent INT, tags TEXT, data BLOB, PRIMARY KEY (a, b));
  INSERT INTO parent VALUES (1, 'one', 1), (2, 'two', 0.5), (3, 'three', NULL);
  INSERT INTO child VALUES (1, 'x', 1, '["a"]', x'01'), (2, 'x', 2, NULL, NULL), (3, 'x', NULL, NULL, NULL), (4, 'x', NULL, NULL, NULL);`;

test('each rejected row has its key, its number and every reason with the raw value', async () => {
  const work = migration({ pipeline: copying(tables), source });
  change(
    work.source,
    `UPDATE parent SET name = '', rate = 'much' WHERE id = 2; UPDATE parent SET name = 'too long' WHERE id = 3`,
  );
  change(work.source, `INSERT INTO child VALUES (9, 'y', NULL, '["a", 5]', x'010203')`);
  await expect(work.extract()).rejects.toMatchObject({
    code: 'ROWS_REJECTED',
    details: { rows: 4, tables: { parent: 2, child: 2 } },
  });
  expect(rejectedRows(work, 'parent')).toEqual([
    {
      table: 'parent',
      row: 2,
      key: { id: 2 },
      problems: [{ column: 'rate', path: ['rate'], message: 'TEXT "much" is not a number', value: 'much' }],
    },
    {
      table: 'parent',
      row: 3,
      key: { id: 3 },
      problems: [{ column: 'name', path: ['name'], message: expect.any(String), value: 'too long' }],
    },
  ]);
  expect(rejectedRows(work, 'child').find(({ row }) => row === 5)).toEqual({
    table: 'child',
    row: 5,
    key: { a: 9, b: 'y' },
    problems: [
      { column: 'tags', path: ['tags', 1], message: expect.stringContaining('expected string'), value: '["a", 5]' },
      { column: 'data', path: ['data'], message: expect.any(String), value: '010203' },
    ],
  });
  expect(rejectedRows(work, 'child').find(({ row }) => row === 2)).toMatchObject({
    problems: [{ column: 'parent', value: { parent: 2 } }],
  });
  expect(statSync(`${work.extracted}.rejects/child.jsonl`).mode & 0o777).toBe(0o600);
  expect(readdirSync(work.folder)).not.toContain('app_v2.db');
});

test('repeated keys and missing parents name the other row', async () => {
  const work = migration({ pipeline: copying(tables), source });
  change(work.source, 'UPDATE child SET parent = 1 WHERE a = 2; UPDATE child SET parent = 77 WHERE a = 3');
  await expect(work.extract()).rejects.toMatchObject({ code: 'ROWS_REJECTED', details: { tables: { child: 2 } } });
  expect(rejectedRows(work, 'child')).toEqual([
    expect.objectContaining({
      row: 2,
      key: { a: 2, b: 'x' },
      problems: [
        {
          column: 'b, parent',
          path: ['b', 'parent'],
          message: 'the same b, parent (unique) as row 1',
          value: { b: 'x', parent: 1 },
        },
      ],
    }),
    expect.objectContaining({
      row: 3,
      problems: [
        { column: 'parent', path: ['parent'], message: 'no row of parent has this id', value: { parent: 77 } },
      ],
    }),
  ]);
});

test('what a map throws is the reason of its row', async () => {
  const [v1, v2] = [schema(1, tables), schema(2, tables)];
  const work = migration({
    source,
    pipeline: pipeline(v1, v2, {
      parent: sql`SELECT * FROM parent`.map((row) => {
        if (row['id'] === 2) throw new RangeError('not two');
        return { id: 1, name: 'x', rate: null, ...row };
      }),
      child: sql`SELECT * FROM child WHERE parent IS NOT 2`,
    }),
  });
  await expect(work.extract()).rejects.toMatchObject({ code: 'ROWS_REJECTED' });
  expect(rejectedRows(work, 'parent')).toEqual([
    {
      table: 'parent',
      row: 2,
      key: { id: 2 },
      problems: [{ column: null, path: [], message: '.map threw: not two', value: null }],
    },
  ]);
});

test('as many are written down as are wanted, all are counted; the next run begins anew, and success removes them', async () => {
  const work = migration({ pipeline: copying({ parent: tables.parent }), source: null });
  change(
    work.source,
    `CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rate REAL);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO parent SELECT i, iif(i % 2, '', 'even'), NULL FROM n`,
  );
  await expect(work.extract({ maxRejects: 7 })).rejects.toMatchObject({
    details: { rows: 1500, tables: { parent: 1500 } },
  });
  expect(rejectedRows(work, 'parent').map(({ row }) => row)).toEqual([1, 3, 5, 7, 9, 11, 13]);
  change(work.source, `UPDATE parent SET name = 'x' WHERE id <> 2999`);
  await expect(work.extract({ maxRejects: 7 })).rejects.toMatchObject({ details: { rows: 1 } });
  expect(rejectedRows(work, 'parent').map(({ row }) => row)).toEqual([2999]);
  change(work.source, `UPDATE parent SET name = 'x'`);
  await work.extract();
  expect(readdirSync(`${work.folder}/extracts`)).toEqual(['v2']);
});
