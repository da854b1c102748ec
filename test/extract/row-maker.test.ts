import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../../src/dialects/dialect.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { RejectedRow, rowMaker } from '../../src/extract/row-maker.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import type { InputRow } from '../../src/pipeline/definition.ts';
import type { TablePlan } from '../../src/pipeline/plan.ts';
import { blob, bool, datetime, decimal, int, json, real, text } from '../../src/schema/column-types.ts';
import type { TableDefinition, Value } from '../../src/schema/definition.ts';
import { rowValidator } from '../../src/schema/row-validator.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const dialect = await dialectOf('sqlite:.');
const columns = {
  id: int(),
  name: text(3, z.string().min(1)),
  price: decimal(5, 2),
  rate: real().nullable(),
  done: bool(),
  seen: datetime().nullable(),
  tags: json(z.array(z.string())).nullable(),
  data: blob(2).nullable(),
  kind: text(5),
};
const names = Object.keys(columns);
const definition = schema(1, { sample: table(columns) });
const [sample] = definition.tables as [TableDefinition];
const pipeline = identityPipeline(definition);

/** The columns of the query are not in the order of the table's. */
const found = names.toReversed().filter((name) => name !== 'kind');
const constants = { kind: 'fixed' };

function planWith(map: TablePlan['made']['map']): TablePlan {
  const [made] = pipeline.tables;
  if (made === undefined) throw new Error('no table');
  const origins = found.map((column) => ({ name: column, origin: { table: 'sample', column } }));
  return {
    table: sample,
    made: { ...made, map, constants: map === null ? constants : {} },
    columns: origins,
    reads: ['sample'],
    rows: null,
    counts: [],
    uncut: null,
    chunks: [],
  };
}

const validate = rowValidator(sample);

/** The same in the plainest way: an object for every row, each checked by zod. */
function plainly(raw: readonly unknown[], map: (row: InputRow) => Record<string, unknown>, order: readonly string[]) {
  const read = order.map((name) => {
    const column = sample.columns.find((each) => each.name === name);
    const index = found.indexOf(name);
    if (column === undefined || index === -1) return { name, raw: undefined, value: constants.kind };
    return { name, raw: raw[index], value: dialect.valueCodec(column.type).fromDriver(raw[index]) };
  });
  const row = Object.fromEntries(
    read.map((each) => [each.name, each.value instanceof Refusal ? each.raw : each.value]),
  );
  const refused = read.flatMap(({ name, value }) =>
    value instanceof Refusal ? [{ column: name, path: [name], message: value.reason, value: row[name] }] : [],
  );
  if (refused.length > 0) return new RejectedRow(row, refused);
  const mapped = map(row as InputRow);
  const issues = validate(mapped);
  if (issues.length === 0) return names.map((name) => mapped[name]);
  return new RejectedRow(
    mapped,
    issues.map((issue) => ({ ...issue, value: mapped[issue.column] })),
  );
}

const good: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  id: fc.maxSafeInteger().map(BigInt),
  name: fc.constantFrom('a', 'abc', '😀😀😀'),
  price: fc.constantFrom('1.5', '-0', 12n),
  rate: fc.oneof(fc.double({ noNaN: true }), fc.constant(3n)),
  done: fc.constantFrom(0n, 1n),
  seen: fc.constantFrom('2024-02-29 23:59:59', null),
  tags: fc.constantFrom('[]', ' ["a"]', null),
  data: fc.uint8Array({ maxLength: 2 }),
};
const bad = fc.oneof(
  fc.constantFrom(
    null,
    2n ** 53n,
    2n ** 53n + 1n,
    1,
    1.5,
    NaN,
    '',
    'abcd',
    '2023-02-29 00:00:00',
    '[1]',
    '{',
    '\ud800',
  ),
  fc.constantFrom(new Uint8Array(3), new Refusal('the text is not valid UTF-8'), undefined),
);
const anyRaw = fc.tuple(
  ...found.map((name) => fc.oneof({ weight: 12, arbitrary: good[name] ?? bad }, { weight: 1, arbitrary: bad })),
);

describe('makes of a raw row what zod makes of the object of its values', () => {
  test('the columns of the query are the row, with a constant', () => {
    const make = rowMaker(planWith(null), pipeline, dialect);
    fc.assert(
      fc.property(anyRaw, (raw) => {
        expect(make(raw)).toStrictEqual(plainly(raw, (row) => row, names));
      }),
      { numRuns: 3000 },
    );
  });

  const maps: readonly (readonly [what: string, map: (row: InputRow) => Record<string, unknown>])[] = [
    ['adds a column', (row) => ({ ...row, kind: 'x' })],
    ['in another order', ({ data, ...row }) => ({ kind: 'x', ...row, data })],
    ['forgets one', (row) => ({ ...row })],
    ['adds one too many', (row) => ({ ...row, kind: 'x', more: 1 })],
    ['one kind of value for another', (row) => ({ ...row, kind: row['id'] })],
  ];
  test.each(maps)('by a map that %s', (_, map) => {
    const make = rowMaker(planWith(map), pipeline, dialect);
    fc.assert(
      fc.property(anyRaw, (raw) => {
        expect(make(raw)).toStrictEqual(plainly(raw, map, found));
      }),
      { numRuns: 1000 },
    );
  });
});

test('each value of what a map makes is taken once', () => {
  let asked = 0;
  const row = (input: InputRow) =>
    Object.defineProperty({ ...input, kind: 'x' }, 'id', { enumerable: true, get: () => ++asked });
  const make = rowMaker(planWith(row), pipeline, dialect);
  const raw: readonly Value[] = found.map((name) =>
    name === 'id' ? 1n : name === 'name' ? 'a' : name === 'price' ? '1' : name === 'done' ? 1n : null,
  );
  expect(make(raw)).toStrictEqual([1, 'a', '1', null, true, null, null, null, 'x']);
  expect(asked).toBe(1);
});
