import knex, { type Knex } from 'knex';
import { fixture, rows, runPipeline, type ServerAccess } from 'ntom/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import v3 from '../../schemas/v3.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';

describe('the application on MariaDB', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;
  const at = (): `mysql://${string}` => server.url as `mysql://${string}`;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server[Symbol.asyncDispose]());

  test.each([
    ['1to2', 1],
    ['2to3', 2],
    ['3to2', 3],
  ])('%s makes the same rows as on SQLite', async (pipeline, from) => {
    const here = await runPipeline(pipeline, fixture(from, 'small'));
    const there = await runPipeline(pipeline, fixture(from, 'small', { at: at() }));
    expect(there).toEqual(here);
    expect(here.rejects).toEqual([]);
  });

  test('ids go on, triggers keep the totals, and the view shows them', async () => {
    await using db = await fixture(3, 'small', { at: at() });
    await using query = queryOn(db);
    const overview = (): Promise<unknown> => query.knex('country_overview').where({ code: 'LIE' }).first();
    const before = (await overview()) as { cities: number; population: number };
    const [id] = await query.knex('city').insert({
      country_code: 'LIE',
      slug: 'neudorf',
      name: 'Neudorf',
      search_name: 'neudorf',
      feature_code: 'PPL',
      population: 100,
      latitude: '47.10000',
      longitude: '9.50000',
    });
    expect(id).toBe(Math.max(...rows(v3, 'small').city.map((city) => city.id)) + 1);
    expect(await overview()).toEqual({ ...before, cities: before.cities + 1, population: before.population + 100 });
    await query.knex('city').where({ slug: 'neudorf' }).delete();
    expect(await overview()).toEqual(before);
  });

  test('text is compared as on SQLite, to the letter', async () => {
    await using db = await fixture(3, 'small', { at: at() });
    await using query = queryOn(db);
    expect(await query.knex('city').where({ name: 'vaduz' })).toEqual([]);
    expect(await query.knex('city').where({ name: 'Vaduz' }).select('slug')).toEqual([{ slug: 'vaduz' }]);
  });
});

function queryOn(db: ServerAccess): AsyncDisposable & { readonly knex: Knex } {
  const query = knex({ client: 'mysql2', connection: { ...db.connection() } });
  return { knex: query, [Symbol.asyncDispose]: () => query.destroy() };
}
