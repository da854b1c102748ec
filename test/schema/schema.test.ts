import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  bigint,
  blob,
  bool,
  datetime,
  decimal,
  enumeration,
  int,
  json,
  text,
  uuid,
} from '../../src/schema/column-types.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const nonNegative = z.int().nonnegative();
const atlas = schema(
  3,
  {
    country: table({ code: text(3).primaryKey(), name: text().unique() }),
    city: table(
      {
        id: int().primaryKey().autoIncrement(),
        country_code: text(3).references('country.code', { onDelete: 'restrict' }).index(),
        slug: text(200).generated('lower(name)', { stored: true }),
        name: text(),
        population: int(nonNegative).default(0).check('population < 100000000'),
        latitude: decimal(8, 5).nullable().defaultSql({ mysql: '0' }),
      },
      {
        unique: [['country_code', 'slug'], { name: 'one_name', columns: ['country_code', 'name'] }],
        index: [['population']],
        check: [{ sqlite: 'population >= 0' }, { name: 'north', expression: 'latitude > 0' }],
        foreignKeys: [{ columns: ['id'], references: 'city', to: ['id'], onUpdate: 'cascade' }],
      },
    ),
  },
  { views: { big: 'SELECT 1' }, triggers: { watch: { sqlite: 'CREATE TRIGGER watch' } }, statements: ['ANALYZE'] },
);

test('a schema is a plain definition', () => {
  const city = atlas.tables[1];
  expect(city).toMatchObject({
    name: 'city',
    primaryKey: ['id'],
    uniques: [
      { name: 'city_country_code_slug_unique', columns: ['country_code', 'slug'] },
      { name: 'one_name', columns: ['country_code', 'name'] },
    ],
    indexes: [
      { name: 'city_country_code_index', columns: ['country_code'] },
      { name: 'city_population_index', columns: ['population'] },
    ],
    checks: [
      { name: 'city_check_1', expression: 'population < 100000000' },
      { name: 'city_check_2', expression: { sqlite: 'population >= 0' } },
      { name: 'north', expression: 'latitude > 0' },
    ],
    foreignKeys: [
      {
        name: 'city_country_code_fkey',
        columns: ['country_code'],
        parent: 'country',
        parentColumns: ['code'],
        onDelete: 'restrict',
        onUpdate: 'no action',
      },
      {
        name: 'city_id_fkey',
        columns: ['id'],
        parent: 'city',
        parentColumns: ['id'],
        onDelete: 'no action',
        onUpdate: 'cascade',
        deferred: false,
      },
    ],
  });
  expect(city?.columns.map(({ name }) => name)).toEqual([
    'id',
    'country_code',
    'slug',
    'name',
    'population',
    'latitude',
  ]);
  expect(city?.columns[2]?.generated).toEqual({ expression: 'lower(name)', stored: true });
  expect(city?.columns[4]).toEqual({
    name: 'population',
    type: { kind: 'int' },
    nullable: false,
    default: { value: 0 },
    autoIncrement: false,
    collation: null,
    declared: null,
    attributes: null,
    generated: null,
    refinement: nonNegative,
    privacy: null,
  });
  expect(city?.columns[5]).toMatchObject({ nullable: true, default: { sql: { mysql: '0' } } });
  expect(atlas).toMatchObject({
    version: 3,
    views: [{ name: 'big', sql: 'SELECT 1' }],
    triggers: [{ name: 'watch', sql: { sqlite: 'CREATE TRIGGER watch' } }],
    statements: ['ANALYZE'],
  });
});

test('a column is marked with a kind, with a function, or as public', () => {
  const mask = (value: string): string => value;
  const { tables } = schema(1, {
    t: table({ a: text().pii('email').nullable(), b: uuid().pii(mask), c: text().public(), d: json().pii('text') }),
  });
  const privacies = tables[0]?.columns.map(({ privacy }) => privacy);
  expect(privacies).toEqual([{ pii: 'email' }, { pii: mask }, 'public', { pii: 'text' }]);
});

test('methods return a new column', () => {
  const code = text(3);
  expect(code.nullable().unique().draft).toMatchObject({ unique: true, definition: { nullable: true } });
  expect(code.draft).toMatchObject({ unique: false, definition: { nullable: false } });
});

test('a schema is frozen all the way down, but for refinements and bytes', () => {
  const bytes = new Uint8Array([1]);
  const refinement = z.instanceof(Uint8Array);
  const { tables } = schema(1, { t: table({ b: blob(refinement).default(bytes) }, { unique: [['b']] }) });
  const [definition] = tables;
  bytes[0] = 2;
  expect(definition?.columns[0]?.default).toEqual({ value: new Uint8Array([1]) });
  expect(
    [tables, definition, definition?.columns[0]?.type, definition?.uniques[0]?.columns].every(Object.isFrozen),
  ).toBe(true);
  expect(Object.isFrozen(refinement)).toBe(false);
});

test('a derived name that is too long ends in a hash of all of it', () => {
  const column = 'c'.repeat(60);
  const nameOf = (other: string) =>
    schema(1, { t: table({ [column]: int(), [other]: int() }, { index: [[column, other]] }) }).tables[0]?.indexes[0]
      ?.name;
  expect(nameOf('d')).toMatch(/^t_c{53}_[0-9a-f]{8}$/);
  expect(nameOf('d')).toHaveLength(64);
  expect(nameOf('d')).toBe(nameOf('d'));
  expect(nameOf('d')).not.toBe(nameOf('e'));
});

const base = (): SchemaDefinition => schema(1, { a: table({ id: int(), n: text(5) }), b: table({ id: int() }) });
const variants: readonly (readonly [what: string, SchemaDefinition])[] = [
  ['version', schema(2, { a: table({ id: int(), n: text(5) }), b: table({ id: int() }) })],
  ['order of tables', schema(1, { b: table({ id: int() }), a: table({ id: int(), n: text(5) }) })],
  ['order of columns', schema(1, { a: table({ n: text(5), id: int() }), b: table({ id: int() }) })],
  ['type', schema(1, { a: table({ id: bigint(), n: text(5) }), b: table({ id: int() }) })],
  ['length', schema(1, { a: table({ id: int(), n: text(6) }), b: table({ id: int() }) })],
  ['nullable', schema(1, { a: table({ id: int(), n: text(5).nullable() }), b: table({ id: int() }) })],
  ['index', schema(1, { a: table({ id: int(), n: text(5).index() }), b: table({ id: int() }) })],
  [
    'index name',
    schema(1, {
      a: table({ id: int(), n: text(5) }, { index: [{ name: 'x', columns: ['n'] }] }),
      b: table({ id: int() }),
    }),
  ],
  ['default', schema(1, { a: table({ id: int(), n: text(5).default('x') }), b: table({ id: int() }) })],
  ['view', schema(1, { a: table({ id: int(), n: text(5) }), b: table({ id: int() }) }, { views: { v: 'SELECT 1' } })],
];

test('the fingerprint is of the whole definition but refinements and marks', () => {
  const fingerprints = [base(), ...variants.map(([, variant]) => variant)].map(({ fingerprint }) => fingerprint);
  expect(new Set(fingerprints).size).toBe(variants.length + 1);
  expect(base().fingerprint).toMatch(/^[0-9a-f]{64}$/);
  const refined = schema(1, {
    a: table({ id: int(z.int().min(7)), n: text(5, z.string().min(1)) }),
    b: table({ id: int() }),
  });
  expect(refined.fingerprint).toBe(base().fingerprint);
  const marked = schema(1, {
    a: table({ id: int().pii((id, random) => id + random.integer(1, 9)), n: text(5).pii('name') }),
    b: table({ id: int().public() }),
  });
  expect(marked.fingerprint).toBe(base().fingerprint);
});

test('the fingerprint never changes from one release of ntom to the next', () => {
  const all = schema(1, {
    t: table({
      a: bigint().default(2n ** 63n - 1n),
      b: blob(4).default(new Uint8Array([0, 255])),
      c: enumeration(['x', 'ä']).default('ä'),
      d: json().nullable().default(null),
      e: datetime(3).defaultSql({ sqlite: 'a', mysql: 'b' }),
      f: bool().default(true),
    }),
  });
  expect(all.fingerprint).toBe('fa7c30df5bef74a1cb9596973850735039f93f767c769d5a74fd98533f7447b0');
});

test('defaults that JSON cannot tell apart have different fingerprints', () => {
  const of = (value: bigint | number) =>
    schema(1, { t: table({ n: typeof value === 'bigint' ? bigint().default(value) : int().default(value) }) })
      .fingerprint;
  expect(of(2n ** 60n)).not.toBe(of(2n ** 60n + 1n));
  expect(of(1n)).not.toBe(of(1));
  expect(of(1)).toBe(of(1));
});

test('the order in which the engines of one SQL are written does not matter', () => {
  const of = (sql: { sqlite?: string; mysql?: string }) =>
    schema(1, { t: table({ n: int().defaultSql(sql) }) }).fingerprint;
  expect(of({ sqlite: 'a', mysql: 'b' })).toBe(of({ mysql: 'b', sqlite: 'a' }));
  expect(of({ sqlite: 'a', mysql: 'b' })).not.toBe(of({ sqlite: 'b', mysql: 'a' }));
});
