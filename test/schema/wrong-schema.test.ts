import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { NtomError } from '../../src/errors.ts';
import {
  bigint,
  blob,
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
import { schema as typedSchema } from '../../src/schema/schema.ts';
import { table as typedTable } from '../../src/schema/table.ts';

/** What a JavaScript file, or one with a cast, can write. */
const schema = typedSchema as (version: unknown, tables: unknown, options?: unknown) => unknown;
const table = typedTable as unknown as (columns: unknown, options?: unknown) => unknown;
const one = (column: unknown) => schema(1, { t: table({ c: column }) });
const keyed = (options: unknown) =>
  schema(1, { t: table({ a: int(), b: int().nullable(), g: int().generated('1') }, options) });
const wrong = <T>(value: unknown) => value as T;

type Case = readonly [what: string, make: () => unknown, code: string, message: string | RegExp];

function refused(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, make, code, message) => {
    let thrown: unknown;
    try {
      make();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NtomError);
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(message) });
  });
}

describe('declarations', () => {
  refused([
    ['version 0', () => schema(0, {}), 'SCHEMA_BAD_VERSION', 'version 0 is not'],
    ['version 1.5', () => schema(1.5, {}), 'SCHEMA_BAD_VERSION', '1.5'],
    ['version "3"', () => schema('3', {}), 'SCHEMA_BAD_VERSION', '"3"'],
    ['no tables', () => schema(4, {}), 'SCHEMA_EMPTY', 'schema 4 has no table'],
    ['a list of tables', () => schema(4, []), 'SCHEMA_BAD_DECLARATION', 'schema 4: a list'],
    ['no table()', () => schema(1, { city: { id: int() } }), 'SCHEMA_BAD_DECLARATION', 'table city: an object'],
    ['no columns', () => schema(1, { city: table({}) }), 'SCHEMA_EMPTY', 'table city has no stored column'],
    ['generated only', () => one(int().generated('1')), 'SCHEMA_EMPTY', 'table t has no stored column'],
    ['a column not called', () => one(int), 'SCHEMA_BAD_DECLARATION', /^t\.c: a function is not a column/],
    ['a zod schema for a column', () => one(z.string()), 'SCHEMA_BAD_DECLARATION', /^t\.c: /],
    ['a text for a key', () => keyed({ unique: ['a'] }), 'SCHEMA_BAD_DECLARATION', 'table t, unique: "a"'],
    [
      'unknown schema option',
      () => schema(1, { t: table({ c: int() }) }, { view: {} }),
      'SCHEMA_UNKNOWN_OPTION',
      'schema 1: .*"view".*"views"',
    ],
    [
      'unknown table option',
      () => keyed({ indexes: [] }),
      'SCHEMA_UNKNOWN_OPTION',
      'table t: .*"indexes".*is "index" meant',
    ],
    [
      'unknown option, none near',
      () => keyed({ engine: 'x' }),
      'SCHEMA_UNKNOWN_OPTION',
      'there are: primaryKey, unique',
    ],
    [
      'unknown reference option',
      () => one(text().references('t.c', wrong({ ondelete: 'cascade' }))),
      'SCHEMA_UNKNOWN_OPTION',
      't.c: .*"ondelete".*"onDelete"',
    ],
    [
      'unknown action',
      () => one(text().references('t.c', wrong({ onDelete: 'nothing' }))),
      'SCHEMA_BAD_DECLARATION',
      't.c: "nothing"',
    ],
    [
      'unknown generated option',
      () => one(text().generated('1', wrong({ store: true }))),
      'SCHEMA_UNKNOWN_OPTION',
      '"store".*"stored"',
    ],
    ['options as text', () => keyed('primary'), 'SCHEMA_BAD_DECLARATION', 'table t: "primary"'],
  ]);
});

describe('names', () => {
  const named = (name: string) => schema(1, { [name]: table({ c: int() }) });
  const columned = (...names: string[]) =>
    schema(1, { city: table(Object.fromEntries(names.map((name) => [name, int()]))) });
  refused([
    ['empty table', () => named(''), 'SCHEMA_BAD_NAME', 'schema 1, table: the name "" is empty'],
    ['empty column', () => columned(''), 'SCHEMA_BAD_NAME', 'table city, column: the name "" is empty'],
    ['65 characters', () => columned('x'.repeat(65)), 'SCHEMA_BAD_NAME', 'more than 64'],
    ['an engine’s prefix', () => named('SQLite_x'), 'SCHEMA_BAD_NAME', '"SQLite_x" begins with sqlite_'],
    ['ntom’s own table', () => named('ntom_schema'), 'SCHEMA_BAD_NAME', 'reserved for ntom'],
    ['NUL', () => columned('a\0b'), 'SCHEMA_BAD_NAME', 'NUL'],
    ['lone surrogate', () => columned('a\ud800'), 'SCHEMA_BAD_NAME', 'surrogate'],
    ['__proto__, computed', () => columned('__proto__'), 'SCHEMA_BAD_NAME', '__proto__'],
    [
      '__proto__, as written in source',
      () => schema(1, { city: table({ id: int(), __proto__: text() }) }),
      'SCHEMA_BAD_NAME',
      'table city: .*__proto__',
    ],
    [
      'tables that differ in case',
      () => schema(1, { city: table({ c: int() }), City: table({ c: int() }) }),
      'SCHEMA_DUPLICATE_NAME',
      'table "City" has the name of the table "city"',
    ],
    ['columns that differ in case', () => columned('id', 'ID'), 'SCHEMA_DUPLICATE_NAME', 'table city: the column "ID"'],
    [
      'view and table',
      () => schema(1, { city: table({ c: int() }) }, { views: { CITY: 'SELECT 1' } }),
      'SCHEMA_DUPLICATE_NAME',
      'view "CITY" has the name of the table "city"',
    ],
    [
      'triggers',
      () => schema(1, { city: table({ c: int() }) }, { triggers: { x: 'a', X: 'b' } }),
      'SCHEMA_DUPLICATE_NAME',
      'trigger "X"',
    ],
    [
      'the same unique key twice',
      () => schema(1, { city: table({ c: int().unique() }, { unique: [['c']] }) }),
      'SCHEMA_DUPLICATE_NAME',
      'unique key of city "city_c_unique"',
    ],
    [
      'indexes of two tables',
      () => schema(1, { a: table({ b_c: int().index() }), a_b: table({ c: int().index() }) }),
      'SCHEMA_DUPLICATE_NAME',
      'index of a_b "a_b_c_index" has the name of the index of a',
    ],
    [
      'an index without a name',
      () => keyed({ index: [{ columns: ['a'] }] }),
      'SCHEMA_BAD_NAME',
      'index of t: the name undefined',
    ],
    [
      'checks',
      () =>
        keyed({
          check: [
            { name: 'x', expression: '1' },
            { name: 'x', expression: '1' },
          ],
        }),
      'SCHEMA_DUPLICATE_NAME',
      'check of t "x"',
    ],
  ]);

  test('names that are odd but can be kept', () => {
    expect(() => columned('sqlite_x', 'ünï', 'constructor', 'toString', '1', '😀'.repeat(64), 'a b')).not.toThrow();
  });
});

describe('types, refinements and defaults', () => {
  refused([
    ['precision 66', () => one(decimal(66, 2)), 'SCHEMA_BAD_TYPE', /^t\.c: decimal .*precision 66.* 1 to 65/],
    ['precision NaN', () => one(decimal(NaN, 2)), 'SCHEMA_BAD_TYPE', 'precision NaN'],
    ['scale 31', () => one(decimal(65, 31)), 'SCHEMA_BAD_TYPE', 'scale 31'],
    ['scale over precision', () => one(decimal(2, 3)), 'SCHEMA_BAD_TYPE', 'scale 3 is greater than its precision 2'],
    ['scale left out', () => one(decimal(2, wrong(undefined))), 'SCHEMA_BAD_TYPE', 'scale undefined'],
    ['text of length 0', () => one(text(0)), 'SCHEMA_BAD_TYPE', 'length 0'],
    ['text of length "9"', () => one(text(wrong('9'))), 'SCHEMA_BAD_TYPE', 'length 9 is not an integer from 1 up'],
    ['blob of length 1.5', () => one(blob(1.5)), 'SCHEMA_BAD_TYPE', 'length 1.5'],
    ['7 digits of a fraction', () => one(datetime(7)), 'SCHEMA_BAD_TYPE', 'precision 7'],
    ['-1 digits of a fraction', () => one(time(-1)), 'SCHEMA_BAD_TYPE', 'precision -1'],
    ['no values', () => one(enumeration(wrong<['a']>([]))), 'SCHEMA_BAD_TYPE', 'no list of values'],
    ['an empty value', () => one(enumeration(['a', ''])), 'SCHEMA_BAD_TYPE', '""'],
    ['a value twice', () => one(enumeration(['a', 'b', 'a'])), 'SCHEMA_BAD_TYPE', '"a" is there twice'],
    [
      'a function as refinement',
      () =>
        one(
          text(
            9,
            wrong(() => true),
          ),
        ),
      'SCHEMA_BAD_REFINEMENT',
      /^t\.c: the refinement a function/,
    ],
    ['an object as refinement', () => one(text(wrong({ min: 1 }))), 'SCHEMA_BAD_REFINEMENT', 'an object'],
    [
      'default too long',
      () => one(text(2).default('abc')),
      'SCHEMA_BAD_DEFAULT',
      /^t\.c: the default has 3 characters, at most 2/,
    ],
    [
      'default of another type',
      () => one(int().default(wrong('1'))),
      'SCHEMA_BAD_DEFAULT',
      'is of type string, not number',
    ],
    ['default null', () => one(int().default(wrong(null))), 'SCHEMA_BAD_DEFAULT', 'is NULL'],
    ['default undefined', () => one(int().default(wrong(undefined))), 'SCHEMA_BAD_DEFAULT', 'is missing'],
    ['default NaN', () => one(real().default(NaN)), 'SCHEMA_BAD_DEFAULT', 'NaN'],
    [
      'default no member',
      () => one(enumeration(['a', 'b']).default(wrong('c'))),
      'SCHEMA_BAD_DEFAULT',
      'not one of "a", "b"',
    ],
    ['default no JSON', () => one(json().default('{')), 'SCHEMA_BAD_DEFAULT', 'is not JSON'],
    ['default against the refinement', () => one(int(z.int().min(5)).default(4)), 'SCHEMA_BAD_DEFAULT', '>=5'],
    [
      'default that the refinement changes',
      () => one(text(z.string().trim()).default(' a')),
      'SCHEMA_REFINEMENT_CHANGES',
      /^t\.c: /,
    ],
    [
      'default of a generated column',
      () => schema(1, { t: table({ a: int(), c: int().default(1).generated('1') }) }),
      'SCHEMA_BAD_DEFAULT',
      't.c: .*generated',
    ],
    [
      'default of an auto-increment',
      () => one(int().primaryKey().autoIncrement().default(1)),
      'SCHEMA_BAD_DEFAULT',
      'auto-increment',
    ],
    [
      'SQL for no engine',
      () => one(int().defaultSql({})),
      'SCHEMA_BAD_SQL',
      'defaultSql\\(…\\) of t.c: the SQL is for no engine',
    ],
    [
      'SQL for another engine',
      () => keyed({ check: [{ postgres: '1' }] }),
      'SCHEMA_BAD_SQL',
      'check t_check_1: .*"postgres"; there are: sqlite, mysql',
    ],
    [
      'empty SQL',
      () => schema(1, { t: table({ c: int() }) }, { views: { v: ' ' } }),
      'SCHEMA_BAD_SQL',
      'view v: the SQL is empty',
    ],
    [
      'SQL undefined',
      () => schema(1, { t: table({ c: int() }) }, { triggers: { v: { sqlite: undefined } } }),
      'SCHEMA_BAD_SQL',
      'trigger v: the SQL is not a text',
    ],
    [
      'an expression that is no text',
      () => schema(1, { t: table({ a: int(), c: int().generated(wrong(1)) }) }),
      'SCHEMA_BAD_SQL',
      't.c',
    ],
    [
      'a statement of null',
      () => schema(1, { t: table({ c: int() }) }, { statements: [null] }),
      'SCHEMA_BAD_SQL',
      'statement 1',
    ],
  ]);
});

describe('marks of personal data', () => {
  refused([
    [
      'two marks',
      () => one(text().pii('name').public()),
      'SCHEMA_BAD_PRIVACY',
      /^t\.c has more than one of pii\(\) and public\(\)$/,
    ],
    ['two kinds', () => one(text().pii('name').pii('email')), 'SCHEMA_BAD_PRIVACY', 'more than one'],
    ['a kind of an integer', () => one(int().pii('phone')), 'SCHEMA_BAD_PRIVACY', /^t\.c is of type int, .*a function/],
    ['a kind of a uuid', () => one(uuid().pii('text')), 'SCHEMA_BAD_PRIVACY', 'is of type uuid'],
    [
      'an email in JSON',
      () => one(json().pii('email')),
      'SCHEMA_BAD_PRIVACY',
      "is of type json, which pii\\('email'\\)",
    ],
    ['an unknown kind', () => one(text().pii(wrong('emial'))), 'SCHEMA_BAD_PRIVACY', "'emial'.*is 'email' meant"],
    ['no kind', () => one(text().pii(wrong(undefined))), 'SCHEMA_BAD_PRIVACY', 'pii\\(undefined\\).*there are: name, '],
    [
      'a generated column',
      () => schema(1, { t: table({ a: int(), c: text().generated('1').pii('name') }) }),
      'SCHEMA_BAD_PRIVACY',
      /^t\.c is generated/,
    ],
    [
      'a generated column that is public',
      () => schema(1, { t: table({ a: int(), c: text().generated('1').public() }) }),
      'SCHEMA_BAD_PRIVACY',
      /^t\.c is generated/,
    ],
  ]);
});

describe('keys', () => {
  refused([
    [
      'two marked columns',
      () => schema(1, { t: table({ a: int().primaryKey(), b: int().primaryKey() }) }),
      'SCHEMA_BAD_KEY',
      'table t: the primary key is declared more than once \\(a, b\\)',
    ],
    [
      'column and table level',
      () => schema(1, { t: table({ a: int().primaryKey() }, { primaryKey: ['a'] }) }),
      'SCHEMA_BAD_KEY',
      'more than once',
    ],
    ['nullable', () => keyed({ primaryKey: ['a', 'b'] }), 'SCHEMA_BAD_KEY', 'nullable column "b"'],
    ['marked and nullable', () => one(int().primaryKey().nullable()), 'SCHEMA_BAD_KEY', 'nullable column "c"'],
    ['generated', () => keyed({ primaryKey: ['g'] }), 'SCHEMA_BAD_KEY', 'generated column "g"'],
    ['unknown', () => keyed({ primaryKey: ['x'] }), 'SCHEMA_BAD_KEY', 'the primary key names the column "x"'],
    [
      'repeated',
      () => keyed({ unique: [['a', 'a']] }),
      'SCHEMA_BAD_KEY',
      'the unique key t_a_a_unique names the column "a" twice',
    ],
    [
      'unknown in an index',
      () => keyed({ index: [['a', 'y']] }),
      'SCHEMA_BAD_KEY',
      'the index t_a_y_index names the column "y"',
    ],
    ['an index of nothing', () => keyed({ index: [[]] }), 'SCHEMA_BAD_KEY', 'has no columns'],
    [
      'auto-increment of a text',
      () => one(text().primaryKey().autoIncrement()),
      'SCHEMA_BAD_AUTO_INCREMENT',
      /^t\.c: .*of type text/,
    ],
    [
      'auto-increment of no key',
      () => one(bigint().autoIncrement()),
      'SCHEMA_BAD_AUTO_INCREMENT',
      'not the primary key',
    ],
    [
      'auto-increment of half a key',
      () => schema(1, { t: table({ a: int().autoIncrement(), b: int() }, { primaryKey: ['a', 'b'] }) }),
      'SCHEMA_BAD_AUTO_INCREMENT',
      'by itself',
    ],
  ]);
});

describe('references', () => {
  const parent = typedTable(
    { id: int().primaryKey(), x: int(), y: decimal(9, 2), code: text(3).unique() },
    { unique: [['x', 'y']] },
  );
  const child = (column: unknown) => schema(1, { parent, child: table({ c: column }) });
  const pair = (columns: string[], to: string[]) =>
    schema(1, {
      parent,
      child: table({ a: int(), b: decimal(5, 1) }, { foreignKeys: [{ columns, references: 'parent', to }] }),
    });
  refused([
    [
      'no table',
      () => child(int().references('parrent.id')),
      'SCHEMA_BAD_REFERENCE',
      /^child\.c refers to table "parrent", .*is "parent" meant/,
    ],
    [
      'no column',
      () => child(int().references('parent.idd')),
      'SCHEMA_BAD_REFERENCE',
      'column "idd" of table "parent".*is "id" meant',
    ],
    [
      'no key',
      () => child(int().references('parent.x')),
      'SCHEMA_BAD_REFERENCE',
      'parent\\(x\\), which is no primary or unique key',
    ],
    [
      'another type',
      () => child(text().references('parent.id')),
      'SCHEMA_BAD_REFERENCE',
      'c is text and its parent is int',
    ],
    [
      'int and bigint',
      () => child(bigint().references('parent.id')),
      'SCHEMA_BAD_REFERENCE',
      'c is bigint and its parent is int',
    ],
    [
      'no dot',
      () => child(int().references(wrong('parent'))),
      'SCHEMA_BAD_DECLARATION',
      'child.c: "parent" is not \'table.column\'',
    ],
    ['too few columns', () => pair(['a'], ['x', 'y']), 'SCHEMA_BAD_REFERENCE', 'another number of columns'],
    [
      'an unknown own column',
      () => pair(['a', 'z'], ['x', 'y']),
      'SCHEMA_BAD_KEY',
      'foreign key child_a_z_fkey names the column "z"',
    ],
    ['types crossed', () => pair(['b', 'a'], ['x', 'y']), 'SCHEMA_BAD_REFERENCE', 'b is decimal and its parent is int'],
    ['half a key', () => pair(['a', 'b'], ['x', 'id']), 'SCHEMA_BAD_REFERENCE', 'no primary or unique key'],
    ['a key column twice', () => pair(['a', 'b'], ['x', 'x']), 'SCHEMA_BAD_REFERENCE', 'no primary or unique key'],
  ]);

  test('lengths and precisions may differ; a key may be named in any order; a table may refer to itself', () => {
    expect(() => child(text(9).references('parent.code'))).not.toThrow();
    expect(() => pair(['a', 'b'], ['x', 'y'])).not.toThrow();
    expect(() => pair(['b', 'a'], ['y', 'x'])).not.toThrow();
    expect(() =>
      schema(1, { node: table({ id: int().primaryKey(), up: int().nullable().references('node.id') }) }),
    ).not.toThrow();
  });
});

describe('what is left out', () => {
  const leaving = (leftOut: object) => () =>
    schema(1, { city: table({ id: int() }) }, { leftOut: leftOut as Record<string, string> });

  test.each([
    [{ city: 'a reason' }, 'leftOut names city, which is in the schema'],
    [{ 'city.id': 'a reason' }, 'leftOut names city.id, which is in the schema'],
    [{ 'city.shape': ' ' }, 'leftOut names city.shape, which has no reason'],
    [{ other: 1 }, 'leftOut names other, which has no reason'],
  ])('%j is refused', (leftOut, message) => {
    expect(leaving(leftOut)).toThrow(message);
    expect(leaving(leftOut)).toThrow(expect.objectContaining({ code: 'SCHEMA_BAD_LEFT_OUT' }));
  });
});
