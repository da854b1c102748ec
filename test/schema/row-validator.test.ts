import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  bigint,
  blob,
  bool,
  date,
  datetime,
  decimal,
  enumeration,
  int,
  json,
  real,
  text,
  time,
  uuid,
} from '../../src/schema/column-types.ts';
import type { Column } from '../../src/schema/column.ts';
import type { TableDefinition, Value } from '../../src/schema/definition.ts';
import { rowSchema, rowValidator } from '../../src/schema/row-validator.ts';
import { schema } from '../../src/schema/schema.ts';
import { table, type Columns } from '../../src/schema/table.ts';

function tableOf(columns: Columns): TableDefinition {
  const [definition] = schema(1, { t: table(columns) }).tables;
  if (definition === undefined) throw new Error('no table');
  return definition;
}

/** The reason why a column refuses a value; null: it takes it. */
function reasonOf(column: Column<Value>, value: unknown): string | null {
  const [issue, ...others] = rowValidator(tableOf({ c: column }))({ c: value });
  expect(others).toEqual([]);
  return issue?.message ?? null;
}

const accepted: readonly (readonly [type: string, Column<Value>, readonly unknown[]])[] = [
  ['int', int(), [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]],
  ['bigint', bigint(), [0n, 2n ** 63n - 1n, -(2n ** 63n)]],
  ['real', real(), [0, -0, 1.5, Infinity, -Infinity, Number.MIN_VALUE]],
  ['bool', bool(), [true, false]],
  ['text', text(), ['', 'a\0b', '\ufeff', 'NULL', '😀']],
  ['text(2)', text(2), ['', 'ab', '😀😀', 'é']],
  ['enum', enumeration(['a', '__proto__']), ['a', '__proto__']],
  ['date', date(), ['0001-01-01', '9999-12-31', '2000-02-29', '2024-02-29', '2023-02-28', '2023-04-30', '2023-01-31']],
  ['time', time(), ['00:00:00', '23:59:59', '-838:59:59', '838:59:59', '100:00:00', '08:00:00.000', '838:59:59.0']],
  ['time(2)', time(2), ['08:00:00', '08:00:00.1', '08:00:00.12', '08:00:00.120000', '837:59:59.99']],
  ['datetime', datetime(), ['2024-02-29 23:59:59', '0001-01-01 00:00:00', '2024-01-01 00:00:00.000000']],
  ['datetime(6)', datetime(6), ['2024-01-01 00:00:00', '2024-01-01 00:00:00.123456', '2024-01-01 00:00:00.1234560']],
  ['decimal(8,5)', decimal(8, 5), ['0', '-0', '123.45678', '-999.99999', '000123.456780000', '1.0']],
  ['decimal(3,0)', decimal(3, 0), ['999', '-999', '0999', '999.00']],
  ['decimal(2,2)', decimal(2, 2), ['0.12', '0.1', '0', '00.990']],
  ['json', json(), ['{}', ' [1, 1.0, 12345678901234567890] ', 'null', '"a"', '{"a":1,"a":2}']],
  ['uuid', uuid(), ['00000000-0000-0000-0000-000000000000', 'ABCDEF01-2345-6789-abcd-ef0123456789']],
  ['blob', blob(), [new Uint8Array(), Buffer.from('abc')]],
  ['blob(2)', blob(2), [new Uint8Array(2)]],
  ['int, nullable', int(z.int().min(3)).nullable(), [null, 3]],
];

const refused: readonly (readonly [type: string, Column<Value>, value: unknown, reason: string])[] = [
  ['int', int(), 1.5, 'is 1.5, not an integer'],
  ['int', int(), -0, 'is -0, which an integer column cannot keep'],
  [
    'int',
    int(),
    2 ** 53,
    'is beyond the integers a number keeps exactly, ±9007199254740991: a bigint column holds such values',
  ],
  ['int', int(), NaN, 'is NaN, not an integer'],
  ['int', int(), Infinity, 'is Infinity, not an integer'],
  ['int', int(), '1', 'is of type string, not number'],
  ['int', int(), 1n, 'is of type bigint, not number'],
  ['int', int(), null, 'is NULL, which the column does not take'],
  ['int', int(), undefined, 'is missing'],
  ['bigint', bigint(), 2n ** 63n, 'does not fit in 64 bits: -9223372036854775808 to 9223372036854775807'],
  ['bigint', bigint(), -(2n ** 63n) - 1n, 'does not fit in 64 bits: -9223372036854775808 to 9223372036854775807'],
  ['bigint', bigint(), 1, 'is of type number, not bigint'],
  ['real', real(), NaN, 'is NaN, which no database keeps'],
  ['real', real(), '1', 'is of type string, not number'],
  ['bool', bool(), 1, 'is of type number, not boolean'],
  ['text', text(), '\ud800', 'has a lone surrogate: it is not valid Unicode'],
  ['text', text(), 5, 'is of type number, not string'],
  ['text', text(), new Uint8Array(), 'is of type Uint8Array, not string'],
  ['text(2)', text(2), '\udc00', 'has a lone surrogate: it is not valid Unicode'],
  ['text(2)', text(2), 'abc', 'has 3 characters, at most 2 are allowed'],
  ['text(2)', text(2), '😀😀😀', 'has 3 characters, at most 2 are allowed'],
  ['enum', enumeration(['a', 'b']), 'A', 'is not one of "a", "b"'],
  ...[
    '2023-02-29',
    '1900-02-29',
    '2023-02-30',
    '2023-04-31',
    '2023-13-01',
    '2023-00-01',
    '2023-01-00',
    '2023-01-32',
    '0000-01-01',
    '2023-1-1',
    '2023-01-01 ',
    '٢٠٢٣-01-01',
  ].map((value) => ['date', date(), value, 'is not a calendar date YYYY-MM-DD from 0001-01-01 to 9999-12-31'] as const),
  ...[
    '8:00:00',
    '08:00',
    '839:00:00',
    '08:60:00',
    '08:00:60',
    '08:00:00.1',
    '0008:00:00',
    '012:00:00',
    '838:59:59.1',
    '08:00:00.',
    '+08:00:00',
  ].map((value) => ['time', time(), value, 'is not a time [-]HH:MM:SS up to 838:59:59 without a fraction'] as const),
  [
    'time(3)',
    time(3),
    '08:00:00.1234',
    'is not a time [-]HH:MM:SS up to 838:59:59 with at most 3 digits of a fraction',
  ],
  [
    'time(3)',
    time(3),
    '-838:59:59.001',
    'is not a time [-]HH:MM:SS up to 838:59:59 with at most 3 digits of a fraction',
  ],
  ...[
    '2023-02-29 00:00:00',
    '2023-01-01',
    '2023-01-01T00:00:00',
    '2023-01-01 24:00:00',
    '2023-01-01 00:00:00Z',
    '2023-01-01 00:00:00.5',
  ].map(
    (value) =>
      ['datetime', datetime(), value, 'is not a date and time YYYY-MM-DD HH:MM:SS without a fraction'] as const,
  ),
  ['decimal', decimal(8, 5), '1000', 'does not fit in decimal(8,5): at most 3 digits before the point and 5 behind it'],
  [
    'decimal',
    decimal(8, 5),
    '0.123456',
    'does not fit in decimal(8,5): at most 3 digits before the point and 5 behind it',
  ],
  ...['', '.5', '5.', '1e3', '+1', ' 1', '1,5', '--1', 'NaN', 'n/a', '1\n'].map(
    (value) =>
      ['decimal', decimal(8, 5), value, 'is not a decimal(8,5): digits, with a point among them if need be'] as const,
  ),
  ['json', json(), '"\ud800"', 'has a lone surrogate: it is not valid Unicode'],
  ['json', json(), {}, 'is of type object, not string'],
  ['uuid', uuid(), '00000000000000000000000000000000', 'is not a uuid of 8-4-4-4-12 hex digits'],
  ['uuid', uuid(), 'g0000000-0000-0000-0000-000000000000', 'is not a uuid of 8-4-4-4-12 hex digits'],
  ['blob', blob(), 'abc', 'is of type string, not Uint8Array'],
  ['blob', blob(), [1], 'is of type object, not Uint8Array'],
  ['blob(2)', blob(2), new Uint8Array(3), 'has 3 bytes, at most 2 are allowed'],
];

describe('values by column type', () => {
  test.each(accepted)('%s accepts', (_, column, values) => {
    for (const value of values) expect([value, reasonOf(column, value)]).toEqual([value, null]);
  });

  test.each(refused)('%s refuses', (_, column, value, reason) => {
    expect(reasonOf(column, value)).toBe(reason);
  });

  test('what is not JSON is refused with the reason', () => {
    expect(reasonOf(json(), '{"a":}')).toMatch(/^is not JSON: Unexpected token/);
  });

  test('calendar dates are those of the Gregorian calendar', () => {
    const isDate = (value: string) =>
      !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
    const digits = (max: number, length: number) =>
      fc.nat({ max }).map((number) => String(number).padStart(length, '0'));
    const dates = fc.tuple(digits(9999, 4), digits(13, 2), digits(32, 2)).map((parts) => parts.join('-'));
    const validate = rowValidator(tableOf({ c: date() }));
    fc.assert(
      fc.property(dates, (value) => (validate({ c: value }).length === 0) === (isDate(value) && value >= '0001')),
      { numRuns: 5000 },
    );
  });

  test('a decimal fits exactly if scaling it loses nothing', () => {
    const fits = (value: string) => {
      const [whole = '', fraction = ''] = value.replace('-', '').split('.');
      const scaled = BigInt(whole + fraction.padEnd(9, '0'));
      return scaled % 10n ** 6n === 0n && scaled / 10n ** 6n < 10n ** 5n;
    };
    const values = fc.stringMatching(/^-?0{0,2}\d{1,3}(\.\d{1,5}0{0,3})?$/);
    const validate = rowValidator(tableOf({ c: decimal(5, 3) }));
    fc.assert(
      fc.property(values, (value) => (validate({ c: value }).length === 0) === fits(value)),
      { numRuns: 2000 },
    );
  });
});

describe('rows', () => {
  const city = tableOf({
    id: int(),
    name: text(3, z.string().min(2)),
    sum: int().generated('1'),
    gone: date().nullable(),
  });
  const validate = rowValidator(city);

  test('an accepted row costs no list', () => {
    const issues = validate({ id: 1, name: 'abc', gone: null });
    expect(issues).toEqual([]);
    expect(validate({ id: 2, name: 'ab', gone: '2024-01-01' })).toBe(issues);
    expect(Object.isFrozen(issues)).toBe(true);
  });

  test('every reason is given, in the order of the columns', () => {
    expect(validate({ id: 1.5, name: 'a', sum: 1, other: 2 })).toEqual([
      { column: 'id', path: ['id'], message: 'is 1.5, not an integer' },
      { column: 'name', path: ['name'], message: 'Too small: expected string to have >=2 characters' },
      { column: 'gone', path: ['gone'], message: 'is missing' },
      { column: 'sum', path: ['sum'], message: 'is not a stored column of t' },
      { column: 'other', path: ['other'], message: 'is not a stored column of t' },
    ]);
  });

  test('a column named like a method of objects is missing if it is', () => {
    const odd = rowValidator(tableOf({ constructor: real().nullable(), valueOf: blob() }));
    expect(odd({ constructor: 1, valueOf: new Uint8Array() })).toEqual([]);
    expect(odd({}).map(({ column }) => column)).toEqual(['constructor', 'valueOf']);
  });

  test('the schema of a row hands on what it is given', () => {
    const row = { id: 1, name: 'abc', gone: null };
    expect(rowSchema(city).parse(row)).toEqual(row);
    const documents = rowSchema(tableOf({ c: json(z.object({ a: z.coerce.number() })) }));
    expect(documents.parse({ c: ' {"a": "1", "b": 2}' })).toEqual({ c: ' {"a": "1", "b": 2}' });
  });

  test('zod compiles the rows of every column type', () => {
    const columns = accepted.map(([, column], index) => [`c${index}`, column]);
    const refined = { name: text(3, z.string().min(2)), tags: json(z.array(z.string())).nullable() };
    const compiled = rowSchema(tableOf({ ...Object.fromEntries(columns), ...refined }));
    expect(() => z.compile(compiled, { strict: true })).not.toThrow();
  });
});

describe('refinements', () => {
  const validatorOf = (column: Column<Value>) => rowValidator(tableOf({ a: int(), c: column }));

  test('the type is checked before the refinement sees the value', () => {
    const seen: unknown[] = [];
    const validate = validatorOf(
      text(
        3,
        z.string().refine((value) => seen.push(value) > 0),
      ),
    );
    expect(validate({ a: 1, c: 'long' })).toHaveLength(1);
    expect(validate({ a: 1, c: 5 })).toHaveLength(1);
    expect(seen).toEqual([]);
    expect(validate({ a: 1, c: 'abc' })).toHaveLength(0);
    expect(seen).toEqual(['abc']);
  });

  test('a JSON refinement sees the content and says where', () => {
    const validate = validatorOf(json(z.strictObject({ tags: z.array(z.string().max(2)) })).nullable());
    expect(validate({ a: 1, c: '{"tags":["x"]}' })).toEqual([]);
    expect(validate({ a: 1, c: null })).toEqual([]);
    expect(validate({ a: 1, c: '{"tags":["x","yyy",7],"more":1}' })).toEqual([
      { column: 'c', path: ['c', 'tags', 1], message: 'Too big: expected string to have <=2 characters' },
      { column: 'c', path: ['c', 'tags', 2], message: 'Invalid input: expected string, received number' },
      { column: 'c', path: ['c'], message: 'Unrecognized key: "more"' },
    ]);
  });

  const changing: readonly (readonly [what: string, Column<Value>, changed: unknown, kept: unknown])[] = [
    ['trim', text(z.string().trim()), ' a', 'a'],
    ['lower case', text(z.string().toLowerCase()).nullable(), 'A', 'a'],
    ['transform', int(z.int().transform((value) => Math.abs(value))), -1, 1],
    ['catch', text(z.string().max(1).catch('x')), 'abc', 'a'],
    ['overwrite', bigint(z.bigint().overwrite((value) => value + (value === 1n ? 1n : 0n))), 1n, 2n],
    [
      'a copy of bytes',
      blob(z.custom<Uint8Array>().transform((value) => (value.length > 0 ? value.slice() : value))),
      new Uint8Array(1),
      new Uint8Array(),
    ],
  ];
  test.each(changing)('one that changes the value is an error of the schema: %s', (_, column, changed, kept) => {
    const validate = validatorOf(column);
    expect(validate({ a: 1, c: kept })).toEqual([]);
    const details = { table: 't', column: 'c' };
    expect(() => validate({ a: 1, c: changed })).toThrow(
      expect.objectContaining({ code: 'SCHEMA_REFINEMENT_CHANGES', details }),
    );
  });

  const failing: readonly (readonly [what: string, Column<Value>, reason: string])[] = [
    ['async check', text(z.string().refine(async () => Promise.resolve(true))), 'Promise'],
    ['hidden promise', text(z.string().refine(() => Promise.resolve(true))).nullable(), 'Promise'],
    ['async JSON check', json(z.object({}).refine(async () => Promise.resolve(true))), 'Promise'],
    [
      'one that throws',
      text(
        z.string().refine(() => {
          throw new TypeError('no such thing');
        }),
      ),
      'no such thing',
    ],
  ];
  test.each(failing)('one that does not answer is an error of the schema: %s', (_, column, reason) => {
    const message = expect.stringMatching(`^t\\.c: the refinement threw.*${reason}`);
    expect(() => validatorOf(column)({ a: 1, c: '{}' })).toThrow(
      expect.objectContaining({ code: 'SCHEMA_REFINEMENT_FAILED', message }),
    );
  });
});
