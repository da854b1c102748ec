import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema, type Row } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { runPipeline } from '../../src/testing/index.ts';
import { rowsOf as queried, migration } from '../support/migration.ts';
import { rows, type LooseRows } from '../../src/testing/index.ts';
import { fixtureProject, makeFixture, smallRowsOfTwo } from './fixture-project.ts';
import twoToThree from './project/pipelines/2to3.ts';
import v2 from './project/schemas/v2.ts';
import type v3 from './project/schemas/v3.ts';

async function smallProject(): Promise<string> {
  const project = fixtureProject();
  await makeFixture({ project, schema: v2, name: 'small', rows: smallRowsOfTwo });
  return project;
}

const bern = { id: 1, country_code: 'CHE', name: 'Bern', population: 134591 };
const switzerland = { code: 'CHE', name: 'Switzerland' };

test('a pipeline runs over a fixture, by its name or itself', async () => {
  await smallProject();
  const { rows: made, rejects } = await runPipeline(twoToThree, 'small');
  expectTypeOf(made.city).toEqualTypeOf<Row<typeof v3, 'city'>[]>();
  expect(rejects).toEqual([]);
  expect(made.city.map(({ id, slug, area }) => [id, slug, area])).toEqual([
    [1, 'bern', '1.50'],
    [2, 'zürich', '1.50'],
    [9, 'paris', '1.50'],
  ]);
  expect(made.country[0]).toEqual({ ...switzerland, independent: false });
  const named = await runPipeline('2to3', 'small');
  expectTypeOf(named.rows).toEqualTypeOf<LooseRows>();
  expect(named.rows).toEqual(made);
  const { rows: same } = await runPipeline('2', 'small');
  expect(same).toEqual({ ...rows(v2, 'small') });
});

test('a pipeline runs over rows that the test gives, in no project', async () => {
  const given = { country: [switzerland], city: [{ ...bern, name: 'La Chaux' }] };
  const made = await runPipeline(twoToThree, given);
  expect(made.rows.city[0]?.slug).toBe('la-chaux');
  // @ts-expect-error -- a number is no name
  await expect(runPipeline(twoToThree, { country: [{ code: 'CHE', name: 3 }] })).rejects.toThrow(/name/);
});

test('rejected rows are told, and left out', async () => {
  const given = {
    country: [switzerland],
    city: [
      bern,
      { ...bern, id: 2, population: -1 },
      { ...bern, id: 3 },
      { ...bern, id: 4, country_code: 'FRA', name: 'Nice' },
    ],
  };
  const { rows: made, rejects } = await runPipeline(twoToThree, given);
  expect(made.city.map(({ id }) => id)).toEqual([1]);
  expect(rejects.map(({ table: of, row, key, problems }) => [of, row, key, problems[0]?.message])).toEqual([
    ['city', 2, { id: 2 }, expect.stringContaining('>=0')],
    ['city', 3, { id: 3 }, 'the same country_code, slug (unique) as row 1'],
    ['city', 4, { id: 4 }, 'no row of country has this code'],
  ]);
});

test('a pipeline that is wrong fails as in an extract', async () => {
  const to = schema(3, { country: table({ code: text(3).primaryKey() }) });
  const lacking = sql`SELECT code FROM country WHERE 0`.each('country');
  await expect(
    runPipeline(pipeline(v2, to, { country: lacking }, { drops: { city: 'no' } }), { country: [switzerland] }),
  ).rejects.toThrow(expect.objectContaining({ code: 'EACH_BROKEN' }));
  const refused = sql`SELECT nothing FROM country`;
  await expect(runPipeline(pipeline(v2, to, { country: refused }, { drops: { city: 'no' } }), {})).rejects.toThrow(
    expect.objectContaining({ code: 'QUERY_REFUSED' }),
  );
});

test('nothing stays on disk, and the fixture is what it was', async () => {
  const project = await smallProject();
  const scratch = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('ntom-pipeline-'));
  const before = scratch();
  await runPipeline('2to3', 'small');
  const cache = join(project, 'node_modules/.cache/ntom');
  const bytes = (): string =>
    readdirSync(cache)
      .map((name) => readFileSync(join(cache, name), 'base64'))
      .join();
  const template = bytes();
  await runPipeline('2to3', 'small');
  expect(bytes()).toBe(template);
  expect(scratch()).toEqual(before);
});

test('pipelines run at the same time', async () => {
  await smallProject();
  const runs = await Promise.all([
    runPipeline('2to3', 'small'),
    runPipeline(twoToThree, { country: [switzerland] }),
    runPipeline('2to3', 'small'),
  ]);
  expect(runs.map((run) => run.rows['country']?.length)).toEqual([2, 1, 2]);
});

const from = schema(1, {
  parent: table({ id: int().primaryKey() }),
  child: table({ id: int().primaryKey(), parent_id: int(), word: text(20).nullable() }),
});
const to = schema(2, {
  parent: table({ id: int().primaryKey() }),
  child: table(
    { id: int().primaryKey(), parent_id: int().references('parent.id'), word: text(4) },
    { unique: [['word']] },
  ),
});
const checked = pipeline(from, to, {
  parent: copy(),
  child: sql<Row<typeof from, 'child'>>`SELECT * FROM child`.map((row) => ({ ...row, word: row.word as string })),
});

const words = fc.constantFrom('a', 'b', 'c', 'abcde', null, '"', 'é,\n');
const child = fc.record({ parent_id: fc.integer({ min: 1, max: 4 }), word: words });

test('what is made and what is rejected is what an extract makes and rejects', async () => {
  const given = fc.record({
    parents: fc.uniqueArray(fc.integer({ min: 1, max: 4 })),
    children: fc.array(child, { maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ parents, children }) => {
      const input = {
        parent: parents.map((id) => ({ id })),
        child: children.map((each, index) => ({ id: index + 1, ...each })),
      };
      const run = await runPipeline(checked, input);
      const moved = migration({
        pipeline: checked,
        source: (database) => {
          database.exec(
            'CREATE TABLE parent (id INTEGER PRIMARY KEY NOT NULL); CREATE TABLE child (id INTEGER PRIMARY KEY NOT NULL, parent_id INTEGER NOT NULL, word TEXT)',
          );
          for (const { id } of input.parent) database.prepare('INSERT INTO parent VALUES (?)').run(id);
          for (const { id, parent_id, word } of input.child)
            database.prepare('INSERT INTO child VALUES (?, ?, ?)').run(id, parent_id, word);
        },
      });
      if (run.rejects.length > 0) {
        await expect(moved.extract()).rejects.toThrow(expect.objectContaining({ code: 'ROWS_REJECTED' }));
        const lines = readFileSync(`${moved.extracted}.rejects/child.jsonl`, 'utf8').trimEnd().split('\n');
        expect(run.rejects).toEqual(lines.map((line) => JSON.parse(line) as unknown));
        const rejected = new Set(run.rejects.map(({ key }) => key['id']));
        expect(run.rows.child.map(({ id }) => id)).toEqual(
          input.child.map(({ id }) => id).filter((id) => !rejected.has(id)),
        );
      } else {
        await moved.extract();
        await moved.load();
        expect(run.rows.child.map((row) => Object.values(row))).toEqual(
          queried(moved.target, 'SELECT * FROM child ORDER BY id').map((row) =>
            row.map((value) => (typeof value === 'bigint' ? Number(value) : value)),
          ),
        );
      }
    }),
    { numRuns: 25 },
  );
});
