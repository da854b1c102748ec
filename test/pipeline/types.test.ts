import { expect, expectTypeOf, test } from 'vitest';
import { copy } from '../../src/pipeline/copy.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { pipeline, type Pipeline } from '../../src/pipeline/pipeline.ts';
import { sql, type OpenRowQuery, type RowQuery } from '../../src/pipeline/sql.ts';
import { bool, decimal, int, text } from '../../src/schema/column-types.ts';
import { schema, type Row } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const v2 = schema(2, {
  country: table({ code: text(3).primaryKey(), name: text(120), old_flag: bool() }),
  city: table({ id: int().primaryKey(), name: text(120), price: decimal(8, 2) }),
  visit: table({ id: int().primaryKey() }),
});
const v3 = schema(3, {
  country: table({ code: text(3).primaryKey(), name: text(120), independent: bool() }),
  city: table({ id: int().primaryKey(), slug: text(120), founded: int().nullable(), size: int().generated('1') }),
});

const country = copy({ independent: false });
const city = sql`SELECT id, name AS slug, NULL AS founded FROM city`;
const drops = { visit: 'nobody looks at it', 'country.old_flag': 'not shown since 1.4' } as const;

type City = Row<typeof v2, 'city'>;
const cities = sql<City>`SELECT * FROM city`.each('city');

/** What the compiler says is tested here; what happens at run time, in resolve-tables.test.ts. */
function compiles(make: () => PipelineDefinition): void {
  expect(make).toBeTypeOf('function');
}

test('a complete pipeline', () => {
  const made = pipeline(v2, v3, { country, city }, { drops });
  expectTypeOf(made).toEqualTypeOf<Pipeline<typeof v2, typeof v3>>();
  expectTypeOf(made).toExtend<PipelineDefinition>();
  expect(made.name).toBe('2to3');
});

test('the compiler refuses tables that are forgotten or unknown', () => {
  // @ts-expect-error "city" is missing
  compiles(() => pipeline(v2, v3, { country }, { drops }));
  // @ts-expect-error schema 3 has no "visit"
  compiles(() => pipeline(v2, v3, { country, city, visit: city }, { drops }));
  // @ts-expect-error a table is not made from a text
  compiles(() => pipeline(v2, v3, { country, city: 'SELECT * FROM city' }, { drops }));
});

test('the compiler refuses a copy that does not give the table its columns', () => {
  // @ts-expect-error "independent" has no value
  compiles(() => pipeline(v2, v3, { country: copy(), city }, { drops }));
  // @ts-expect-error "independent" is true or false
  compiles(() => pipeline(v2, v3, { country: copy({ independent: 'no' }), city }, { drops }));
  // @ts-expect-error "independant" is no column
  compiles(() => pipeline(v2, v3, { country: copy({ independant: false }), city }, { drops }));
  // @ts-expect-error schema 3 has no "visit" to copy
  compiles(() => pipeline(v3, v2, { country: sql`…`, city: sql`…`, visit: copy() }));
});

test('a query is cut by a column that it returns', () => {
  const made = cities.chunkBy('id').map(({ id, name }) => ({ id, slug: name, founded: null }));
  compiles(() => pipeline(v2, v3, { country, city: made }, { drops }));
  expect(made.parts.chunkBy).toBe('id');
  expect(sql({ sqlite: 'SELECT 1 AS id', mysql: 'SELECT 1 AS id' }).chunkBy('id').parts.chunkBy).toBe('id');
  // @ts-expect-error a city has no "idd"
  compiles(() => pipeline(v2, v3, { country, city: cities.chunkBy('idd').map((row) => row) }, { drops }));
});

test('a copy may leave out what a default value or NULL fills', () => {
  const v4 = schema(4, {
    visit: table({ id: int(), seen: bool().default(false), by: text(9).nullable(), at: text(9).defaultSql("'x'") }),
  });
  compiles(() => pipeline(v2, v4, { visit: copy({ at: 'x' }) }));
  compiles(() => pipeline(v2, v4, { visit: copy({ at: 'x', seen: true, by: null }) }));
  // @ts-expect-error a default in SQL is no value: "at" needs one
  compiles(() => pipeline(v2, v4, { visit: copy() }));
  // @ts-expect-error "seen" is true or false
  compiles(() => pipeline(v2, v4, { visit: copy({ at: 'x', seen: 1 }) }));
  // @ts-expect-error "note" is no column
  compiles(() => pipeline(v2, v4, { visit: copy({ at: 'x', note: '' }) }));
});

test('the compiler refuses a .map that makes other rows', () => {
  const correct = cities.map(({ id, name }) => ({ id, slug: name, founded: null }));
  compiles(() => pipeline(v2, v3, { country, city: correct }, { drops }));
  const wrongType = cities.map(({ id, name }) => ({ id: String(id), slug: name, founded: null }));
  // @ts-expect-error "id" is a number
  compiles(() => pipeline(v2, v3, { country, city: wrongType }, { drops }));
  const missing = cities.map(({ id }) => ({ id, founded: null }));
  // @ts-expect-error "slug" is missing
  compiles(() => pipeline(v2, v3, { country, city: missing }, { drops }));
  const extra = cities.map(({ id, name, price }) => ({ id, slug: name, founded: null, price }));
  // @ts-expect-error the table has no "price"
  compiles(() => pipeline(v2, v3, { country, city: extra }, { drops }));
  const generated = cities.map(({ id, name }) => ({ id, slug: name, founded: null, size: 1 }));
  // @ts-expect-error the database computes "size"
  compiles(() => pipeline(v2, v3, { country, city: generated }, { drops }));
  const nothing = cities.map(({ id, name }) => ({ id, slug: name, founded: undefined }));
  // @ts-expect-error NULL is null
  compiles(() => pipeline(v2, v3, { country, city: nothing }, { drops }));
  const later = cities.map(async ({ id, name }) => ({ id, slug: name, founded: null }));
  // @ts-expect-error a .map is synchronous
  compiles(() => pipeline(v2, v3, { country, city: later }, { drops }));
});

test('without a row type, the compiler checks the columns that .map names', () => {
  const open = sql`SELECT * FROM city`.map(({ name, ...row }) => ({ ...row, slug: String(name) }));
  compiles(() => pipeline(v2, v3, { country, city: open }, { drops }));
  const wrong = sql`SELECT * FROM city`.map((row) => ({ ...row, slug: 1 }));
  // @ts-expect-error "slug" is a string
  compiles(() => pipeline(v2, v3, { country, city: wrong }, { drops }));
  const unknown = sql`SELECT * FROM city`.map((row) => ({ ...row, slugg: '' }));
  // @ts-expect-error the table has no "slugg"
  compiles(() => pipeline(v2, v3, { country, city: unknown }, { drops }));
  expectTypeOf(open).toExtend<OpenRowQuery<{ slug: string }>>();
});

test('.map gets the row that the query says', () => {
  cities.map((row) => {
    expectTypeOf(row).toEqualTypeOf<{ id: number; name: string; price: string }>();
    return row;
  });
  expectTypeOf(cities.map(({ id }) => ({ id }))).toExtend<RowQuery<{ id: number }>>();
  // @ts-expect-error the city has no "nam"
  cities.map(({ nam }) => ({ nam }));
  expect(cities.parts.counts).toEqual([{ kind: 'each', tables: ['city'], where: null }]);
});

test('the compiler refuses drops that schema N does not have', () => {
  // @ts-expect-error there is no table "visits"
  compiles(() => pipeline(v2, v3, { country, city }, { drops: { ...drops, visits: 'gone' } }));
  // @ts-expect-error there is no column "old_flags"
  compiles(() => pipeline(v2, v3, { country, city }, { drops: { visit: '', 'country.old_flags': 'gone' } }));
  // @ts-expect-error a reason is a text
  compiles(() => pipeline(v2, v3, { country, city }, { drops: { visit: true } }));
  // @ts-expect-error "drop" is no option
  compiles(() => pipeline(v2, v3, { country, city }, { drop: {} }));
});

test('the compiler refuses queries for engines that there are not, and values that cannot be bound', () => {
  // @ts-expect-error there is no such engine
  expect(sql({ postgres: 'SELECT 1' }).parts.sql).toEqual({ postgres: { sql: 'SELECT 1', parameters: [] } });
  // @ts-expect-error a Date is not bound: write it as text
  expect(sql`SELECT ${new Date(0)}`.parameters).toHaveLength(1);
  // @ts-expect-error a reason is needed
  expect(sql`SELECT 1`.each('city', { where: 'true' }).parts.counts).toHaveLength(1);
});
