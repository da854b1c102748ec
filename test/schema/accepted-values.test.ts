import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { acceptedValues } from '../../src/schema/accepted-values.ts';
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
import { rowSchema } from '../../src/schema/row-validator.ts';
import { schema } from '../../src/schema/schema.ts';
import { table, type Columns } from '../../src/schema/table.ts';

function tableOf(columns: Columns): TableDefinition {
  const [definition] = schema(1, { t: table(columns) }).tables;
  if (definition === undefined) throw new Error('no table');
  return definition;
}

/** What zod, which is the reference, makes of a row: its values in the order of the columns; undefined: it refuses it. */
function zodValues(definition: TableDefinition): (row: Record<string, unknown>) => unknown[] | undefined {
  const reference = rowSchema(definition);
  return (row) => {
    const { data } = reference.safeParse(row);
    return data === undefined ? undefined : definition.columns.map(({ name }) => data[name]);
  };
}

const columns: Readonly<Record<string, () => Column<Value>>> = {
  int,
  bigint,
  real,
  bool,
  date,
  json,
  uuid,
  text,
  blob,
  'text(3)': () => text(3),
  'blob(2)': () => blob(2),
  enum: () => enumeration(['x', 'a', 'NULL', '__proto__']),
  'decimal(8,5)': () => decimal(8, 5),
  'decimal(3,0)': () => decimal(3, 0),
  'decimal(2,2)': () => decimal(2, 2),
  time: () => time(),
  'time(3)': () => time(3),
  datetime: () => datetime(),
  'datetime(6)': () => datetime(6),
  'int, refined': () => int(z.int().min(0)),
  'text, refined': () => text(3, z.string().min(1)),
  'real, refined': () => real(z.number().multipleOf(0.5)),
  'blob, refined': () => blob(z.custom<Uint8Array>((value) => (value as Uint8Array).byteLength > 0)),
  'json, refined': () => json(z.array(z.number())),
};

const two = fc
  .oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 99 }))
  .map((part) => `${part}`.padStart(2, '0'));
const anyDate = fc
  .tuple(fc.constantFrom('0000', '0001', '1900', '2000', '2023', '2024', '9999'), two, two)
  .map((parts) => parts.join('-'));
const anyFraction = fc.stringMatching(/^(\.[0-9]{0,8})?$/);
const anyTime = fc
  .tuple(fc.constantFrom('', '-', '8', '-83'), two, two, two)
  .map(([before, ...parts]) => before + parts.join(':'));
const anyTimeText = fc.tuple(anyTime, anyFraction).map((parts) => parts.join(''));
const likely: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, undefined, 0, -0, 1, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), NaN, Infinity, -Infinity, true, false),
  fc.constantFrom(0n, 2n ** 63n, 2n ** 63n - 1n, -(2n ** 63n), -(2n ** 63n) - 1n),
  fc.constantFrom(
    '',
    'a',
    'NULL',
    'abc',
    'abcd',
    '😀😀😀',
    '😀😀😀😀',
    '\ud800',
    'a\udc00',
    '__proto__',
    'null',
    '[1]',
    '{}',
    '[x',
  ),
  fc.constantFrom([], {}, new Date(0), Object('a'), Object(1), new Uint16Array(1), new ArrayBuffer(2), Symbol('a')),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.json(),
  fc.uuid(),
  fc.uint8Array({ maxLength: 4 }),
  fc.stringMatching(/^-?[0-9]{0,9}(\.[0-9]{0,9})?$/),
  anyDate,
  anyTimeText,
  fc.tuple(anyDate, fc.constantFrom(' ', 'T', ''), anyTimeText).map((parts) => parts.join('')),
);

describe.each(Object.entries(columns))('%s', (_, column) => {
  test.each([false, true])('accepts what zod accepts and nothing else; nullable: %s', (nullable) => {
    const definition = tableOf({ c: nullable ? column().nullable() : column() });
    const [accepted, reference] = [acceptedValues(definition), zodValues(definition)];
    fc.assert(
      fc.property(likely, (c) => {
        expect(accepted({ c })).toStrictEqual(reference({ c }));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('rows', () => {
  const definition = tableOf({
    ...Object.fromEntries(Object.entries(columns).map(([, column], index) => [`c${index}`, column().nullable()])),
    constructor: int(),
    twice: int().generated('1'),
    name: text(3),
  });
  const stored = definition.columns.filter(({ generated }) => generated === null);
  const [accepted, reference] = [acceptedValues(definition), zodValues({ ...definition, columns: stored })];
  const good = (name: string): unknown => (name === 'constructor' ? 1 : name === 'name' ? 'abc' : null);
  const entries = stored.map(({ name }): [string, unknown] => [name, good(name)]);

  test('a good row is accepted, in the order of the columns, whatever that of its own', () => {
    const values = entries.map(([, value]) => value);
    expect(accepted(Object.fromEntries(entries))).toStrictEqual(values);
    expect(accepted(Object.fromEntries(entries.toReversed()))).toStrictEqual(values);
  });

  test('columns missing, strange, wrong and of a prototype: as zod says', () => {
    const strange = fc.constantFrom('other', 'twice', 'toString', '', '0', 'C0');
    const changes = fc.record({
      missing: fc.subarray(
        entries.map(([name]) => name),
        { maxLength: 1 },
      ),
      more: fc.array(fc.tuple(strange, likely), { maxLength: 1 }),
      wrong: fc.array(fc.tuple(fc.constantFrom(...entries.map(([name]) => name)), likely), { maxLength: 1 }),
      inherited: fc.constantFrom(null, Object.prototype, { other: 1 }, { name: 'abc' }, { constructor: 5 }),
    });
    fc.assert(
      fc.property(changes, ({ missing, more, wrong, inherited }) => {
        const own = [...entries, ...wrong, ...more].filter(([name]) => !missing.includes(name));
        const row = Object.assign(Object.create(inherited) as Record<string, unknown>, Object.fromEntries(own));
        expect(accepted(row)).toStrictEqual(reference(row));
      }),
      { numRuns: 2000 },
    );
  });

  test('a refinement that throws, or changes the value, leaves the row to zod', () => {
    const throws = acceptedValues(
      tableOf({
        c: text(
          z.string().refine(() => {
            throw new TypeError('no such thing');
          }),
        ),
      }),
    );
    expect(throws({ c: 'a' })).toBeUndefined();
    const changes = acceptedValues(tableOf({ c: text(z.string().trim()) }));
    expect([changes({ c: 'a' }), changes({ c: ' a' })]).toStrictEqual([['a'], undefined]);
  });
});
