import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../../../src/dialects/dialect.ts';
import { streamed } from '../../../src/dialects/mysql/connection/stream.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { mysqlLocation } from '../../../src/dialects/mysql/location.ts';
import { connect, type MysqlConnection } from '../../../src/dialects/mysql/open.ts';
import { binaryRowReader } from '../../../src/dialects/mysql/rows/binary-rows.ts';
import { rowRecorder } from '../../../src/dialects/mysql/rows/record-rows.ts';
import type { RowPacket } from '../../../src/dialects/mysql/rows/row-bytes.ts';
import type { RecordedField } from '../../../src/dialects/row-sink.ts';
import type { RawRow } from '../../../src/dialects/source.ts';
import { csvFormat, fieldWriter } from '../../../src/format/csv.ts';
import { RecordBytes } from '../../../src/format/record-bytes.ts';
import { columnCheck } from '../../../src/schema/column-check.ts';
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
} from '../../../src/schema/column-types.ts';
import type { ColumnDefinition, TableDefinition, Value } from '../../../src/schema/definition.ts';
import { schema } from '../../../src/schema/schema.ts';
import { table } from '../../../src/schema/table.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { hasRunningServer, runningServer } from '../../support/mariadb/running-server.ts';
import { typedColumns } from './typed-columns.ts';

const database = 'trecord_rows';

/** Every kind of column, of each a plain one and one that takes NULL; what is small refuses something. */
const kinds = {
  int: int(),
  bigint: bigint(),
  real: real(),
  bool: bool(),
  decimal: decimal(20, 0),
  text: text(),
  short: text(12),
  long: text(100),
  refined: text(z.string().min(3)),
  enum: enumeration(['a', 'é', 'e"']),
  date: date(),
  datetime: datetime(),
  datetime3: datetime(3),
  datetime6: datetime(6),
  time: time(),
  json: json(),
  uuid: uuid(),
  blob: blob(),
};
const [targets] = schema(1, {
  plain: table({
    ...kinds,
    ...Object.fromEntries(Object.entries(kinds).map(([name, column]) => [`${name}_null`, column.nullable()])),
  }),
}).tables as [TableDefinition];

/** A table of one column, and what became of its rows: a record, or the raw row that was handed over. */
interface Recorded {
  readonly table: TableDefinition;
  readonly isKept: boolean;
  readonly rows: (readonly [record: string, value: unknown] | RawRow)[];
  readonly take: (packet: RowPacket) => void;
}

function fieldOf(column: ColumnDefinition, isKept: boolean, key = 0): RecordedField {
  const read = mysql.valueCodec(column.type).fromDriver;
  return { column, key, read, accepts: columnCheck('t', column), write: fieldWriter(column), after: 0x0a, isKept };
}

/** What a raw row is by the way of values; null: its value is refused. */
function plainly(only: TableDefinition, [raw]: RawRow): readonly [record: string, value: Value] | null {
  const [column] = only.columns as [ColumnDefinition];
  const field = fieldOf(column, true);
  const value = field.read(raw);
  if (value instanceof Refusal || !field.accepts(value)) return null;
  const out = new RecordBytes();
  csvFormat(only).write([value], out);
  return [out.take().toString('latin1'), value];
}

const onServer = needsMysql(hasRunningServer, 'no MariaDB on 127.0.0.1:3306');

describe('the record of a row is that of its values', onServer, () => {
  let session: MysqlConnection;

  beforeAll(async () => {
    session = await connect(mysqlLocation(mysql.locate(runningServer.url, 'trecord', 1)).server, { database: null });
    await session.run(`DROP DATABASE IF EXISTS ${database}`);
    await session.run(`CREATE DATABASE ${database} DEFAULT CHARACTER SET utf8mb4`);
    await session.run(`USE ${database}`);
    await session.run("SET SESSION sql_mode = ''");
    const types = typedColumns.map(([type], index) => `c${index} ${type}`);
    await session.run(`CREATE TABLE typed (n INT PRIMARY KEY AUTO_INCREMENT, ${types.join(', ')})`);
    const values = fc.tuple(...typedColumns.map(([, literals]) => fc.option(literals, { freq: 8, nil: 'NULL' })));
    const rows = fc.sample(values, 100).map((row) => `(NULL, ${row.join(', ')})`);
    await session.run(`INSERT IGNORE INTO typed VALUES ${rows.join(', ')}`);
  });

  afterAll(async () => {
    await session.run(`DROP DATABASE IF EXISTS ${database}`);
    await session[Symbol.asyncDispose]();
  });

  /** Each row of a query of one column, by all targets; which of them were records. */
  async function recordedOf(sql: string): Promise<ReadonlySet<string>> {
    const raws: RawRow[] = [];
    const all: Recorded[] = [];
    const counts = streamed(session, sql, (fields) => {
      const read = binaryRowReader(fields);
      for (const isKept of [true, false])
        for (const column of targets.columns) {
          const [out, rows]: [RecordBytes, Recorded['rows']] = [new RecordBytes(), []];
          const take = rowRecorder(fields, {
            row: (raw) => rows.push(raw),
            recording: {
              fields: [fieldOf(column, isKept)],
              out,
              recorded: ([value]) => rows.push([out.take().toString('latin1'), value]),
            },
          });
          all.push({ table: { ...targets, columns: [column] }, isKept, rows, take });
        }
      return (packet) => {
        raws.push(read(packet));
        for (const each of all) each.take(packet);
      };
    });
    await Array.fromAsync(counts);
    return new Set(all.flatMap((each) => (recordsOf(each, raws) > 0 ? [each.table.columns[0]?.name ?? ''] : [])));
  }

  /** Compares; returns how many records there are. */
  function recordsOf(each: Recorded, raws: readonly RawRow[]): number {
    let records = 0;
    expect(each.rows).toHaveLength(raws.length);
    for (const [index, raw] of raws.entries()) {
      const due = plainly(each.table, raw);
      const found = each.rows[index] ?? [];
      if (due === null) expect(found).toEqual(raw);
      else {
        expect(found[0]).toBe(due[0]);
        if (each.isKept) expect(found[1]).toEqual(due[1]);
        records += 1;
      }
    }
    return records;
  }

  test.each(typedColumns.map(([type], index) => [type, index] as const))('of %s', async (type, index) => {
    await recordedOf(`SELECT ${type === 'FLOAT' ? `c${index} + 0e0` : `c${index}`} FROM typed`);
  });

  test('of values at the limits', async () => {
    const integers = [
      '0',
      '-1',
      '9007199254740991',
      '-9007199254740991',
      '9007199254740992',
      '-9007199254740992',
      '999999999',
      '1000000000',
      '-9223372036854775808',
      '4294967296',
      '-4294967296',
    ];
    const moments = [
      '0001-01-01 00:00:00',
      '2024-02-29 23:59:59',
      '1900-02-28 00:00:01',
      '9999-12-31 23:59:59.999999',
      '2024-01-02 00:00:00.120000',
      '2024-01-02 00:00:00.123000',
    ];
    const texts = [
      "''",
      "'a'",
      "'é'",
      "'\"'",
      `'${'"'.repeat(12)}'`,
      "repeat('a', 12)",
      "repeat('a', 13)",
      "repeat('é', 12)",
      "repeat('é', 13)",
      "repeat('😀', 12)",
      "repeat('😀', 100)",
      "repeat('é', 101)",
      "repeat('a', 70000)",
      "concat(repeat('a', 70000), 'é\"')",
    ];
    const union = (values: readonly string[]) => values.map((value) => `SELECT ${value} AS v`).join(' UNION ALL ');
    expect(await recordedOf(union(integers.map((value) => `CAST(${value} AS SIGNED)`)))).toContain('int');
    expect(await recordedOf(union(['CAST(18446744073709551615 AS UNSIGNED)', 'CAST(5 AS UNSIGNED)']))).toContain(
      'bigint',
    );
    expect(await recordedOf(union(moments.map((value) => `TIMESTAMP '${value}'`)))).toContain('datetime6');
    expect(await recordedOf(union(moments.map((value) => `CAST('${value}' AS DATETIME)`)))).toContain('datetime');
    expect(await recordedOf(union(moments.map((value) => `CAST('${value}' AS DATE)`)))).toContain('date');
    expect(await recordedOf(union(texts))).toContain('short');
    expect(await recordedOf(union(['1e0', '-0e0', '1e300', '0.1e0', '12.5e0', '1e-7']))).toContain('real');
  });

  test('of several columns with a constant between them', async () => {
    const [whole, word] = [targets.columns[0], targets.columns[5]] as [ColumnDefinition, ColumnDefinition];
    const constant = { ...fieldOf(word, true, -1), read: () => 'same' };
    const out = new RecordBytes();
    const kept: (readonly Value[])[] = [];
    const fields = [fieldOf(whole, true, 0), constant, fieldOf(word, false, 1)];
    const recording = { fields, out, recorded: (values: readonly Value[]) => kept.push(values) };
    await Array.fromAsync(
      streamed(session, "SELECT CAST(7 AS SIGNED), 'b' UNION ALL SELECT -7, 'c'", (found) =>
        rowRecorder(found, { row: () => expect.unreachable(), recording }),
      ),
    );
    expect(out.take().toString()).toBe('7\n"same"\n"b"\n-7\n"same"\n"c"\n');
    expect(kept.map(([first, second]) => [first, second])).toEqual([
      [7, 'same'],
      [-7, 'same'],
    ]);
  });

  test('is not made of columns in another order', async () => {
    const rows: RawRow[] = [];
    const recording = {
      fields: [fieldOf(targets.columns[0] as ColumnDefinition, true, 1)],
      out: new RecordBytes(),
      recorded: () => expect.unreachable(),
    };
    await Array.fromAsync(
      streamed(session, 'SELECT 1, 2', (found) => rowRecorder(found, { row: (raw) => rows.push(raw), recording })),
    );
    expect(rows).toEqual([[1n, 2n]]);
  });
});

describe('a row that is wrong', () => {
  const field = { columnType: 253, characterSet: 45, decimals: 0, flags: 0 };
  const packet = (bytes: readonly number[]) => ({ buffer: Buffer.from(bytes), offset: 0, end: bytes.length });
  const taken = (bytes: readonly number[]): unknown[] => {
    const rows: unknown[] = [];
    const out = new RecordBytes();
    const recording = {
      fields: [fieldOf(targets.columns[5] as ColumnDefinition, false)],
      out,
      recorded: () => rows.push(out.take().toString()),
    };
    rowRecorder([field as never], { row: (raw) => rows.push(raw, out.length), recording })(packet(bytes));
    return rows;
  };

  /** By the way of values, or handed over where its value is refused. */
  function expectSame(of: object, column: ColumnDefinition, bytes: readonly number[]): void {
    const rows: unknown[] = [];
    const out = new RecordBytes();
    const recording = { fields: [fieldOf(column, false)], out, recorded: () => rows.push(out.take().toString()) };
    rowRecorder([of as never], { row: (raw) => rows.push(raw), recording })(packet([0, 0, ...bytes]));
    const raw = binaryRowReader([of as never])(packet([0, 0, ...bytes]));
    const due = plainly({ ...targets, columns: [column] }, raw);
    expect(rows).toEqual([due === null ? raw : due[0]]);
  }

  test('with bytes that are no text is no record', () => {
    expect(taken([0, 0, 2, 0x61, 0x62])).toEqual(['"ab"\n']);
    expect(taken([0, 0, 2, 0xc3, 0xa9])).toEqual(['"é"\n']);
    for (const bytes of [[0x61, 0xff, 0x62], [0xed, 0xa0, 0x80], [0xc3, 0x28], [0xc3]])
      expect(taken([0, 0, bytes.length, ...bytes])).toEqual([[expect.any(Refusal)], 0]);
  });

  test('with a day or a time that there is not is no record, and any other is one', () => {
    const parts = fc.tuple(
      fc.constantFrom(0, 1, 1900, 2000, 2023, 2024, 9999, 10_000),
      fc.nat({ max: 13 }),
      fc.nat({ max: 32 }),
      fc.constantFrom(0, 9, 23, 24),
      fc.constantFrom(0, 59, 60),
      fc.constantFrom(0, 59, 60),
      fc.constantFrom(0, 1, 1000, 999_000, 999_999),
    );
    const lengths = fc.constantFrom(4, 7, 11);
    fc.assert(
      fc.property(parts, lengths, fc.constantFrom(6, 31), ([year, ...others], length, decimals) => {
        const clock = others.slice(0, 5);
        const micro = others[5] ?? 0;
        const bytes = [year & 255, year >> 8, ...clock, micro & 255, (micro >> 8) & 255, micro >> 16, 0];
        for (const columnType of [10, 12].filter((each) => each === 12 || length === 4))
          for (const column of targets.columns.filter(({ type }) => type.kind.startsWith('date')))
            expectSame({ ...field, columnType, characterSet: 63, decimals }, column, [
              length,
              ...bytes.slice(0, length),
            ]);
      }),
      { numRuns: 3000 },
    );
  });

  test('longer or shorter than its columns', () => {
    expect(() => taken([0, 0, 1, 0x61, 0x62])).toThrow('a row ends 1 bytes from where it should');
    expect(() => taken([0, 0, 4, 0x61])).toThrow('a row ends -3 bytes from where it should');
  });
});
