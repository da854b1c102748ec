import { describe, expect, test } from 'vitest';
import { copy } from '../../src/pipeline/copy.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { bool, int, text } from '../../src/schema/column-types.ts';
import { schema, type Schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const v2 = schema(2, {
  country: table({ code: text(3).primaryKey(), name: text(120), old_flag: bool(), initial: text(1).generated('1') }),
  'odd.name': table({ id: int().primaryKey(), 'a.b': text(1) }),
});
const v3 = schema(3, {
  country: table({ name: text(120), code: text(3).primaryKey(), independent: bool(), upper: text(9).generated('1') }),
  total: table({ countries: int() }),
});

const country = copy({ independent: false });
const total = sql`SELECT count(*) AS countries FROM country`;
const drops = { 'country.old_flag': 'not shown since 1.4', 'odd.name': 'never used' };

/** A pipeline as JavaScript sees it: the compiler would refuse most of these. */
function untyped(entries: object, reasons: object = drops, [from, to]: readonly [Schema, Schema] = [v2, v3]) {
  return (pipeline as (...parts: unknown[]) => ReturnType<typeof pipeline>)(from, to, entries, { drops: reasons });
}

const where = { where: 'n > 0', reason: 'too small' };

/** As a pipeline in JavaScript has it. */
function anyOf(query: object): Record<'each' | 'splits', (...words: unknown[]) => object> {
  return query as never;
}

test('entries become queries, in the order of the tables of schema M', () => {
  const made = pipeline(v2, v3, { total, country }, { drops });
  expect(made).toMatchObject({ name: '2to3', from: v2, to: v3, drops });
  expect(made.tables).toEqual([
    {
      table: 'country',
      origin: { kind: 'table', table: 'country', columns: ['name', 'code'] },
      counts: [{ kind: 'each', tables: ['country'], where: null }],
      constants: { independent: false },
      chunkBy: null,
      map: null,
    },
    {
      table: 'total',
      origin: { kind: 'sql', sql: { sql: 'SELECT count(*) AS countries FROM country', parameters: [] } },
      counts: [],
      constants: {},
      chunkBy: null,
      map: null,
    },
  ]);
});

test('a copy carries over what schema N computes, and does not fill it', () => {
  const kept = schema(3, { country: table({ code: text(3).primaryKey(), initial: text(1).nullable() }) });
  const gone = { ...drops, 'country.name': 'why' };
  expect(pipeline(v2, kept, { country: copy() }, { drops: gone }).tables).toMatchObject([
    { origin: { columns: ['code', 'initial'] }, constants: {} },
  ]);
});

test('a copy fills new columns with the value that it names, their default value, or NULL', () => {
  const filled = schema(3, {
    country: table({
      code: text(3).primaryKey(),
      flag: text(9).default('?').nullable(),
      note: text().nullable(),
      independent: bool().default(true),
      size: int().default(0),
      upper: text(9).nullable().generated('1'),
    }),
  });
  const made = pipeline(v2, filled, { country: copy({ size: 5 }) }, { drops: { ...drops, 'country.name': 'why' } });
  expect(made.tables[0]?.constants).toEqual({ flag: '?', note: null, independent: true, size: 5 });
  const byDatabase = schema(3, { country: table({ code: text(3).primaryKey(), at: text(9).defaultSql("'x'") }) });
  expect(() => untyped({ country: copy() }, { ...drops, 'country.name': 'why' }, [v2, byDatabase])).toThrow(
    'has no value for its new column at',
  );
});

test('every way to write a query', () => {
  const map = () => ({ countries: 1 });
  const resolved = (entry: object) => untyped({ country, total: entry }).tables[1];
  expect(resolved({ sql: 'SELECT 1' })).toMatchObject({ origin: { sql: { sql: 'SELECT 1', parameters: [] } } });
  expect(resolved({ sql: 'SELECT ?', parameters: [1] })).toMatchObject({ origin: { sql: { parameters: [1] } } });
  expect(resolved({ sql: 'SELECT ?', params: [2n] })).toMatchObject({ origin: { sql: { parameters: [2n] } } });
  expect(resolved(sql`SELECT ${'a'}, ${null}`)).toMatchObject({
    origin: { sql: { sql: 'SELECT ?, ?', parameters: ['a', null] } },
  });
  expect(resolved(sql({ sqlite: sql`SELECT ${1}`, mysql: 'SELECT 2' }))).toMatchObject({
    origin: { sql: { sqlite: { sql: 'SELECT ?', parameters: [1] }, mysql: { sql: 'SELECT 2', parameters: [] } } },
  });
  expect(resolved(sql`SELECT 1`.each('country', where).map(map))).toMatchObject({
    counts: [{ kind: 'each', tables: ['country'], where: { condition: 'n > 0', reason: 'too small' } }],
    map,
  });
});

test('without a pipeline, every table is copied', () => {
  const identity = identityPipeline(v2);
  expect(identity).toMatchObject({ name: '2', from: v2, to: v2, drops: {} });
  expect(identity.tables.map(({ origin }) => origin)).toEqual([
    { kind: 'table', table: 'country', columns: ['code', 'name', 'old_flag'] },
    { kind: 'table', table: 'odd.name', columns: ['id', 'a.b'] },
  ]);
});

describe('what the compiler does not see is refused when the pipeline is made', () => {
  const v3Constructor = schema(3, { constructor: table({ id: int() }) });
  const v3ToString = schema(3, { country: table({ code: text(3).primaryKey(), toString: bool() }) });
  const refusals: readonly { code: string; message: string; make: () => unknown }[] = [
    {
      code: 'PIPELINE_TABLE_MISSING',
      message: 'pipeline 2to3 does not say how table total is made',
      make: () => untyped({ country }),
    },
    {
      code: 'PIPELINE_TABLE_MISSING',
      message: 'pipeline 2to3 does not say how table constructor is made',
      make: () => untyped({}, {}, [v2, v3Constructor]),
    },
    {
      code: 'PIPELINE_TABLE_UNKNOWN',
      message: 'pipeline 2to3 makes table city, which schema 3 does not have',
      make: () => untyped({ country, total, city: total }),
    },
    ...[null, 'SELECT 1', 42, {}, { sql: 1 }, () => ({})].map((entry) => ({
      code: 'PIPELINE_ENTRY_WRONG',
      message: 'pipeline 2to3, table total: the entry is neither a query nor copy()',
      make: () => untyped({ country, total: entry }),
    })),
    {
      code: 'PIPELINE_COPY_NO_TABLE',
      message: 'pipeline 2to3 copies table total, which schema 2 does not have',
      make: () => untyped({ country, total: copy() }),
    },
    {
      code: 'PIPELINE_COPY_NO_VALUE',
      message: 'pipeline 2to3 copies table country, but has no value for its new column independent',
      make: () => untyped({ country: copy(), total }),
    },
    {
      code: 'PIPELINE_COPY_NO_VALUE',
      message: 'pipeline 2to3 copies table country, but has no value for its new column toString',
      make: () => untyped({ country: copy() }, drops, [v2, v3ToString]),
    },
    {
      code: 'PIPELINE_COPY_OVERWRITES',
      message: 'pipeline 2to3 copies table country, but its value for column name would overwrite the data there',
      make: () => untyped({ country: copy({ independent: false, name: '' }), total }),
    },
    ...['independant', 'upper'].map((column) => ({
      code: 'PIPELINE_COPY_COLUMN_UNKNOWN',
      message: `pipeline 2to3 copies table country with a value for column ${column}, which the new table does not have`,
      make: () => untyped({ country: copy({ independent: false, [column]: '' }), total }),
    })),
    {
      code: 'PIPELINE_COLUMN_LOST',
      message: 'pipeline 2to3 copies table country without its column old_flag, and drops does not say why',
      make: () => untyped({ country, total }, {}),
    },
    ...['city', 'country.flag', 'country.', 'odd', 'odd.name.a', 'toString', ''].map((drop) => ({
      code: 'PIPELINE_DROP_UNKNOWN',
      message: `pipeline 2to3 drops ${drop}, which schema 2 does not have`,
      make: () => untyped({ country, total }, { ...drops, [drop]: 'gone' }),
    })),
    {
      code: 'PIPELINE_DROP_WITHOUT_REASON',
      message: 'pipeline 2to3 drops country.old_flag without a reason',
      make: () => untyped({ country, total }, { 'country.old_flag': ' ' }),
    },
    {
      code: 'PIPELINE_COUNT_UNKNOWN',
      message: "pipeline 2to3, table total: .each('city') names city, which schema 2 does not have",
      make: () => untyped({ country, total: total.each('city') }),
    },
    {
      code: 'PIPELINE_COUNT_UNKNOWN',
      message: "pipeline 2to3, table total: .each(['country', 'city']) names city, which schema 2 does not have",
      make: () => untyped({ country, total: total.each(['country', 'city']) }),
    },
    {
      code: 'PIPELINE_COUNT_UNKNOWN',
      message:
        "pipeline 2to3, table total: .merges('country') names nam, which table country of schema 2 does not have",
      make: () => untyped({ country, total: total.merges('country', { by: ['name', sql`nam`, 'nam'] }) }),
    },
    {
      code: 'PIPELINE_COUNT_UNKNOWN',
      message: "pipeline 2to3, table total: .splits('city') names city, which schema 2 does not have",
      make: () => untyped({ country, total: total.splits('city', { by: ['id'] }) }),
    },
    ...[
      {
        wrong: ".each('country') counts table country, which is counted already",
        counts: total.each('country').each('country'),
      },
      {
        wrong: ".merges('country') counts table country, which is counted already",
        counts: total.each(['odd.name', 'country']).merges('country', { by: [] }),
      },
      {
        wrong: ".each('odd.name') has a where, as another .each has: rows are left out once",
        counts: total.each('country', where).each('odd.name', where),
      },
      { wrong: '.each([]) names no table', counts: total.each([]) },
      {
        wrong:
          ".each(['country', 'odd.name']) has a where: of which table a row that is left out was, nobody could say",
        counts: anyOf(total).each(['country', 'odd.name'], where),
      },
      { wrong: ".each('country') has a where, but no reason", counts: anyOf(total).each('country', { where: '1' }) },
      { wrong: ".each('country') has a reason, but no where", counts: anyOf(total).each('country', { reason: '1' }) },
      {
        wrong: ".merges('country') has a where, but no reason",
        counts: total.merges('country', { by: [], where: '1', reason: ' ' }),
      },
      { wrong: ".splits('country') names no column in by", counts: anyOf(total).splits('country', { by: [] }) },
      {
        wrong: ".splits('country') has an empty none: say why a row may give no row",
        counts: total.splits('country', { by: ['code'], none: '' }),
      },
    ].map(({ wrong, counts }) => ({
      code: 'PIPELINE_COUNT_WRONG',
      message: `pipeline 2to3, table total: ${wrong}`,
      make: () => untyped({ country, total: counts }),
    })),
    {
      code: 'PIPELINE_QUERY_NESTED',
      message: 'a query that differs by engine cannot stand for one engine',
      make: () => sql({ sqlite: sql({ sqlite: 'SELECT 1' }) }),
    },
  ];

  test.each(refusals)('$code: $message', ({ code, message, make }) => {
    expect(make).toThrow(expect.objectContaining({ code, message }));
  });
});

test('names with dots may be dropped', () => {
  const v3OddName = schema(3, { 'odd.name': table({ id: int().primaryKey() }) });
  const reasons = { 'odd.name.a.b': 'a column', country: 'a table' };
  expect(untyped({ 'odd.name': copy() }, reasons, [v2, v3OddName]).drops).toEqual(reasons);
});
