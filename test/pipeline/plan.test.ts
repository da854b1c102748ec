import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partName } from '../../src/format/part-name.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { copy } from '../../src/pipeline/copy.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { planExtract, type TablePlan } from '../../src/pipeline/plan.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { databaseIn, type TestDatabase } from '../support/cases/phases.ts';
import { engines } from '../support/engines.ts';

const city = { id: int().primaryKey(), name: text(20), country: text(3) };
const v1 = schema(
  1,
  {
    city: table(city, { index: [['country']] }),
    'odd/table.db': table({ a: int(), b: int() }, { primaryKey: ['b', 'a'] }),
    log: table({ at: int(), message: text(20) }),
    'upper only': table({ code: text(3).primaryKey() }),
  },
  { views: { dutch: "SELECT * FROM city WHERE country = 'NLD'" } },
);
const v2 = schema(2, { city: table(city) });

const lost = { 'odd/table.db': 'not used', log: 'not used', 'upper only': 'not used' };
const from = (entry: object, drops: object = lost): PipelineDefinition =>
  (pipeline as (...parts: unknown[]) => PipelineDefinition)(v1, v2, { city: entry }, { drops });

describe.each(engines)('on $name', (engine) => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-plan-'));
    database = await databaseIn(folder, engine, 1);
    await createDatabase({ schema: v1, dialect: database.dialect, target: database.location });
    await engine.access.execute(
      database.location,
      `INSERT INTO city (id, name, country) VALUES
         (1, 'Delft', 'NLD'), (2, 'Gouda', 'NLD'), (3, 'Lyon', 'FRA'), (4, 'Ede', 'NLD'), (10, 'Bonn', 'DEU');
       INSERT INTO \`odd/table.db\` (a, b) VALUES (1, 2), (2, 1), (3, 3);
       INSERT INTO log (at, message) VALUES (1, 'a'), (1, 'a'), (2, 'b');`,
    );
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  async function plan(made: PipelineDefinition, chunkRows = 100): Promise<readonly TablePlan[]> {
    await using source = await database.dialect.openSource(database.location);
    return await planExtract(source, { pipeline: made, engine: engine.name, chunkRows });
  }

  async function planOf(entry: object, chunkRows = 100): Promise<TablePlan> {
    const [only] = await plan(from(entry), chunkRows);
    if (only === undefined) throw new TypeError('there is no plan');
    return only;
  }

  const ranges = ({ chunks }: TablePlan) => chunks.map(({ query: { range } }) => range && [range.from, range.to]);
  const names = ({ chunks }: TablePlan) => chunks.map((chunk) => partName(chunk.table, chunk.number, chunk.of));

  test('a table that fits is one chunk without a number', async () => {
    const fitting = await planOf(copy(), 5);
    expect(names(fitting)).toEqual(['city']);
    expect(ranges(fitting)).toEqual([null]);
    expect(fitting).toMatchObject({ rows: 5, counts: [{ counted: 5, dropped: null }], reads: ['city'] });
  });

  test('a larger one is cut into ranges of its key, which leave nothing out and overlap nowhere', async () => {
    const cut = await planOf(copy(), 2);
    expect(names(cut)).toEqual(['city.00001', 'city.00002', 'city.00003']);
    expect(ranges(cut)).toEqual([
      [1n, 2n],
      [3n, 9n],
      [10n, null],
    ]);
    expect(cut.chunks.map(({ query }) => query.range?.column)).toEqual(['id', 'id', 'id']);
    for (const { query, table: name } of cut.chunks)
      expect({ name, by: query.orderBy }).toEqual({ name: 'city', by: ['id'] });
  });

  test('a chunk is plain data: a worker gets it as JSON', async () => {
    const { chunks } = await planOf(
      sql`SELECT * FROM city WHERE name <> ${'Ede'}`.each('city', { where: '1', reason: '-' }),
      2,
    );
    for (const chunk of chunks) expect(structuredClone(chunk)).toEqual(chunk);
  });

  test('rows that a condition leaves out count neither as rows nor for chunks', async () => {
    const dutch = await planOf(
      sql`SELECT * FROM city`.each('city', { where: "country = 'NLD'", reason: 'only the Netherlands' }),
      3,
    );
    expect(dutch).toMatchObject({ rows: 3, counts: [{ counted: 3, dropped: { rows: 2 } }] });
    expect(names(dutch)).toEqual(['city']);
  });

  test.each([
    { what: 'promises no rows', entry: sql`SELECT * FROM city`, rows: null },
    { what: 'does not return the key', entry: sql`SELECT name FROM city`.each('city').map((row) => row), rows: 5 },
    { what: 'makes the key', entry: sql`SELECT id + 1 AS id, name, country FROM city`.each('city'), rows: 5 },
    {
      what: 'sorts or groups',
      entry: sql`SELECT id, name, max(country) AS country FROM city GROUP BY id, name`.each('city'),
      rows: 5,
    },
  ])('a query that $what is one chunk', async ({ entry, rows }) => {
    const whole = await planOf(entry, 2);
    expect(whole.rows).toBe(rows);
    expect(ranges(whole)).toEqual([null]);
  });

  test('every table has its order: its primary key, or all columns that the query returns', async () => {
    const plans = await plan(identityPipeline(v1), 1);
    expect(plans.map(({ table: { name }, chunks }) => [name, chunks.length, chunks[0]?.query.orderBy])).toEqual([
      ['city', 5, ['id']],
      ['odd/table.db', 3, ['b', 'a']],
      ['log', 1, ['at', 'message']],
      ['upper only', 1, ['code']],
    ]);
    expect(plans.map((each) => names(each)[0])).toEqual(['city.00001', 'odd%2Ftable%2Edb.00001', 'log', 'upper only']);
    expect((await planOf(sql`SELECT name, id AS old_id FROM city`.map((row) => row))).chunks[0]?.query.orderBy).toEqual(
      ['name', 'old_id'],
    );
  });

  test('it is known which tables a query reads', async () => {
    const entries = {
      'a view': sql`SELECT * FROM dutch`,
      'a join': sql`SELECT city.* FROM city, log WHERE log.at = city.id`,
      'a subquery': sql`SELECT * FROM city WHERE id IN (SELECT a FROM \`odd/table.db\`)`,
      'an index alone': sql`SELECT 1 AS id, country AS name, country FROM city ORDER BY country`,
      'a count': sql`SELECT count(*) AS id, '' AS name, '' AS country FROM log`,
      'no table': sql`SELECT 1 AS id, '' AS name, '' AS country`,
    };
    const used = { ...lost, city: 'not used' };
    const read: Record<string, readonly string[]> = {};
    for (const [what, entry] of Object.entries(entries)) read[what] = (await plan(from(entry, used)))[0]?.reads ?? [];
    expect(read).toEqual({
      'a view': ['city'],
      'a join': ['city', 'log'],
      'a subquery': ['city', 'odd/table.db'],
      'an index alone': ['city'],
      'a count': ['log'],
      'no table': [],
    });
  });

  test('a table that no query reads is refused unless drops names it', async () => {
    const { log, ...others } = lost;
    expect(log).toBe('not used');
    await expect(plan(from(copy(), others))).rejects.toMatchObject({
      code: 'PIPELINE_TABLE_LOST',
      message: 'pipeline 1to2 reads no row of table log, and drops does not say why',
    });
  });

  const at = 'pipeline 1to2, table city: the query returns rows';
  test.each([
    { columns: 'id, name', message: `${at} without country` },
    { columns: 'id', message: `${at} without name, country` },
    { columns: '*, 1 AS size', message: `${at} with size, which the table does not have` },
    {
      columns: 'id, name, country AS land',
      message: `${at} without country and with land, which the table does not have`,
    },
    { columns: 'id, name, country, name', message: `${at} with name more than once` },
    {
      columns: 'id, Name AS Name, country',
      message: `${at} without name and with Name, which the table does not have`,
    },
  ])('SELECT $columns is refused', async ({ columns, message }) => {
    await expect(planOf({ sql: `SELECT ${columns} FROM city` })).rejects.toMatchObject({
      code: 'PIPELINE_COLUMNS',
      message,
    });
  });

  test('with a map, only a repeated column is refused', async () => {
    await expect(planOf(sql`SELECT name AS other FROM city`.map((row) => row))).resolves.toMatchObject({ rows: null });
    await expect(planOf(sql`SELECT name, country AS name FROM city`.map((row) => row))).rejects.toMatchObject({
      code: 'PIPELINE_COLUMNS',
      message: `${at} with name more than once`,
    });
  });

  test.each([
    'SELEKT 1',
    'SELECT * FROM village',
    'SELECT * FROM city; SELECT 1',
    'DELETE FROM city',
    '',
    'SELECT * FROM city WHERE id = ?',
  ])('the engine refuses "%s"', async (query) => {
    await expect(planOf({ sql: query })).rejects.toMatchObject({ code: 'QUERY_REFUSED' });
  });

  test('a query for other engines is refused', async () => {
    await expect(planOf(sql({}))).rejects.toMatchObject({
      code: 'PIPELINE_ENGINE_MISSING',
      message: `pipeline 1to2, table city: there is no query for ${engine.name}`,
    });
  });

  test('an empty table has one chunk', async () => {
    const plans = await plan(identityPipeline(v1), 1);
    expect(plans.at(-1)).toMatchObject({ rows: 0, chunks: [{ table: 'upper only', number: 1, of: 1 }] });
  });
});
