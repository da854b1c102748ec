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
  schema,
  table,
  text,
  time,
  uuid,
} from 'ntom';
import type { SchemaDefinition, Value } from '../../../src/schema/definition.ts';
import { nastyReals, nastyTexts } from '../../format/sample.ts';
import type { Rows } from './trip.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const enumerated = [
  'a',
  'A',
  'NULL',
  '\\N',
  '0',
  '1',
  'a,b',
  "it's",
  '"q"',
  'trailing ',
  'trailing',
  '\\',
  'é',
  '😀',
  '\t',
] as const;
const plain = ['b', 'a', 'B', '2', '1', 'a,b', "it's", '\\n', 'ä'] as const;

/** By column, every value that some tool between two databases is known to change, to refuse or to stumble over. */
const values: Readonly<Record<string, readonly Value[]>> = {
  int: [0, 1, -1, 127, 128, 65_536, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53) + 1],
  bigint: [0n, -1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)],
  money: ['0.00', '1.50', '-1.50', '0.01', '-0.01', '99999999.99', '-99999999.99', '12345678.90'],
  whole: ['0', '-1', '9'.repeat(65), `-${'9'.repeat(65)}`, `1${'0'.repeat(64)}`],
  fraction: [`0.${'0'.repeat(30)}`, `0.${'0'.repeat(29)}1`, `-0.${'9'.repeat(30)}`],
  exact: [`${'9'.repeat(35)}.${'9'.repeat(30)}`, `-${'1'.repeat(35)}.${'0'.repeat(29)}1`],
  real: nastyReals,
  bool: [true, false],
  text: [
    ...nastyTexts,
    'x'.repeat(70_000),
    '😀'.repeat(20_000),
    'a'.repeat(255),
    '\u{1f600}\u{10ffff}\u{e000}\u{ffff}',
    ' \u00a0 ',
  ],
  short: nastyTexts.filter((value) => [...value].length <= 3),
  long: ['😀'.repeat(10_000), ' '.repeat(10_000), ''],
  longer: ['😀'.repeat(20_000), '', '\0'],
  blob: ['', '00', 'ff', '22', '27', '5c', '1a', '0a', '0d0a', '4e554c4c', 'c328', 'efbbbf', '00'.repeat(70_000)].map(
    bytes,
  ),
  bytes: [
    bytes(''),
    bytes('00'),
    bytes('0000'),
    bytes('20'),
    bytes('6120'),
    Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  ],
  json: [
    'null',
    '0',
    '-0',
    '1.0',
    '1e400',
    '12345678901234567890',
    '0.1',
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '"\u2028"',
    '{}',
    '[]',
    ' { "a" : 1 , "a" : 2 } ',
    '{"b":1,"a":2}',
    '{"__proto__":1}',
    '"NULL"',
    '"\\"\\\\"',
    '\t[1,\n2]\r\n',
    '"😀"',
    `${'['.repeat(100)}${']'.repeat(100)}`,
    'true',
    '"\\/"',
    '1E+2',
  ],
  uuid: [
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380A11',
  ],
  enumerated,
  plain,
  date: [
    '0001-01-01',
    '0099-12-31',
    '1582-10-10',
    '1752-09-05',
    '1969-12-31',
    '1970-01-01',
    '2000-02-29',
    '2024-02-29',
    '9999-12-31',
  ],
  time: ['00:00:00', '23:59:59', '24:00:00', '838:59:59', '-838:59:59', '-00:00:01', '100:00:00'],
  time_us: ['00:00:00.000000', '-00:00:00.000001', '838:59:58.999999', '-838:59:58.999999', '12:00:00.100000'],
  datetime: [
    '0001-01-01 00:00:00',
    '1970-01-01 00:00:00',
    '2038-01-19 03:14:08',
    '2024-03-31 02:30:00',
    '2024-10-27 02:30:00',
    '9999-12-31 23:59:59',
  ],
  datetime_us: [
    '0001-01-01 00:00:00.000001',
    '1969-12-31 23:59:59.999999',
    '2024-03-31 02:30:00.123456',
    '9999-12-31 23:59:59.999999',
    '2024-01-01 00:00:00.100000',
  ],
};

/** A column for each of `values`, a table whose key is text, one without a key, and names that need care. */
export const nastySchema: SchemaDefinition = schema(1, {
  nasty: table({
    id: int().primaryKey(),
    int: int().nullable(),
    bigint: bigint().nullable(),
    money: decimal(10, 2).nullable(),
    whole: decimal(65, 0).nullable(),
    fraction: decimal(30, 30).nullable(),
    exact: decimal(65, 30).nullable(),
    real: real().nullable(),
    bool: bool().nullable(),
    text: text().nullable(),
    short: text(3).nullable(),
    long: text(10_000).nullable(),
    longer: text(20_000).nullable(),
    blob: blob().nullable(),
    bytes: blob(256).nullable(),
    json: json().nullable(),
    uuid: uuid().nullable(),
    enumerated: enumeration(enumerated).nullable(),
    plain: enumeration(plain).nullable(),
    date: date().nullable(),
    time: time().nullable(),
    time_us: time(6).nullable(),
    datetime: datetime().nullable(),
    datetime_us: datetime(6).nullable(),
  }),
  keyed_by_text: table({ key: text(100).primaryKey(), unique_text: text(100).unique() }),
  keyed_by_enum: table({ kind: enumeration(plain), id: int() }, { primaryKey: ['kind', 'id'] }),
  keyed_by_blob: table({ key: blob(300).primaryKey() }),
  keyed_by_bigint: table({ key: bigint().primaryKey() }),
  keyed_by_time: table({ at: datetime(6), on: date(), length: time(6) }, { primaryKey: ['at', 'on', 'length'] }),
  keyless: table({ text: text().nullable(), bool: bool().nullable() }),
  'odd `name` "here", 100%': table({ 'a`b"c,d\'e\\f?': int().primaryKey(), constructor: text(9), 'ÄÖ ü': bool() }),
  empty: table({ id: int().primaryKey().autoIncrement() }),
});

const columns = Object.keys(values);

/** Each value in a row of its own, all other columns NULL; then a row of NULLs, and rows in which all columns have a value. */
const singles = columns.flatMap((column, place) =>
  (values[column] ?? []).map((value) => columns.map((_, index) => (index === place ? value : null))),
);
const longest = Math.max(...columns.map((column) => (column === 'text' ? 0 : (values[column]?.length ?? 0))));
const full = Array.from({ length: longest }, (_, row) =>
  columns.map((column) => {
    const held = (values[column] ?? []).filter(
      (value) => value !== Infinity && value !== -Infinity && !Object.is(value, -0),
    );
    return held[row % held.length] ?? null;
  }),
);

const nasty: readonly (readonly Value[])[] = [columns.map(() => null), ...singles, ...full].map((row, index) => [
  index,
  ...row,
]);

export const nastyRows: Rows = {
  nasty,
  keyed_by_text: nastyTexts.map((value) => [value, `${value} `]),
  keyed_by_enum: plain.flatMap((kind) => [-1, 0, 10].map((id) => [kind, id])),
  keyed_by_blob: (values['bytes'] ?? []).map((value) => [value]),
  keyed_by_bigint: (values['bigint'] ?? []).map((value) => [value]),
  keyed_by_time: (values['datetime_us'] ?? []).flatMap((at) =>
    (values['time_us'] ?? []).map((length) => [at, '2024-02-29', length]),
  ),
  keyless: [...nastyTexts.map((value) => [value, true]), ['', null], [null, null], [null, null], ['NULL', false]],
  'odd `name` "here", 100%': [
    [1, '', true],
    [-1, ' ', false],
  ],
};

/** The same rows without those that hold one of these values in a `real` column. */
export function without(rows: Rows, unheld: readonly Value[]): Rows {
  const held = (row: readonly Value[]) => !row.some((value) => unheld.some((other) => Object.is(value, other)));
  return { ...rows, nasty: (rows['nasty'] ?? []).filter(held) };
}
