import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  bigint,
  blob,
  bool,
  date,
  decimal,
  enumeration,
  int,
  json,
  real,
  text,
  time,
} from '../../src/schema/column-types.ts';
import { schema, type Row, type Schema, type TableName } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const v3 = schema(3, {
  country: table({ code: text(3).primaryKey(), independent: bool().default(false) }),
  city: table(
    {
      id: bigint().primaryKey().autoIncrement(),
      country_code: text(3).references('country.code'),
      kind: enumeration(['village', 'town']).default('town'),
      area: real(z.number().positive()).nullable(),
      price: decimal(8, 2),
      flag: blob(100).nullable(),
      founded: date().nullable().default(null),
      search: text().generated('lower(kind)'),
    },
    { index: [['area', 'kind']] },
  ),
});

test('a row has the stored columns, with NULL where it is allowed', () => {
  expectTypeOf<Row<typeof v3, 'city'>>().toEqualTypeOf<{
    id: bigint;
    country_code: string;
    kind: 'village' | 'town';
    area: number | null;
    price: string;
    flag: Uint8Array | null;
    founded: string | null;
  }>();
  expectTypeOf<Row<typeof v3, 'country'>>().toEqualTypeOf<{ code: string; independent: boolean }>();
  expectTypeOf<TableName<typeof v3>>().toEqualTypeOf<'country' | 'city'>();
  expectTypeOf(v3.version).toEqualTypeOf<3>();
  expectTypeOf(v3).toExtend<Schema>();
  expectTypeOf<TableName<Schema>>().toEqualTypeOf<never>();
});

test('the compiler refuses names that are not there', () => {
  // @ts-expect-error "citty" is not a table
  expectTypeOf<Row<typeof v3, 'citty'>>();
  // @ts-expect-error "latitude" is not a column
  table({ id: int() }, { index: [['latitude']] });
  // @ts-expect-error "kay" is not a column
  table({ id: int() }, { primaryKey: ['kay'] });
  // @ts-expect-error "parent" is not a column
  table({ id: int() }, { foreignKeys: [{ columns: ['parent'], references: 'node', to: ['id'] }] });
  // @ts-expect-error "uniqe" is not an option
  table({ id: int() }, { uniqe: [['id']] });
  // @ts-expect-error a reference names table and column
  text().references('country');
  // @ts-expect-error "nothing" is not an action
  text().references('country.code', { onDelete: 'nothing' });
  expect(v3.tables).toHaveLength(2);
});

test("the compiler knows the values that a mask of one's own gets and gives", () => {
  expectTypeOf(bigint().pii((value, random) => value + BigInt(random.integer(1, 9)))).toEqualTypeOf(bigint());
  enumeration(['village', 'town']).pii((_, random) => random.choice(['village', 'town']));
  // @ts-expect-error a mask gives what the column holds
  int().pii(() => 'x');
  // @ts-expect-error "emial" is no kind
  text().pii('emial');
  expectTypeOf(text().nullable().pii('email')).toEqualTypeOf(text().nullable());
});

test('the compiler refuses refinements and defaults of another type', () => {
  // @ts-expect-error a text column has strings
  text(120, z.number());
  // @ts-expect-error a text column has strings
  text(z.number());
  // @ts-expect-error a bigint column has bigints
  bigint(z.int());
  // @ts-expect-error a refinement does not change the type
  text(z.string().transform(Number));
  // @ts-expect-error a date column has strings, never a Date
  date(z.date());
  // @ts-expect-error "city" is not one of the values
  enumeration(['village', 'town']).default('city');
  // @ts-expect-error the column is not nullable
  int().default(null);
  // @ts-expect-error a list of values is needed
  enumeration([]);
  // @ts-expect-error an engine there is
  text().check({ postgres: 'true' });
  expectTypeOf(json(z.object({ tags: z.array(z.string()) }))).toEqualTypeOf(text());
  expectTypeOf(time(3, z.iso.time())).toEqualTypeOf(text());
  expectTypeOf(int(z.literal([1, 2]))).toEqualTypeOf(int());
});
