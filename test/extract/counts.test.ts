import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NtomEvent } from '../../src/events.ts';
import { runRehearsal } from '../../src/extract/rehearse/run-rehearsal.ts';
import type { Account, Manifest } from '../../src/format/manifest.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql, type AnyRow, type SqlQuery } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { databaseIn, extractTo, type TestDatabase } from '../support/cases/phases.ts';
import { engines } from '../support/engines.ts';

const collated = () => text(20).collation({ sqlite: 'NOCASE', mysql: 'utf8mb4_general_ci' }).nullable();
const v1 = schema(1, {
  country: table({ code: text(3).primaryKey(), region: text(20).nullable(), continent: collated() }),
  city: table({ id: int().primaryKey(), country: text(3).nullable() }),
  customer: table({ id: int().primaryKey(), name: text(20) }),
  supplier: table({ id: int().primaryKey(), name: text(20) }),
  note: table({ id: int().primaryKey(), body: text() }),
  empty: table({ id: int().primaryKey() }),
});
const v2 = schema(2, { made: table({ k: text().nullable(), n: int().nullable() }) });

const long = 'x'.repeat(3000);
const rows = `
  INSERT INTO country VALUES ('AAA', 'North', 'Big'), ('BBB', 'North', 'big'), ('CCC', NULL, 'BIG '), ('DDD', 'South', NULL), ('EEE', NULL, NULL);
  INSERT INTO city VALUES (1, 'AAA'), (2, 'AAA'), (3, 'BBB'), (4, NULL), (5, 'ZZZ');
  INSERT INTO customer VALUES (1, 'a'), (2, 'b');
  INSERT INTO supplier VALUES (1, 'a');
  INSERT INTO note VALUES (1, '${long}a'), (2, '${long}b'), (3, '${long}a');`;

type Query = SqlQuery<AnyRow, string>;

/** One table, made by a query. What the query does not read is dropped, unless it is named. */
function making(query: object, keep: readonly string[] = []): PipelineDefinition {
  const drops = Object.fromEntries(
    v1.tables.filter(({ name }) => !keep.includes(name)).map(({ name }) => [name, 'not needed']),
  );
  return pipeline(v1, v2, { made: query as never }, { drops });
}

const counts = (entries: Partial<Account['written'][number]>, dropped: Record<string, number> = {}) => ({
  written: [{ table: 'made', ...entries }],
  dropped: Object.entries(dropped).map(([reason, count]) => ({ table: 'made', reason, rows: count })),
  complete: true,
});

/** What is kept: for each source table that is read, its account. */
const kept: readonly { readonly what: string; readonly query: object; readonly accounts: Record<string, object> }[] = [
  {
    what: 'two tables are united',
    query: sql`SELECT name AS k, id AS n FROM customer UNION ALL SELECT name, id FROM supplier`.each([
      'customer',
      'supplier',
    ]),
    accounts: {
      customer: { rows: 2, ...counts({ rows: 3, how: 'union', counted: 2 }) },
      supplier: { rows: 1, ...counts({ rows: 3, how: 'union', counted: 1 }) },
    },
  },
  {
    what: 'a list of one table is that table',
    query: sql`SELECT name AS k, id AS n FROM customer`.each(['customer']),
    accounts: { customer: { rows: 2, ...counts({ rows: 2, how: 'each', counted: 2 }) } },
  },
  {
    what: 'rows are merged, NULLs too',
    query: sql`SELECT region AS k, count(*) AS n FROM country GROUP BY region`.merges('country', { by: ['region'] }),
    accounts: { country: { rows: 5, ...counts({ rows: 3, how: 'merge', counted: 5 }) } },
  },
  {
    what: 'rows are merged by two columns with NULLs in them',
    query: sql`SELECT DISTINCT region AS k, id AS n FROM country LEFT JOIN city ON id = 0`.merges('country', {
      by: ['region', sql`nullif(region, region)`],
    }),
    accounts: { country: { rows: 5, ...counts({ rows: 3, how: 'merge', counted: 5 }) } },
  },
  {
    what: 'rows are merged but for some, also those of which the condition is not known',
    query: sql`SELECT region AS k, count(*) AS n FROM country WHERE region <> 'South' GROUP BY region`.merges(
      'country',
      {
        by: ['region'],
        where: "region <> 'South' -- and not NULL",
        reason: 'not in the north',
      },
    ),
    accounts: { country: { rows: 5, ...counts({ rows: 1, how: 'merge', counted: 2 }, { 'not in the north': 3 }) } },
  },
  {
    what: 'rows are merged by an expression',
    query: sql`SELECT lower(rtrim(continent)) AS k, count(*) AS n FROM country GROUP BY lower(rtrim(continent))`.merges(
      'country',
      { by: [sql`lower(rtrim(continent)) -- in any case`] },
    ),
    accounts: { country: { rows: 5, ...counts({ rows: 2, how: 'merge', counted: 5 }) } },
  },
  {
    what: 'rows are merged by an expression with parameters, other SQL for each engine',
    query: sql`SELECT substr(region, 1, 1) AS k, count(*) AS n FROM country GROUP BY substr(region, 1, 1)`.merges(
      'country',
      {
        by: [sql({ sqlite: sql`substr(region, ${1}, ${1})`, mysql: { sql: 'left(region, ?)', params: [1] } })],
        where: '1',
        reason: 'none',
      },
    ),
    accounts: { country: { rows: 5, ...counts({ rows: 3, how: 'merge', counted: 5 }, { none: 0 }) } },
  },
  {
    what: 'texts are merged that are long, and differ in their last letter',
    query: sql`SELECT NULL AS k, count(*) AS n FROM note GROUP BY body`.merges('note', { by: ['body'] }),
    accounts: { note: { rows: 3, ...counts({ rows: 2, how: 'merge', counted: 3 }) } },
  },
  {
    what: 'all rows become one',
    query: sql`SELECT 'all' AS k, count(*) AS n FROM country`.merges('country', { by: [] }),
    accounts: { country: { rows: 5, ...counts({ rows: 1, how: 'merge', counted: 5 }) } },
  },
  {
    what: 'no rows become one, as SQL has it',
    query: sql`SELECT 'all' AS k, count(*) AS n FROM empty`.merges('empty', { by: [] }),
    accounts: { empty: { rows: 0, ...counts({ rows: 1, how: 'merge', counted: 0 }) } },
  },
  {
    what: 'rows are split',
    query: sql`SELECT code AS k, id AS n FROM country LEFT JOIN city ON country = code`.splits('country', {
      by: ['k'],
    }),
    accounts: {
      country: { rows: 5, ...counts({ rows: 6, how: 'split', counted: 5 }) },
      city: { rows: 5, written: [{ table: 'made', rows: 6, how: 'query', counted: null }], complete: false },
    },
  },
  {
    what: 'rows are split by what .map leaves out, and some give none',
    query: sql`SELECT code, id AS n FROM country JOIN city ON country = code`
      .splits('country', { by: ['code'], none: 'without a city' })
      .map(({ n }) => ({ k: null, n: n as number })),
    accounts: { country: { rows: 5, ...counts({ rows: 3, how: 'split', counted: 2 }, { 'without a city': 3 }) } },
  },
  {
    what: 'rows of an outer join that are of no row of the table are not counted as one',
    query: sql`SELECT code AS k, id AS n FROM country LEFT JOIN city ON country = code`.splits('city', {
      by: ['n'],
      none: 'of no country',
    }),
    accounts: { city: { rows: 5, ...counts({ rows: 6, how: 'split', counted: 3 }, { 'of no country': 2 }) } },
  },
  {
    what: 'a query carries one table over and folds another',
    query: sql`SELECT code AS k, count(*) AS n FROM country JOIN city ON country = code GROUP BY code`
      .splits('country', { by: ['k'], none: 'without a city' })
      .merges('city', { by: ['country'], where: 'country IN (SELECT code FROM country)', reason: 'of no country' }),
    accounts: {
      country: { rows: 5, ...counts({ rows: 2, how: 'split', counted: 2 }, { 'without a city': 3 }) },
      city: { rows: 5, ...counts({ rows: 2, how: 'merge', counted: 3 }, { 'of no country': 2 }) },
    },
  },
  {
    what: 'a join of one row with one, of which one table has rows that are left out',
    query:
      sql`SELECT customer.name AS k, supplier.id AS n FROM customer LEFT JOIN supplier ON supplier.id = customer.id`
        .each('customer', { where: 'n IS NOT NULL', reason: 'supplies nothing' })
        .each('supplier'),
    accounts: {
      customer: { rows: 2, ...counts({ rows: 1, how: 'each', counted: 1 }, { 'supplies nothing': 1 }) },
      supplier: { rows: 1, ...counts({ rows: 1, how: 'each', counted: 1 }) },
    },
  },
];

const broken: readonly {
  readonly what: string;
  readonly query: Query;
  readonly code: string;
  readonly says: string;
}[] = [
  {
    what: 'a union that takes two rows for one',
    query: sql`SELECT name AS k, id AS n FROM customer UNION SELECT name, id FROM supplier`.each([
      'customer',
      'supplier',
    ]),
    code: 'EACH_BROKEN',
    says: 'the query returns 2 rows, but there are 3 rows of customer and supplier',
  },
  {
    what: 'a union with a table more',
    query: sql`SELECT name AS k, id AS n FROM customer UNION ALL SELECT code, 0 FROM country`.each([
      'customer',
      'supplier',
    ]),
    code: 'EACH_BROKEN',
    says: 'the query returns 7 rows, but there are 3 rows of customer and supplier',
  },
  {
    what: 'a merge with too few rows',
    query: sql`SELECT region AS k, count(*) AS n FROM country WHERE region > '' GROUP BY region`.merges('country', {
      by: ['region'],
    }),
    code: 'MERGE_BROKEN',
    says: 'the query returns 2 rows, but the 5 rows of country have 3 different values of region',
  },
  {
    what: 'a merge with too many rows',
    query: sql`SELECT region AS k, 1 AS n FROM country`.merges('country', { by: ['region', sql`1`] }),
    code: 'MERGE_BROKEN',
    says: 'the query returns 5 rows, but the 5 rows of country have 3 different values of region, an expression',
  },
  {
    what: 'a merge of all rows that makes more than one',
    query: sql`SELECT region AS k, 1 AS n FROM country`.merges('country', {
      by: [],
      where: "region = 'North'",
      reason: '-',
    }),
    code: 'MERGE_BROKEN',
    says: 'the query returns 5 rows, but the 2 rows of country are to be one',
  },
  {
    what: 'a merge of texts that a collation takes for the same',
    query: sql`SELECT min(continent) AS k, count(*) AS n FROM country WHERE code <> 'CCC' GROUP BY continent`.merges(
      'country',
      {
        by: ['continent'],
        where: "code <> 'CCC'",
        reason: '-',
      },
    ),
    code: 'MERGE_BROKEN',
    says: 'the query returns 2 rows, but the 4 rows of country have 3 different values of continent',
  },
  {
    what: 'a split that loses rows',
    query: sql`SELECT code AS k, id AS n FROM country JOIN city ON country = code`.splits('country', { by: ['k'] }),
    code: 'SPLIT_BROKEN',
    says: 'the rows of the query have 2 different values of k, but there are 5 rows of country',
  },
  {
    what: 'a split with rows of something else',
    query: sql`SELECT code AS k, 1 AS n FROM country UNION ALL SELECT name, 1 FROM customer`.splits('country', {
      by: ['k'],
      none: 'none',
    }),
    code: 'SPLIT_BROKEN',
    says: 'the rows of the query have 7 different values of k, but there are 5 rows of country',
  },
  {
    what: 'a split by more than the key',
    query: sql`SELECT code AS k, id AS n FROM country LEFT JOIN city ON country = code`.splits('country', {
      by: ['k', 'n'],
    }),
    code: 'SPLIT_BROKEN',
    says: 'the rows of the query have 6 different values of k, n, but there are 5 rows of country',
  },
  {
    what: 'a split by texts that a collation takes for the same',
    query: sql`SELECT continent AS k, 1 AS n FROM country`.splits('country', { by: ['k'] }),
    code: 'SPLIT_BROKEN',
    says: 'the rows of the query have 3 different values of k, but there are 5 rows of country',
  },
  {
    what: 'a split by a column that the query does not return',
    query: sql`SELECT code AS k, 1 AS n FROM country`.splits('country', { by: ['k', 'code'] }),
    code: 'PIPELINE_COUNT_UNKNOWN',
    says: ".splits('country') names code, which the result of the query does not have",
  },
];

test('the rows of two unions in one query could not be told apart', () => {
  const query = sql`SELECT 1`.each(['customer', 'supplier']).each(['country', 'city']);
  expect(() => making(query)).toThrow(
    ".each(['country', 'city']) unites tables, as another .each does: the rows are of one union",
  );
});

describe.each(engines)('on $name', (engine) => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-counts-'));
    database = await databaseIn(join(folder, 'data'), engine, 1);
    await createDatabase({ schema: v1, dialect: database.dialect, target: database.location });
    await engine.access.execute(database.location, rows);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  async function extract(
    made: PipelineDefinition,
    onEvent: (event: NtomEvent) => void = () => undefined,
  ): Promise<Manifest> {
    const directory = mkdtempSync(join(folder, 'extract-'));
    return extractTo(join(directory, 'v2'), database, made, { onEvent });
  }

  test.each(kept)('$what', async ({ query, accounts }) => {
    const { accounting } = await extract(making(query, Object.keys(accounts)));
    for (const [name, account] of Object.entries(accounts))
      expect(accounting.find((each) => each.table === name)).toMatchObject({ table: name, ...account });
  });

  test.each(broken)('$what is refused', async ({ query, code, says }) => {
    await expect(extract(making(query))).rejects.toMatchObject({
      code,
      message: `pipeline 1to2, table made: ${says}`,
    });
  });

  test('an expression in the SQL of another engine cannot be counted by', async () => {
    const other = engine.name === 'sqlite' ? 'mysql' : 'sqlite';
    const query = sql`SELECT 'all' AS k, count(*) AS n FROM country`.merges('country', { by: [sql({ [other]: '1' })] });
    await expect(extract(making(query))).rejects.toMatchObject({ code: 'PIPELINE_ENGINE_MISSING' });
  });

  test('tables whose rows nobody counts are named at the end, by a rehearsal too', async () => {
    const query = sql`SELECT code AS k, (SELECT count(*) FROM empty) AS n FROM country JOIN city ON country = code`;
    const made = making(query, ['country', 'city', 'empty']);
    const notice = {
      type: 'notice',
      message:
        'pipeline 1to2 reads rows of country, city, but does not count them: whether all are carried over, nobody knows',
    };
    const events: NtomEvent[] = [];
    const { accounting } = await extract(made, (event) => events.push(event));
    expect(events.filter(({ type }) => type === 'notice')).toEqual([notice]);
    expect(events.at(-1)).toEqual(notice);
    expect(accounting.find((each) => each.table === 'empty')).toMatchObject({ rows: 0, complete: true });

    const heard: NtomEvent[] = [];
    await runRehearsal({
      pipeline: made,
      dialect: database.dialect,
      source: database.location,
      target: (await databaseIn(join(folder, 'data'), engine, 2)).location,
      extracts: mkdtempSync(join(folder, 'rehearsal-')),
      format: 'csv',
      compression: null,
      maxRejects: 10,
      chunkRows: 10,
      signal: new AbortController().signal,
      onEvent: (event) => heard.push(event),
    });
    expect(heard).toContainEqual(notice);
  });

  test('where all are counted, nothing is said', async () => {
    const events: NtomEvent[] = [];
    const query = sql`SELECT code AS k, 1 AS n FROM country`.each('country');
    await extract(making(query, ['country']), (event) => events.push(event));
    expect(events.map(({ type }) => type)).not.toContain('notice');
  });
});
