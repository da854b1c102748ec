import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { bigint, int, real, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { expectRefused, migration, rejectedRows, rowsOf, type Migration } from '../support/migration.ts';

const v1 = schema(1, { item: table({ id: int().primaryKey(), name: text() }) });
const v2 = schema(2, {
  item: table({ id: int().primaryKey(), name: text(), price: real(), big: bigint() }),
});

const right = { name: 'b', price: 1.5, big: 2n };

/** A map that makes right rows, but for row 2. */
function mapped(second: () => unknown): Migration {
  const map = (row: { id: number }): unknown => (row.id === 2 ? second() : { id: row.id, ...right });
  return migration({
    // The compiler would refuse it, for good reason.
    pipeline: pipeline(v1, v2, { item: sql`SELECT id, name FROM item`.each('item').map(map) as never }),
    source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL);
      INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c')`,
  });
}

const state = { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' };

describe('a row that .map makes wrong is a rejected row', () => {
  const nothing = undefined;
  test.each<[name: string, second: () => unknown, column: string | null, message: string, value: unknown]>([
    ['a missing column', () => ({ id: 2, name: 'b', price: 1 }), 'big', 'is missing', nothing],
    ['an extra column', () => ({ id: 2, ...right, old: 1 }), 'old', 'is not a stored column of item', 1],
    ['undefined', () => ({ id: 2, ...right, name: undefined }), 'name', 'is missing', nothing],
    ['NULL', () => ({ id: 2, ...right, name: null }), 'name', 'is NULL, which the column does not take', null],
    ['NaN', () => ({ id: 2, ...right, price: NaN }), 'price', 'is NaN, which no database keeps', 'NaN'],
    ['an integer as text', () => ({ id: '2', ...right }), 'id', 'is of type string, not number', '2'],
    ['a number for a bigint', () => ({ id: 2, ...right, big: 2 }), 'big', 'is of type number, not bigint', 2],
    [
      'a bigint beyond 64 bits',
      () => ({ id: 2, ...right, big: 2n ** 63n }),
      'big',
      'does not fit in 64 bits: -9223372036854775808 to 9223372036854775807',
      '9223372036854775808',
    ],
    [
      'an integer past 2^53',
      () => ({ id: 2 ** 53, ...right }),
      'id',
      'is beyond the integers a number keeps exactly, ±9007199254740991: a bigint column holds such values',
      2 ** 53,
    ],
    [
      'a lone surrogate',
      () => ({ id: 2, ...right, name: 'a\uD800' }),
      'name',
      'has a lone surrogate: it is not valid Unicode',
      'a\uD800',
    ],
    [
      'a Date',
      () => ({ id: 2, ...right, name: new Date(0) }),
      'name',
      'is of type object, not string',
      new Date(0).toJSON(),
    ],
    [
      'an error',
      () => {
        throw new Error('no such price');
      },
      null,
      '.map threw: no such price',
      null,
    ],
  ])('%s', async (_, second, column, message, value) => {
    const made = mapped(second);
    await expectRefused(made, () => made.extract(), {
      code: 'ROWS_REJECTED',
      says: '1 row was rejected (item 1)',
      state: { ...state, 'extracts/v2.rejects': 'the rejected rows, each with the reasons' },
      next: 'ntom extract 1to2',
      leaves: ['extracts/v2.rejects', 'extracts/v2.rejects/item.jsonl'],
    });
    const path = column === null ? [] : [column];
    expect(rejectedRows(made, 'item')).toMatchObject([
      { row: 2, problems: [{ column, path, message, ...(value === nothing ? {} : { value }) }] },
    ]);
  });
});

describe('a .map that makes no rows at all ends the extract', () => {
  test.each<[name: string, second: () => unknown, result: string]>([
    ['a Promise', () => Promise.resolve({ id: 2, ...right }), 'a Promise'],
    ['a Promise that is rejected, which is nobody else’s', () => Promise.reject(new Error('later')), 'a Promise'],
    ['a list', () => [2, 'b', 1.5, 2n], 'an array'],
    ['null', () => null, 'null'],
    ['nothing', () => undefined, 'undefined'],
    ['a text', () => 'b', 'string'],
  ])('%s', async (_, second, result) => {
    const made = mapped(second);
    await expectRefused(made, () => made.extract(), {
      code: 'PIPELINE_MAP_RESULT',
      says: `pipeline 1to2, table item: .map returns ${result}, not a row`,
      state,
      next: 'ntom extract 1to2',
    });
  });
});

test('a .map that throws for some rows: all of them are counted, the first ones written down', async () => {
  const made = mapped(() => ({ id: 2, ...right, price: NaN }));
  const map = (row: { id: number }): unknown => {
    throw new Error(`row ${row.id}`);
  };
  const thrower = pipeline(v1, v2, { item: sql`SELECT id, name FROM item`.each('item').map(map) as never });
  await expectRefused(made, () => made.extract({ pipeline: thrower, maxRejects: 2 }), {
    code: 'ROWS_REJECTED',
    says: '3 rows were rejected (item 3)',
    state: { ...state, 'extracts/v2.rejects': 'the first 2 of 3 rejected rows, each with the reasons' },
    next: 'ntom extract 1to2',
    leaves: ['extracts/v2.rejects', 'extracts/v2.rejects/item.jsonl'],
  });
  expect(rejectedRows(made, 'item').map(({ row }) => row)).toEqual([1, 2]);
});

test('infinity is kept', async () => {
  const made = mapped(() => ({ id: 2, ...right, price: -Infinity }));
  await made.extract();
  await made.load();
  expect(rowsOf(made.target, 'SELECT price FROM item ORDER BY id')).toEqual([[1.5], [-Infinity], [1.5]]);
});

test('-0.0 is kept in the extract; a database that would lose its sign refuses the row', async () => {
  const made = mapped(() => ({ id: 2, ...right, price: -0 }));
  await made.extract();
  expect(readFileSync(join(made.extracted, 'item.csv'), 'utf8').split('\n')[2]).toBe('2,"b",-0.0,2');
  await expectRefused(made, () => made.load(), {
    code: 'LOAD_VALUE_UNSUPPORTED',
    says: 'app_v2.db cannot hold a value: table item, part item.csv, row 2: price is -0.0 (a REAL column keeps whole numbers as integers, which have no -0)',
    state: { 'extracts/v2': 'unchanged', 'app_v2.db': 'not created' },
    next: 'ntom extract 1to2',
  });
});
