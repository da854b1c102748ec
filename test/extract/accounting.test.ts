import { expect, test } from 'vitest';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { migration } from '../support/migration.ts';

const v1 = schema(1, {
  person: table({ id: int().primaryKey(), name: text(), city: text() }),
  letter: table({ id: int().primaryKey(), person: int() }),
  cache: table({ key: text().primaryKey() }),
});
const v2 = schema(2, {
  person: table({ id: int().primaryKey(), name: text(), letters: int() }),
  city: table({ name: text().primaryKey() }),
  letter: table({ id: int().primaryKey(), person: int() }),
});
const source = `
  CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
  CREATE TABLE letter (id INTEGER PRIMARY KEY, person INT NOT NULL);
  CREATE TABLE cache (key TEXT PRIMARY KEY NOT NULL);
  INSERT INTO person VALUES (1, 'a', 'x'), (2, 'b', 'y'), (3, '', 'y'), (4, 'd', 'x');
  INSERT INTO letter VALUES (1, 1), (2, 1), (3, 2);
  INSERT INTO cache VALUES ('k'), ('l');`;
const letters = sql`SELECT id, name, (SELECT count(*) FROM letter WHERE person = p.id) AS letters FROM person AS p`;

test('says for every source table where its rows went and which were dropped, and why', async () => {
  const work = migration({
    source,
    pipeline: pipeline(
      v1,
      v2,
      {
        person: letters.each('person', { where: `name <> ''`, reason: 'without a name' }),
        city: sql`SELECT DISTINCT city AS name FROM person`,
        letter: copy(),
      },
      { drops: { cache: 'made again by the application' } },
    ),
  });
  const { manifest } = await work.extract();
  expect(manifest.accounting).toEqual([
    {
      table: 'person',
      rows: 4,
      written: [
        { table: 'person', rows: 3, how: 'each', counted: 3 },
        { table: 'city', rows: 2, how: 'query', counted: null },
      ],
      dropped: [{ table: 'person', reason: 'without a name', rows: 1 }],
      complete: true,
    },
    {
      table: 'letter',
      rows: 3,
      written: [
        { table: 'person', rows: 3, how: 'query', counted: null },
        { table: 'letter', rows: 3, how: 'copy', counted: 3 },
      ],
      dropped: [],
      complete: true,
    },
    {
      table: 'cache',
      rows: 2,
      written: [],
      dropped: [{ table: null, reason: 'made again by the application', rows: 2 }],
      complete: true,
    },
  ]);
});

test.each([
  ['loses rows', 'JOIN letter ON letter.id = p.id', 3],
  ['multiplies rows', 'LEFT JOIN letter ON letter.person = p.id', 5],
])('a query that %s has broken its promise', async (_, join, found) => {
  const broken = sql({ sqlite: `SELECT p.id, name, 0 AS letters FROM person AS p ${join}` }).each('person');
  const work = migration({
    source,
    pipeline: pipeline(
      v1,
      v2,
      { person: broken, city: sql`SELECT DISTINCT city AS name FROM person`, letter: copy() },
      { drops: { cache: 'not needed' } },
    ),
  });
  await expect(work.extract()).rejects.toMatchObject({ code: 'EACH_BROKEN', details: { due: 4, found, dropped: 0 } });
});

test('a table that nothing reads and nobody drops is lost', async () => {
  const work = migration({
    source,
    pipeline: pipeline(v1, v2, {
      person: letters,
      city: sql`SELECT DISTINCT city AS name FROM person`,
      letter: copy(),
    }),
  });
  await expect(work.extract()).rejects.toMatchObject({ code: 'PIPELINE_TABLE_LOST', details: { table: 'cache' } });
});
