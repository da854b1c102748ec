import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/dialects/dialect.ts';
import { valueText } from '../../src/format/value-text.ts';
import type { ColumnType, Value } from '../../src/schema/definition.ts';
import { nastyReals, nastyTexts } from './sample.ts';

interface Cases {
  readonly type: ColumnType;
  /** Value and its text; if reading gives another value, that too. */
  readonly values: readonly (readonly [Value, string, Value?])[];
  readonly refused: readonly string[];
  readonly unencodable: readonly (Value | undefined)[];
}

const uuid = '123e4567-e89b-12d3-a456-42661417400A';
const decimal = { kind: 'decimal', precision: 8, scale: 5 } as const;

const cases: readonly Cases[] = [
  {
    type: { kind: 'int' },
    values: [
      [0, '0'],
      [-0, '0', 0],
      [-1, '-1'],
      [2 ** 53 - 1, '9007199254740991'],
      [1 - 2 ** 53, '-9007199254740991'],
    ],
    refused: ['', ' ', '-', '-0', '+1', '01', '1.0', '1e3', '0x10', ' 1', '1 ', '9007199254740992', 'NaN', 'NULL', '١'],
    unencodable: [1.5, 2 ** 53, NaN, Infinity, 1n, '1', true, undefined],
  },
  {
    type: { kind: 'bigint' },
    values: [
      [0n, '0'],
      [-1n, '-1'],
      [2n ** 63n - 1n, '9223372036854775807'],
      [-(2n ** 63n), '-9223372036854775808'],
    ],
    refused: [
      '',
      '-0',
      '00',
      '+1',
      '1n',
      '0x1',
      '1.0',
      '9223372036854775808',
      '-9223372036854775809',
      '1'.repeat(9999),
    ],
    unencodable: [2n ** 63n, -(2n ** 63n) - 1n, 1, '1', undefined],
  },
  {
    type: { kind: 'real' },
    values: nastyReals.map((value) => [value, Object.is(value, -0) ? '-0.0' : String(value)] as const),
    refused: [
      '',
      '-0',
      '0.0',
      '1.0',
      '.5',
      '1E21',
      '1e21',
      '0.30',
      '1e999',
      'NaN',
      '+Infinity',
      'inf',
      '0.1000000000000000055',
    ],
    unencodable: [NaN, '1', 1n, undefined],
  },
  {
    type: { kind: 'bool' },
    values: [
      [true, '1'],
      [false, '0'],
    ],
    refused: ['', 'true', 'false', '2', '-1', '01', 't'],
    unencodable: [1, 0, 'true', undefined],
  },
  {
    type: decimal,
    values: [
      ['1', '1.00000', '1.00000'],
      ['1.5', '1.50000', '1.50000'],
      ['-12.34567', '-12.34567'],
      ['0', '0.00000', '0.00000'],
      ['-0.0', '0.00000', '0.00000'],
      ['-0.00001', '-0.00001'],
      ['007.5', '7.50000', '7.50000'],
      ['1.5000000', '1.50000', '1.50000'],
      ['999.99999', '999.99999'],
    ],
    refused: [
      '',
      'n/a',
      '1',
      '1.5',
      '1.500000',
      '01.50000',
      '-0.00000',
      '+1.00000',
      '.50000',
      '1.',
      '1000.00000',
      '1e2',
      ' 1.00000',
      '1,00000',
      '0'.repeat(9999),
    ],
    unencodable: ['n/a', '', '.5', '1000', '1.500001', '1e2', 'NaN', 1.5, undefined],
  },
  {
    type: { kind: 'decimal', precision: 3, scale: 0 },
    values: [
      ['5.0', '5', '5'],
      ['-0', '0', '0'],
      ['-999', '-999'],
    ],
    refused: ['5.0', '5.', '-0', '00', '1000'],
    unencodable: ['5.5', '1000'],
  },
  {
    type: { kind: 'decimal', precision: 2, scale: 2 },
    values: [
      ['0.5', '0.50', '0.50'],
      ['-0.05', '-0.05'],
    ],
    refused: ['1.00', '.50', '-0.00'],
    unencodable: ['1', '0.555'],
  },
  {
    type: { kind: 'date' },
    values: [
      ['2024-02-29', '2024-02-29'],
      ['0001-01-01', '0001-01-01'],
      ['9999-12-31', '9999-12-31'],
      ['2000-02-29', '2000-02-29'],
    ],
    refused: [
      '',
      '2023-02-29',
      '1900-02-29',
      '2024-04-31',
      '2024-00-01',
      '2024-13-01',
      '2024-01-00',
      '2024-1-1',
      '0000-00-00',
      '2024-01-01 00:00:00',
      '24-01-01',
    ],
    unencodable: [0, undefined],
  },
  {
    type: { kind: 'time', precision: 3 },
    values: [
      ['12:34:56', '12:34:56.000', '12:34:56.000'],
      ['12:34:56.7', '12:34:56.700', '12:34:56.700'],
      ['-838:59:59.000', '-838:59:59.000'],
      ['00:00:00.1230000', '00:00:00.123', '00:00:00.123'],
      ['-00:00:00', '00:00:00.000', '00:00:00.000'],
      ['-00:00:00.001', '-00:00:00.001'],
    ],
    refused: [
      '',
      '12:34:56',
      '12:34:56.7',
      '1:00:00.000',
      '12:60:00.000',
      '12:00:60.000',
      '-00:00:00.000',
      '012:00:00.000',
      '12:34:56,000',
    ],
    unencodable: ['12:34:56.7001', 5, undefined],
  },
  {
    type: { kind: 'time', precision: 0 },
    values: [['12:34:56.000', '12:34:56', '12:34:56']],
    refused: ['12:34:56.', '12:34:56.0', '-00:00:00'],
    unencodable: ['12:34:56.1'],
  },
  {
    type: { kind: 'datetime', precision: 6 },
    values: [
      ['2024-02-29 23:59:59', '2024-02-29 23:59:59.000000', '2024-02-29 23:59:59.000000'],
      ['2024-02-29 23:59:59.123456', '2024-02-29 23:59:59.123456'],
    ],
    refused: [
      '',
      '2024-02-29 23:59:59',
      '2024-02-29T23:59:59.000000',
      '2024-02-30 00:00:00.000000',
      '2024-02-29 24:00:00.000000',
      '2024-02-29 23:59:59.000000Z',
    ],
    unencodable: ['2024-02-29 23:59:59.1234567', 1, undefined],
  },
  {
    type: { kind: 'uuid' },
    values: [
      [uuid, uuid],
      [uuid.toLowerCase(), uuid.toLowerCase()],
    ],
    refused: ['', uuid.replaceAll('-', ''), `{${uuid}}`, `${uuid} `, uuid.replace('1', 'g')],
    unencodable: [1, undefined],
  },
  {
    type: { kind: 'enum', values: ['', 'a', 'A "b"'] },
    values: [
      ['', ''],
      ['a', 'a'],
      ['A "b"', 'A "b"'],
    ],
    refused: ['A', 'b', 'NULL'],
    unencodable: [0, undefined],
  },
  {
    type: { kind: 'text', length: 3 },
    values: nastyTexts.map((text) => [text, text] as const),
    refused: ['\ud800', 'a\udc00b'],
    unencodable: [1, 1n, true, undefined],
  },
  {
    type: { kind: 'json' },
    values: [['{"a": 1.0, "a": 12345678901234567890}', '{"a": 1.0, "a": 12345678901234567890}']],
    refused: ['"\ud800"'],
    unencodable: [1, undefined],
  },
  {
    type: { kind: 'blob', length: null },
    values: [
      [Buffer.from([]), ''],
      [Buffer.from([0, 255, 16]), '00FF10'],
      [Uint8Array.of(1, 2, 3).subarray(1), '0203', Buffer.from([2, 3])],
    ],
    refused: ['0', 'ff', '0x00', 'GG', '00 ', '00\n'],
    unencodable: ['00', 1, undefined],
  },
];

describe.each(cases)('$type', ({ type, values, refused, unencodable }) => {
  const { write, read } = valueText(type);

  const pairs = values.map(([value, text, readBack = value]) => ({ value, text, readBack }));
  test.each(pairs)('$value is written $text and read back', ({ value, text, readBack }) => {
    expect(write(value)).toBe(text);
    expect(read(text)).toStrictEqual(readBack);
  });

  test.each(refused)('%j is refused', (text) => {
    expect(read(text)).toBeInstanceOf(Refusal);
  });

  test.each(unencodable)('%o is not written', (value) => {
    expect(() => write(value)).toThrowError(expect.objectContaining({ code: 'VALUE_UNENCODABLE' }));
  });

  test('whatever is accepted is canonical', () => {
    const likely = fc.stringMatching(/^-?[0-9]{0,4}[.:eE -]?[0-9A-F]{0,6}$/);
    fc.assert(
      fc.property(fc.oneof(likely, fc.string()), (text) => {
        const value = read(text);
        return value instanceof Refusal || write(value) === text;
      }),
    );
  });
});

test.each([
  [decimal, 'n/a', '"n/a" is not a decimal(8,5)'],
  [decimal, '1.5', '"1.5" should be written 1.50000'],
  [{ kind: 'datetime', precision: 0 } as const, 'yesterday', '"yesterday" is not a datetime(0)'],
  [{ kind: 'int' } as const, '\0'.repeat(50), `"${'\\u0000'.repeat(40)}"… (10 more) is not an int`],
])('%o refuses %j in words', (type, text, reason) => {
  expect(valueText(type).read(text)).toMatchObject({ reason });
});
