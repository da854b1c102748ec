import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import type { NtomError } from '../../src/errors.ts';
import type { Row } from '../../src/schema/schema.ts';
import { fixture, runPipeline, type LooseRows } from '../../src/testing/index.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';
import { fixtureProject, makeFixture, smallRows, smallRowsOfTwo } from './fixture-project.ts';
import twoToThree from './project/pipelines/2to3.ts';
import v2 from './project/schemas/v2.ts';
import v3 from './project/schemas/v3.ts';

async function smallProject(): Promise<string> {
  const project = fixtureProject();
  await makeFixture({ project, schema: v2, name: 'small', rows: smallRowsOfTwo });
  return project;
}

const inCache = (project: string): readonly string[] => readdirSync(join(project, 'node_modules/.cache/ntom'));
const basel = "INSERT INTO city VALUES (10, 'CHE', 'Basel', 173863), (11, 'CHE', 'Nowhere', -1)";
const slugs = [
  [1, 'bern'],
  [2, 'zürich'],
  [9, 'paris'],
  [10, 'basel'],
];

const refused = async (work: Promise<unknown>): Promise<NtomError> =>
  work.then(
    () => expect.fail('it worked'),
    (error: unknown) => error as NtomError,
  );

test('a pipeline runs over the fixture that is passed to it, by its name or itself', async () => {
  await smallProject();
  const { rows, rejects } = await runPipeline('2to3', fixture(2, 'small'));
  expectTypeOf(rows).toEqualTypeOf<LooseRows>();
  expect(rejects).toEqual([]);
  const typed = await runPipeline(twoToThree, fixture(v2, 'small'));
  expectTypeOf(typed.rows.city).toEqualTypeOf<Row<typeof v3, 'city'>[]>();
  expect(typed.rows).toEqual(rows);
  expect(rows).toEqual((await runPipeline('2to3', 'small')).rows);
});

test('it reads what the test has made of the database in memory, which stays as it is and open', async () => {
  await smallProject();
  await using db = await fixture(2, 'small');
  db.database.exec(basel);
  const { rows, rejects } = await runPipeline(twoToThree, db);
  expect(rows.city.map(({ id, slug }) => [id, slug])).toEqual(slugs);
  expect(rejects.map(({ key }) => key)).toEqual([{ id: 11 }]);
  const count = db.database.prepare('SELECT count(*) FROM city').pluck();
  expect(count.get()).toBe(5);
  db.database.exec('DELETE FROM city WHERE id > 1');
  expect((await runPipeline(twoToThree, db)).rows.city.map(({ id }) => id)).toEqual([1]);
});

test('it reads what is in the file, also while a connection of the test is open', async () => {
  const project = await smallProject();
  await using db = await fixture(2, 'small', { at: 'file' });
  const database = new BetterSqlite3(db.path);
  database.exec(`PRAGMA journal_mode = WAL; ${basel}`);
  expect((await runPipeline(twoToThree, db)).rows.city.map(({ id, slug }) => [id, slug])).toEqual(slugs);
  database.close();
  expect(inCache(project)).toHaveLength(2);
});

test('a promised fixture is gone afterwards, also when the pipeline fails or is not there', async () => {
  const project = await smallProject();
  await runPipeline('2to3', fixture(2, 'small', { at: 'file' }));
  expect(inCache(project)).toHaveLength(1);
  const failed = [
    refused(runPipeline('3to2', fixture(2, 'small', { at: 'file' }))),
    refused(runPipeline('3', fixture(2, 'small', { at: 'file' }))),
  ];
  expect((await Promise.all(failed)).map(({ code }) => code)).toEqual(['PIPELINE_NOT_FOUND', 'SOURCE_OTHER_SCHEMA']);
  expect(inCache(project)).toHaveLength(1);
  const promised = fixture(2, 'small');
  await runPipeline('2to3', promised);
  expect((await promised).database.open).toBe(false);
});

test('a fixture of another schema, or that is not there, is refused by its name', async () => {
  const project = await smallProject();
  await makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
  const other = await refused(runPipeline('2to3', fixture(3, 'small')));
  expect(other).toMatchObject({ code: 'SOURCE_OTHER_SCHEMA', message: 'the fixture was made from schema 3, not 2' });
  expect(await refused(runPipeline('2to3', fixture(2, 'smal')))).toMatchObject({ code: 'FIXTURE_MISSING' });
});

test('what is not committed is refused and not left out, and so is what cannot be read', async () => {
  await smallProject();
  const db = await fixture(2, 'small');
  const run = (): Promise<NtomError> => refused(runPipeline(twoToThree, db));
  db.database.exec('BEGIN; DELETE FROM city');
  expect(await run()).toMatchObject({
    code: 'FIXTURE_UNREADABLE',
    message: 'the database of the fixture cannot be read now: a transaction is open',
  });
  db.database.exec('ROLLBACK');
  const cities = db.database.prepare('SELECT * FROM city').iterate();
  cities.next();
  expect(await run()).toMatchObject({ code: 'FIXTURE_UNREADABLE', message: expect.stringMatching(/busy/) as string });
  cities.return?.();
  await db.dispose();
  expect(await run()).toMatchObject({ code: 'FIXTURE_UNREADABLE', message: expect.stringMatching(/open/) as string });
});

describe('on a server', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('the queries are those of its engine', async () => {
    await smallProject();
    await using db = await fixture(2, 'small', { at: server.url as `mysql://${string}` });
    const connection = await createConnection(db.connection());
    await connection.query(basel);
    const { rows, rejects } = await runPipeline(twoToThree, db);
    expect(rows.city.map(({ id, slug }) => [id, slug])).toEqual(slugs);
    expect(rejects.map(({ key }) => key)).toEqual([{ id: 11 }]);
    await connection.end();
  });
});
