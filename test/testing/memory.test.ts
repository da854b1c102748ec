import { expect, expectTypeOf, test } from 'vitest';
import type { Database } from 'better-sqlite3';
import { assertSchema } from '../../src/guard.ts';
import { fixture } from '../../src/testing/index.ts';
import { fixtureProject, makeFixture, smallRows, smallRowsOfTwo } from './fixture-project.ts';
import v2 from './project/schemas/v2.ts';
import v3 from './project/schemas/v3.ts';

async function smallFixture(): Promise<string> {
  const project = fixtureProject();
  return makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
}

const cities = ({ database }: { database: Database }): unknown[] =>
  database.prepare('SELECT id, label FROM city ORDER BY id').raw().all();

test('a database in memory has all that the load phase makes', async () => {
  await smallFixture();
  await using db = await fixture(3, 'small');
  expectTypeOf(db.database).toEqualTypeOf<Database>();
  const { database } = db;
  expect(cities(db)).toEqual([
    [1, 'Bern, CHE'],
    [2, 'Zürich, CHE'],
    [9, 'Paris, FRA'],
  ]);
  expect(database.prepare('SELECT name FROM big_city').pluck().all()).toEqual(['Paris']);
  const insert = database.prepare(
    "INSERT INTO city (country_code, name, slug, population) VALUES (?, 'Basel', 'basel', 173863)",
  );
  expect(insert.run('CHE').lastInsertRowid).toBe(10);
  expect(database.prepare('SELECT what FROM change').pluck().all()).toEqual(['made', 'added']);
  expect(() => insert.run('XXX')).toThrow(/FOREIGN KEY/);
  expect(() => assertSchema(database, v3)).not.toThrow();
  expect(() => assertSchema(database, v2)).toThrow();
});

test('what one test does in its database, no other sees', async () => {
  await smallFixture();
  await using one = await fixture(3, 'small');
  one.database.exec('DELETE FROM city; DROP TABLE change; CREATE TABLE more (id INTEGER)');
  await using two = await fixture(v3, 'small');
  expect(cities(two)).toHaveLength(3);
  expect(cities(one)).toHaveLength(0);
  expect(two.database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'more'").pluck().get()).toBe(0);
});

test('a database is closed when it is disposed of, once or twice', async () => {
  await smallFixture();
  const db = await fixture(3, 'small');
  expect(db.database.open).toBe(true);
  await db.dispose();
  expect(db.database.open).toBe(false);
  await db.dispose();
});

test('fixtures of two schemas can be asked for at the same time', async () => {
  const directory = await smallFixture();
  const project = directory.replace('/test/fixtures/v3/small', '');
  await makeFixture({ project, schema: v2, name: 'small', rows: smallRowsOfTwo });
  const asked = [fixture(3, 'small'), fixture(2, 'small'), fixture(v3, 'small'), fixture(v2, 'small')];
  const counts: unknown[] = [];
  for (const each of asked) {
    await using db = await each;
    counts.push(db.database.prepare('SELECT count(*) FROM city').pluck().get());
  }
  expect(counts).toEqual([3, 3, 3, 3]);
});

test('project and folder of the fixtures can be named', async () => {
  const directory = await smallFixture();
  const project = process.cwd();
  process.chdir('/');
  await using db = await fixture(3, 'small', { project, fixtures: `${directory}/../..` });
  expect(cities(db)).toHaveLength(3);
});
