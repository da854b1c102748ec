import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bool, int, real, schema, table, text } from '../../src/index.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';
import { crossings, expectSameThere, filled, sized, testFolder, timeout } from './trip.ts';

const id = { id: int().primaryKey() };
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Rows of two tables that refer to each other, all of them in one circle. */
function circle(count: number): string {
  const rows = (step: number): string =>
    numbers(count)
      .map((row) => `(${row}, ${(row + step) % count})`)
      .join(', ');
  return `INSERT INTO hen VALUES ${rows(0)}; INSERT INTO egg VALUES ${rows(1)}`;
}

const tables = sized(100, 1000);
const columns = 500;
const circleRows = sized(1000, 10_000);

interface Shape {
  readonly what: string;
  readonly schema: SchemaDefinition;
  /** Makes its rows; empty: there are none. */
  readonly script: string;
  /** In all tables. */
  readonly rows: number;
}

const shapes: readonly Shape[] = [
  {
    what: `${tables} tables, every second one without a row`,
    schema: schema(
      1,
      Object.fromEntries(numbers(tables).map((number) => [`t${number}`, table({ ...id, name: text(20) })])),
    ),
    script: numbers(tables / 2)
      .map((number) => `INSERT INTO t${2 * number} VALUES (${number}, 'é"')`)
      .join(';'),
    rows: tables / 2,
  },
  {
    what: `${columns} columns`,
    schema: schema(1, {
      wide: table({
        ...id,
        ...Object.fromEntries(
          numbers(columns - 1).map((number) => [
            `c${number}`,
            number % 3 === 0 ? int().nullable() : number % 3 === 1 ? bool() : real(),
          ]),
        ),
      }),
    }),
    script: `INSERT INTO wide VALUES ${numbers(50)
      .map(
        (row) =>
          `(${row}, ${numbers(columns - 1)
            .map((number) => (number % 3 === 0 ? (row % 2 === 0 ? 'NULL' : row) : number % 3 === 1 ? 1 : 0.5))
            .join(', ')})`,
      )
      .join(', ')}`,
    rows: 50,
  },
  {
    what: `a circle of ${2 * circleRows} rows in two tables`,
    schema: schema(1, {
      hen: table({ ...id, egg: int().references('egg.id', { deferred: true }) }),
      egg: table({ ...id, hen: int().references('hen.id', { deferred: true }) }),
    }),
    script: circle(circleRows),
    rows: 2 * circleRows,
  },
  {
    what: 'rows that were inserted in no order',
    schema: schema(1, {
      numbered: table({ ...id, name: text(20) }),
      named: table({ name: text(20).primaryKey(), number: int() }),
      paired: table({ a: int(), b: text(5) }, { primaryKey: ['b', 'a'] }),
    }),
    script: numbers(500)
      .map((number) => (number * 7919) % 500)
      .map(
        (key) =>
          `INSERT INTO numbered VALUES (${key}, 'x'); INSERT INTO named VALUES ('n${key}', 1); INSERT INTO paired VALUES (${key}, 'b${key % 3}')`,
      )
      .join(';'),
    rows: 1500,
  },
  {
    what: 'no row at all',
    schema: schema(1, { a: table(id), b: table({ ...id, a: int().references('a.id') }), c: table({ x: text() }) }),
    script: '',
    rows: 0,
  },
];

describe.each(crossings)('from $name', ({ from, to, needs }) => {
  test.each(shapes)('$what', { ...needs, timeout }, async ({ schema: made, script, rows }) => {
    const folder = testFolder();
    const source = await filled(join(folder, 'source'), from, made, script === '' ? [] : [script]);
    const manifest = await expectSameThere(folder, source, to, made);
    expect(manifest.tables.length).toBe(made.tables.length);
    expect(manifest.tables.reduce((sum, each) => sum + each.rows, 0)).toBe(rows);
  });
});
