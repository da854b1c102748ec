import fc from 'fast-check';
import { literal, valueLiteral } from '../../../src/dialects/mysql/ddl.ts';

/** SQL of a value, or of NULL. */
type Literals = fc.Arbitrary<string>;

const integers = (bits: bigint, isUnsigned: boolean): Literals =>
  fc
    .bigInt(isUnsigned ? { min: 0n, max: 2n ** bits - 1n } : { min: -(2n ** (bits - 1n)), max: 2n ** (bits - 1n) - 1n })
    .map(String);
const texts: Literals = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
    fc.constantFrom('', '\uFFFD', 'ü'.repeat(32), 'NULL', '\0'),
  )
  .map(literal);
const bytes: Literals = fc.uint8Array({ maxLength: 300 }).map(valueLiteral);
const number = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((each) => String(each).padStart(2, '0'));
/** Zeros too, in any place. */
const dates = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), number(0, 12), number(0, 28))
  .map(([y, m, d]) => `${String(y).padStart(4, '0')}-${m}-${d}`);
const fractions = fc.oneof(
  fc.constantFrom('', '.000000', '.000001', '.9'),
  fc.integer({ min: 0, max: 999_999 }).map((micro) => `.${String(micro).padStart(6, '0')}`),
);
const clock = fc
  .tuple(number(0, 23), number(0, 59), number(0, 59), fractions)
  .map(([h, m, s, f]) => `${h}:${m}:${s}${f}`);
const quoted = (value: fc.Arbitrary<string>): Literals => value.map((text) => `'${text}'`);
const dateTimes = quoted(
  fc.oneof(
    fc.tuple(dates, clock).map(([date, time]) => `${date} ${time}`),
    fc.constant('0000-00-00 00:00:00'),
  ),
);
const stamps = quoted(
  fc.tuple(fc.integer({ min: 1971, max: 2037 }), clock).map(([year, time]) => `${year}-02-28 ${time}`),
);
const times = quoted(
  fc
    .tuple(fc.constantFrom('', '-'), number(0, 838), clock)
    .map(([sign, hours, time]) => `${sign}${hours}${time.slice(2)}`),
);
const doubles = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => `${value}e0`.replace(/(e.*)e0$/, '$1'));

/** Every type of the server, and values of it. */
export const typedColumns: readonly (readonly [type: string, values: Literals])[] = [
  ['TINYINT', integers(8n, false)],
  ['TINYINT UNSIGNED', integers(8n, true)],
  ['SMALLINT', integers(16n, false)],
  ['SMALLINT UNSIGNED', integers(16n, true)],
  ['MEDIUMINT', integers(24n, false)],
  ['MEDIUMINT UNSIGNED', integers(24n, true)],
  ['INT', integers(32n, false)],
  ['INT UNSIGNED ZEROFILL', integers(32n, true)],
  ['BIGINT', integers(64n, false)],
  ['BIGINT UNSIGNED', integers(64n, true)],
  ['YEAR', fc.constantFrom('0', '1901', '2024', '2155')],
  ['BIT(1)', fc.constantFrom("b'0'", "b'1'")],
  ['BIT(64)', integers(64n, true)],
  ['DOUBLE', doubles],
  ['FLOAT', fc.float({ noNaN: true, noDefaultInfinity: true }).map(String)],
  ['DECIMAL(20, 0)', integers(60n, false)],
  ['DECIMAL(65, 30)', fc.tuple(integers(100n, false), fc.nat()).map(([whole, rest]) => `${whole}.${rest}`)],
  ['DATE', quoted(dates)],
  ['DATETIME', dateTimes],
  ['DATETIME(3)', dateTimes],
  ['DATETIME(6)', dateTimes],
  ['TIMESTAMP NULL', stamps],
  ['TIMESTAMP(6) NULL', stamps],
  ['TIME', times],
  ['TIME(1)', times],
  ['TIME(6)', times],
  ['CHAR(30)', texts],
  ['VARCHAR(300)', texts],
  ['VARCHAR(300) CHARACTER SET latin1', texts],
  ['LONGTEXT', texts],
  ['JSON', fc.json().map(literal)],
  ["ENUM('', 'a', 'é')", fc.constantFrom("'a'", "'é'", "''")],
  ["SET('a', 'b', 'c')", fc.constantFrom("''", "'a,c'", "'b'")],
  ['UUID', fc.uuid().map(literal)],
  ['INET6', fc.ipV6().map(literal)],
  ['BINARY(10)', bytes],
  ['VARBINARY(300)', bytes],
  ['LONGBLOB', bytes],
];
