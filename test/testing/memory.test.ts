import { expect, expectTypeOf, test } from 'vitest';
import type { Database } from 'better-sqlite3';
import { assertSchema } from '../../src/guard.ts';
import { fixture } from '../../src/testing/index.ts';
import { fixtureProject, makeFixture, smallRows } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

async function small(): Promise<string> {
  const project = fixtureProject();
  return makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
}

test('a database in memory has all that the load phase makes', async () => {
  await small();
  await using db = await fixture(3, 'small');
  expectTypeOf(db.database).toEqualTypeOf<Database>();
  const { database } = db;
  expect(database.prepare('SELECT id, label FROM city ORDER BY id').raw().all()).toEqual([
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
  void assertSchema;
});
