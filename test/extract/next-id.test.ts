import { expect, test } from 'vitest';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { bigint, int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { change, copying, migration, rowsOf } from '../support/migration.ts';

const numbered = table({ id: bigint().primaryKey().autoIncrement(), name: text() });
const ddl = 'CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);';

const inserted = (path: string) => {
  change(path, `INSERT INTO numbered (name) VALUES ('new')`);
  return rowsOf(path, 'SELECT max(id) FROM numbered')[0]?.[0];
};

test.each([
  [
    'ids of deleted rows do not come again',
    `INSERT INTO numbered VALUES (7, 'a'), (90, 'b'); DELETE FROM numbered WHERE id = 90`,
    '91',
    91n,
  ],
  ['in a table that was emptied neither', `INSERT INTO numbered VALUES (90, 'b'); DELETE FROM numbered`, '91', 91n],
  ['a table that never had a row begins with 1', '', '1', 1n],
  ['negative ids count for nothing', `INSERT INTO numbered VALUES (-5, 'a')`, '1', 1n],
  [
    'a counter that was set behind the rows is passed',
    `INSERT INTO numbered VALUES (9, 'a'); UPDATE sqlite_sequence SET seq = 3`,
    '10',
    10n,
  ],
])('%s', async (_, rows, next, id) => {
  const work = migration({ pipeline: copying({ numbered }), source: ddl + rows });
  const { manifest } = await work.extract({ chunkRows: 1 });
  expect(manifest.tables[0]?.nextId).toBe(next);
  await work.load();
  expect(inserted(work.target)).toBe(id);
});

test('the largest id of all leaves no next one, and loads', async () => {
  const work = migration({
    pipeline: copying({ numbered }),
    source: `${ddl} INSERT INTO numbered VALUES (9223372036854775807, 'last')`,
  });
  const { manifest } = await work.extract();
  expect(manifest.tables[0]?.nextId).toBe('9223372036854775808');
  await work.load();
  expect(rowsOf(work.target, 'SELECT seq FROM sqlite_sequence')).toEqual([[2n ** 63n - 1n]]);
});

test('a table that becomes numbered goes on behind its largest id; one that is not has none', async () => {
  const v1 = schema(1, { numbered: table({ id: int().primaryKey(), name: text() }) });
  const v2 = schema(2, { numbered, plain: table({ id: int().primaryKey() }) });
  const work = migration({
    source: `CREATE TABLE numbered (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO numbered VALUES (4, 'a'), (6, 'b')`,
    pipeline: pipeline(v1, v2, { numbered: copy(), plain: sql`SELECT id FROM numbered` }),
  });
  const { manifest } = await work.extract();
  expect(manifest.tables.map(({ nextId }) => nextId)).toEqual(['7', null]);
  await work.load();
  expect(inserted(work.target)).toBe(7n);
});

test('a query that promises no rows of a table goes on behind its own', async () => {
  const both = schema(1, { numbered });
  const work = migration({
    source: `${ddl} INSERT INTO numbered VALUES (4, 'a'), (900, 'b')`,
    pipeline: pipeline(both, schema(2, { numbered }), { numbered: sql`SELECT id, name FROM numbered WHERE id < 10` }),
  });
  expect((await work.extract()).manifest.tables[0]?.nextId).toBe('5');
});
