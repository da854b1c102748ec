import { expect } from 'vitest';
import fc from 'fast-check';
import type { Row } from '../../src/format/decode-records.ts';
import { RecordBytes } from '../../src/format/record-bytes.ts';
import type { RowCodec } from '../../src/format/row-codec.ts';
import type { ColumnDefinition, ColumnType, TableDefinition, Value } from '../../src/schema/definition.ts';

/** Texts that some tool between two databases is known to change or to stumble over. */
export const nastyTexts: readonly string[] = [
  '',
  'NULL',
  'null',
  '"NULL"',
  'N',
  '\\N',
  '\\',
  '\\\\',
  '\\"',
  '\\n',
  '"',
  '""',
  '"""',
  "'",
  "''",
  '`',
  ',',
  ',,',
  ';',
  '|',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\n\r',
  '\n\n',
  ' ',
  '  ',
  ' leading',
  'trailing ',
  '\rstart',
  'end\n',
  'a\nb',
  '"a\n"',
  '","',
  '"\n"',
  '\0',
  'a\0b',
  '\u0001',
  '\u001a',
  'a\u001ab',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u200b',
  '\u200f',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufeffa',
  '\ufffd',
  '\uffff',
  'é',
  'e\u0301',
  'ß',
  'İ',
  'ﬁ',
  '漢字',
  'عربى',
  'हिन्दी',
  '😀',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈',
  '\u{10ffff}',
  'Z͑ͫa̴l̢g͖o',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '0',
  '00',
  '1.50',
  '1e5',
  'NaN',
  'Infinity',
  'true',
  '2024-02-30',
  '0000-00-00',
  '__proto__',
  '{}',
  '[]',
  '--',
  '/*',
  '#',
];

export const nastyReals: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.1,
  0.1 + 0.2,
  1 / 3,
  1e21,
  1e-7,
  123456789012345680000,
  5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  -1.7976931348623157e308,
  2 ** 53,
  2 ** 53 + 2,
  16777217,
  Infinity,
  -Infinity,
];

export function column(name: string, type: ColumnType, nullable = true): ColumnDefinition {
  return {
    name,
    type,
    nullable,
    default: null,
    autoIncrement: false,
    collation: null,
    declared: null,
    attributes: null,
    generated: null,
    refinement: null,
    privacy: null,
  };
}

export function tableOf(columns: readonly ColumnDefinition[], rest: Partial<TableDefinition> = {}): TableDefinition {
  const none = { primaryKey: [], uniques: [], indexes: [], checks: [], foreignKeys: [], attributes: null };
  return { name: 'sample', columns, ...none, ...rest };
}

/** A column of every type, and one name that needs quoting. */
export const everyType: TableDefinition = tableOf([
  column('int', { kind: 'int' }),
  column('bigint', { kind: 'bigint' }),
  column('decimal', { kind: 'decimal', precision: 8, scale: 5 }),
  column('real', { kind: 'real' }),
  column('bool', { kind: 'bool' }),
  column('say "text", please', { kind: 'text', length: null }),
  column('blob', { kind: 'blob', length: null }),
  column('json', { kind: 'json' }),
  column('uuid', { kind: 'uuid' }),
  column('enum', { kind: 'enum', values: ['a', 'b "quoted"', ''] }),
  column('date', { kind: 'date' }),
  column('time', { kind: 'time', precision: 3 }),
  column('__proto__', { kind: 'datetime', precision: 6 }),
]);

export const anyText = fc.oneof(fc.constantFrom(...nastyTexts), fc.string({ unit: 'binary' }));
const two = (most: number) => fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
const anyDate = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const clock = fc.tuple(two(23), two(59), two(59)).map((parts) => parts.join(':'));
const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((part) => String(part).padStart(count, '0'));

const anyValue: Record<ColumnType['kind'], fc.Arbitrary<Value>> = {
  int: fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -9, max: 9 })).map((value) => value + 0),
  bigint: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  decimal: fc.tuple(fc.integer({ min: -999, max: 999 }), digits(5)).map(([whole, fraction]) => `${whole}.${fraction}`),
  real: fc.oneof(fc.constantFrom(...nastyReals), fc.double({ noNaN: true })),
  bool: fc.boolean(),
  text: anyText,
  blob: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  json: fc.json(),
  uuid: fc.uuid(),
  enum: fc.constantFrom('a', 'b "quoted"', ''),
  date: anyDate,
  time: fc.tuple(clock, digits(3)).map((parts) => parts.join('.')),
  datetime: fc.tuple(anyDate, clock, digits(6)).map(([day, time, fraction]) => `${day} ${time}.${fraction}`),
};

export function anyRows(
  table: TableDefinition,
  constraints: fc.ArrayConstraints = { maxLength: 12 },
): fc.Arbitrary<Row[]> {
  const values = table.columns.map(({ type }) => fc.option(anyValue[type.kind], { nil: null, freq: 6 }));
  return fc.array(fc.tuple(...values), constraints);
}

/** Where to cut bytes into chunks. */
export const anyCuts = fc.array(fc.nat({ max: 4000 }), { maxLength: 12 });

export async function* chunks(bytes: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].toSorted((a, b) => a - b);
  for (const [index, end] of ends.entries()) yield bytes.subarray(ends[index - 1] ?? 0, end);
}

/** The record of a row, as text. */
export function encoded({ write }: Pick<RowCodec, 'write'>, row: Row): string {
  const records = new RecordBytes();
  write(row, records);
  return records.take().toString();
}

export function partBytes(codec: RowCodec, rows: readonly Row[]): Buffer {
  const records = new RecordBytes();
  for (const row of rows) codec.write(row, records);
  return Buffer.concat([Buffer.from(codec.header), records.take()]);
}

/** What comes of the bytes at once, rows or an error, has to be the same. */
export async function decodeAll(codec: RowCodec, bytes: Uint8Array, cuts: readonly number[] = []): Promise<Row[]> {
  const decode = async (): Promise<Row[]> => {
    const rows: Row[] = [];
    for await (const batch of codec.decode({ path: 'sample.part', bytes: chunks(bytes, cuts) })) rows.push(...batch);
    return rows;
  };
  const decodeWhole = async () => codec.decodeWhole({ path: 'sample.part', bytes });
  const [pieces, whole] = await Promise.allSettled([decode(), decodeWhole()]);
  expect(whole).toStrictEqual(pieces);
  if (pieces.status === 'rejected') throw pieces.reason;
  return pieces.value;
}

/** The code and the message of what a promise is rejected with; null: it is not. */
export async function errorOf(work: Promise<unknown>): Promise<{ code: unknown; message: string } | null> {
  try {
    await work;
    return null;
  } catch (thrown) {
    const { code, message } = thrown as { code?: unknown; message: string };
    return { code, message };
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
