import { describe, expect, test } from 'vitest';
import { readExpression } from '../../../src/dialects/raw-values.ts';
import { Refusal } from '../../../src/dialects/dialect.ts';
import { declaredTypes, parameterToDriver, typeMismatch, valueCodec } from '../../../src/dialects/sqlite/values.ts';
import type { ColumnKind, ColumnType, Value } from '../../../src/schema/definition.ts';

const types: Readonly<Record<ColumnKind, ColumnType>> = {
  int: { kind: 'int' },
  bigint: { kind: 'bigint' },
  real: { kind: 'real' },
  bool: { kind: 'bool' },
  date: { kind: 'date' },
  json: { kind: 'json' },
  uuid: { kind: 'uuid' },
  decimal: { kind: 'decimal', precision: 8, scale: 5 },
  text: { kind: 'text', length: null },
  blob: { kind: 'blob', length: null },
  enum: { kind: 'enum', values: ['a'] },
  time: { kind: 'time', precision: 0 },
  datetime: { kind: 'datetime', precision: 0 },
};
const kinds = Object.keys(types) as ColumnKind[];
const bytes = Buffer.from([1, 2]);

describe('from the driver', () => {
  const kept: readonly (readonly [ColumnKind, unknown, Value])[] = [
    ['int', 5n, 5],
    ['int', BigInt(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
    ['int', BigInt(Number.MIN_SAFE_INTEGER), Number.MIN_SAFE_INTEGER],
    ['bigint', -(2n ** 63n), -(2n ** 63n)],
    ['bool', 0n, false],
    ['bool', 1n, true],
    ['real', 0.1, 0.1],
    ['real', -0, -0],
    ['real', Infinity, Infinity],
    ['real', 2n ** 53n, 2 ** 53],
    ['decimal', '1.50', '1.50'],
    ['decimal', 7n, '7'],
    ['blob', bytes, bytes],
    ...(['text', 'enum', 'date', 'time', 'datetime', 'json', 'uuid'] as const).map(
      (kind) => [kind, 'a\0"b', 'a\0"b'] as const,
    ),
  ];
  test.each(kept)('%s: %s is %s', (kind, raw, value) => {
    expect(valueCodec(types[kind]).fromDriver(raw)).toStrictEqual(value);
  });

  test.each(kinds)('%s: NULL is NULL', (kind) => {
    expect(valueCodec(types[kind]).fromDriver(null)).toBeNull();
  });

  const refused: readonly (readonly [ColumnKind, unknown, RegExp])[] = [
    ['int', 2n ** 53n, /^9007199254740992 is beyond 2\^53: only bigint\(\) holds it$/],
    ['int', 1.5, /^REAL 1.5 is not an integer$/],
    ['int', 1, /^REAL 1 is not an integer$/],
    ['int', '12', /^TEXT "12" is not an integer$/],
    ['int', bytes, /^a BLOB of 2 bytes is not an integer$/],
    ['bigint', 1, /REAL 1 is not an integer/],
    ['bigint', '1', /TEXT "1" is not an integer/],
    ['bool', 2n, /INTEGER 2 is not 0 or 1/],
    ['bool', 'true', /TEXT "true" is not 0 or 1/],
    ['bool', 1, /REAL 1 is not 0 or 1/],
    ['real', 2n ** 53n + 1n, /9007199254740993 has more digits than a real holds/],
    ['real', '0.1', /TEXT "0.1" is not a number/],
    ['decimal', 1.5, /1.5 is REAL, which is not exact/],
    ['decimal', bytes, /BLOB of 2 bytes is not text/],
    ['text', 5n, /INTEGER 5 is not text/],
    ['text', bytes, /BLOB of 2 bytes is not text/],
    ['text', new Refusal('the text is not valid UTF-8'), /^the text is not valid UTF-8$/],
    ['date', 20240229n, /INTEGER 20240229 is not text/],
    ['datetime', 1.7e9, /REAL 1700000000 is not text/],
    ['uuid', bytes, /BLOB of 2 bytes is not text/],
    ['blob', 'x'.repeat(50), /^TEXT "x{40}…" is not a blob$/],
  ];
  test.each(refused)('%s refuses %s', (kind, raw, reason) => {
    const value = valueCodec(types[kind]).fromDriver(raw);
    expect(value).toBeInstanceOf(Refusal);
    expect((value as Refusal).reason).toMatch(reason);
  });
});

describe('to the driver, which binds every number as REAL', () => {
  test.each([
    ['int', 5, 5n],
    ['bigint', 5n, 5n],
    ['bool', true, 1n],
    ['bool', false, 0n],
    ['real', 5, 5],
    ['real', -0, -0],
    ['decimal', '1.50', '1.50'],
    ['text', '', ''],
    ['blob', bytes, bytes],
    ['int', null, null],
    ['real', null, null],
  ] as const)('%s %s', (kind, value, raw) => {
    expect(valueCodec(types[kind]).toDriver(value)).toStrictEqual(raw);
  });

  test.each([
    [5, 5n],
    [1.5, 1.5],
    [2 ** 60, 2 ** 60],
    [true, 1n],
    ['5', '5'],
    [null, null],
  ])('the parameter %s', (value, raw) => {
    expect(parameterToDriver(value)).toStrictEqual(raw);
  });
});

test('an expression is a number where it is safe, else refused', () => {
  expect(readExpression(5n)).toBe(5);
  expect(readExpression(1.5)).toBe(1.5);
  expect(readExpression('a')).toBe('a');
  expect(readExpression(bytes)).toBe(bytes);
  expect(readExpression(null)).toBeNull();
  expect(readExpression(2n ** 60n)).toBeInstanceOf(Refusal);
});

describe('declared types', () => {
  test.each(kinds)('%s takes its own and no type at all', (kind) => {
    expect(typeMismatch(declaredTypes[kind], types[kind])).toBeNull();
    expect(typeMismatch('', types[kind])).toBeNull();
    expect(typeMismatch('BLOB', types[kind])).toBeNull();
  });

  test.each([
    ['NVARCHAR(120)', 'text', true],
    ['VARCHAR(5)', 'decimal', true],
    ['CLOB', 'json', true],
    ['NUMERIC(10,2)', 'decimal', true],
    ['DECIMAL(10,2)', 'real', true],
    ['NUMERIC', 'int', true],
    ['BOOLEAN', 'bool', true],
    ['DATETIME', 'datetime', true],
    ['DATETIME', 'text', true],
    ['BINARY(16)', 'blob', true],
    ['TINYINT(1)', 'bool', true],
    ['BIGINT', 'bigint', true],
    ['POINT', 'int', true],
    ['INTEGER', 'real', true],
    ['INTEGER', 'text', false],
    ['REAL', 'int', false],
    ['DOUBLE PRECISION', 'real', true],
    ['FLOATING POINT', 'real', true],
    ['TEXT', 'int', false],
    ['TEXT', 'blob', false],
    ['CHARINT', 'text', false],
  ] as const)('%s for %s: %s', (declared, kind, fits) => {
    const mismatch = typeMismatch(declared, types[kind]);
    expect(mismatch).toBe(fits ? null : `it is declared ${declared}, where ${kind} is due`);
  });
});
