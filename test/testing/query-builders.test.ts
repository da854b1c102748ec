import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import knex from 'knex';
import { Kysely, SqliteDialect, type Generated } from 'kysely';
import { expect, test } from 'vitest';
import { fixture } from '../../src/testing/index.ts';
import { fixtureProject, makeFixture, smallRows } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

async function smallFixture(): Promise<void> {
  const project = fixtureProject();
  await makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
}

test('Drizzle on a database in memory', async () => {
  await smallFixture();
  await using db = await fixture(3, 'small');
  const city = sqliteTable('city', { id: integer().primaryKey(), name: text().notNull() });
  const orm = drizzle({ client: db.database });
  orm.update(city).set({ name: 'Berne' }).where(eq(city.id, 1)).run();
  expect(orm.select().from(city).orderBy(city.id).all()[0]).toEqual({ id: 1, name: 'Berne' });
});

test('Kysely on a database in memory', async () => {
  await smallFixture();
  await using db = await fixture(3, 'small');
  const kysely = new Kysely<{ city: { id: Generated<number>; name: string } }>({
    dialect: new SqliteDialect({ database: db.database }),
  });
  await kysely.updateTable('city').set({ name: 'Berne' }).where('id', '=', 1).execute();
  const names = await kysely.selectFrom('city').select('name').orderBy('id').execute();
  expect(names.map(({ name }) => name)).toEqual(['Berne', 'Zürich', 'Paris']);
});

test('Knex on a file', async () => {
  await smallFixture();
  await using db = await fixture(3, 'small', { at: 'file' });
  const query = knex({ client: 'better-sqlite3', connection: { filename: db.path }, useNullAsDefault: true });
  try {
    await query('city').where({ id: 1 }).update({ name: 'Berne' });
    expect(await query('city').orderBy('id').pluck('name')).toEqual(['Berne', 'Zürich', 'Paris']);
  } finally {
    await query.destroy();
  }
});
