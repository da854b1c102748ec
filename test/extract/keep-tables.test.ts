import { appendFileSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../../src/format/manifest.ts';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { change, migration, rejectedRows, type Migration } from '../support/migration.ts';

const big = table({ id: int().primaryKey().autoIncrement(), name: text() });
const small = table({ id: int().primaryKey(), big: int().references('big.id'), label: text() });
const v1 = schema(1, { big, small });
const v2 = schema(2, { big, small });
const source = `
  CREATE TABLE big (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);
  CREATE TABLE small (id INTEGER PRIMARY KEY, big INT NOT NULL, label TEXT NOT NULL);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO big SELECT i, 'name ' || i FROM n;
  INSERT INTO small SELECT id, id, 'label' FROM big LIMIT 5;`;

const labelled = (label: string) =>
  pipeline(v1, v2, { big: copy(), small: sql`SELECT id, big, ${label} AS label FROM small`.each('small') });
const contents = ({ extracted }: Migration) =>
  Object.fromEntries(readdirSync(extracted).map((name) => [name, readFileSync(join(extracted, name), 'utf8')]));
const partsOf = ({ tables }: Manifest, name: string) => tables.find((each) => each.name === name)?.parts ?? [];

/** An extract in three chunks for `big`. */
async function extracted(changes: Parameters<Migration['extract']>[0] = {}) {
  const work = migration({ pipeline: labelled('old'), source });
  const first = await work.extract({ chunkRows: 15, ...changes });
  return { work, first: first.manifest };
}

test('only the named table is made again; the others are kept byte for byte', async () => {
  const { work, first } = await extracted();
  const before = contents(work);
  const { manifest } = await work.extract({ pipeline: labelled('new'), tables: ['small'], chunkRows: 1000 });
  const after = contents(work);
  expect(partsOf(first, 'big')).toHaveLength(3);
  expect(manifest.tables[0]).toEqual(first.tables[0]);
  for (const { path } of partsOf(first, 'big')) expect(after[path]).toBe(before[path]);
  expect(after['small.csv']).toBe(before['small.csv']?.replaceAll('"old"', '"new"'));
  expect(manifest.contentId).not.toBe(first.contentId);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const whole = await work.extract({ pipeline: labelled('new') });
  expect(manifest.contentId).toBe(whole.manifest.contentId);
  await work.load();
});

test('nothing is different when nothing has changed, and two tables may be named', async () => {
  const { work, first } = await extracted();
  const { manifest } = await work.extract({ tables: ['small', 'big'], chunkRows: 15 });
  expect({ ...manifest, run: null }).toEqual({ ...first, run: null });
});

test('a kept table counts as a parent', async () => {
  const { work } = await extracted();
  const orphaned = pipeline(v1, v2, { big: copy(), small: sql`SELECT id, big + 36 AS big, label FROM small` });
  await expect(work.extract({ pipeline: orphaned, tables: ['small'] })).rejects.toMatchObject({
    code: 'ROWS_REJECTED',
  });
  expect(rejectedRows(work, 'small').map(({ key }) => key)).toEqual([{ id: 5 }]);
});

const notKept = (reason: RegExp) => ({ code: 'EXTRACT_NOT_KEPT', details: { reason: expect.stringMatching(reason) } });

/** The refusal leaves the earlier extract as it was. */
async function expectNotKept(
  work: Migration,
  changes: Parameters<Migration['extract']>[0],
  reason: RegExp,
): Promise<void> {
  const before = contents(work);
  await expect(work.extract({ tables: ['small'], ...changes })).rejects.toMatchObject(notKept(reason));
  expect(contents(work)).toEqual(before);
}

test('refused when the source has changed, even elsewhere', async () => {
  const { work } = await extracted();
  change(work.source, `UPDATE small SET label = 'x' WHERE id = 1`);
  await expectNotKept(work, {}, /^the source database was written to since/);
});

test('refused when a source with a write-ahead log has changed and was closed', async () => {
  const work = migration({ pipeline: labelled('old'), source: `PRAGMA journal_mode = WAL; ${source}` });
  await work.extract();
  await work.extract({ tables: ['small'] });
  change(work.source, `UPDATE big SET name = 'x' WHERE id = 1`);
  await expectNotKept(work, {}, /was written to since/);
});

test('refused in another format, for another schema, from another schema', async () => {
  const { work } = await extracted();
  await expectNotKept(work, { format: 'jsonl' }, /^its parts are csv$/);
  const other = schema(2, { big: table({ ...big.columns }), small }, { views: { v: 'SELECT 1' } });
  const copies = { big: copy(), small: copy() };
  await expectNotKept(
    work,
    { pipeline: pipeline(v1, other, copies) as ReturnType<typeof labelled> },
    /^schema 2 is another one now$/,
  );
  const earlier = schema(1, { big, small }, { views: { v: 'SELECT 1' } });
  await expectNotKept(work, { pipeline: pipeline(earlier, v2, copies) }, /^it was made from another schema than 1$/);
});

test('refused when a kept part was altered or is gone', async () => {
  const { work } = await extracted();
  appendFileSync(join(work.extracted, 'big.00002.csv'), '99,"x"\n');
  await expect(work.extract({ tables: ['small'] })).rejects.toMatchObject({
    code: 'PART_ALTERED',
    details: { part: 'big.00002.csv' },
  });
  rmSync(join(work.extracted, 'big.00002.csv'));
  await expect(work.extract({ tables: ['small'] })).rejects.toMatchObject({ code: 'PART_MISSING' });
});

test('refused without an earlier extract, and for a table that there is not', async () => {
  const work = migration({ pipeline: labelled('old'), source });
  await expect(work.extract({ tables: ['small'] })).rejects.toMatchObject({ code: 'EXTRACT_MISSING' });
  await expect(work.extract({ tables: ['smal'] })).rejects.toMatchObject({
    code: 'EXTRACT_TABLE_UNKNOWN',
    details: { known: ['big', 'small'] },
  });
  expect(readdirSync(join(work.folder, 'extracts'))).toEqual([]);
});

test('refused when the pipeline counts the rows of a kept table in another way now', async () => {
  const { work } = await extracted();
  const fewer = pipeline(v1, v2, {
    big: sql`SELECT id, name FROM big`.each('big', { where: 'id <= 20', reason: 'the first ones are enough' }),
    small: copy(),
  });
  const split = pipeline(v1, v2, { big: sql`SELECT id, name FROM big`.splits('big', { by: ['id'] }), small: copy() });
  await expectNotKept(
    work,
    { pipeline: fewer },
    /^table big has 40 rows there, and the pipeline counts otherwise now$/,
  );
  await work.extract({ pipeline: split, tables: ['small'] });
});
