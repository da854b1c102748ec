import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/dialects/dialect.ts';
import { connect, type MysqlConnection } from '../../../src/dialects/mysql/open.ts';
import { binaryRowReader } from '../../../src/dialects/mysql/rows/binary-rows.ts';
import type { RawRow } from '../../../src/dialects/source.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { mysqlLocation } from '../../../src/dialects/mysql/location.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { hasRunningServer, runningServer } from '../../support/mariadb/running-server.ts';
import { streamedRows } from './streamed-rows.ts';
import { typedColumns } from './typed-columns.ts';

const database = 'tbinary_rows';

const onServer = needsMysql(hasRunningServer, 'no MariaDB on 127.0.0.1:3306');

describe('rows in the binary protocol are those in the text protocol', onServer, () => {
  let session: MysqlConnection;

  beforeAll(async () => {
    session = await connect(mysqlLocation(mysql.locate(runningServer.url, 'tbinary', 1)).server, { database: null });
    await session.run(`DROP DATABASE IF EXISTS ${database}`);
    await session.run(`CREATE DATABASE ${database} DEFAULT CHARACTER SET utf8mb4`);
    await session.run(`USE ${database}`);
    await session.run("SET SESSION sql_mode = '', timestamp = 1700000000.123456");
    const types = typedColumns.map(([type], index) => `c${index} ${type}`);
    await session.run(`CREATE TABLE typed (n INT PRIMARY KEY AUTO_INCREMENT, ${types.join(', ')})`);
  });

  afterAll(async () => {
    await session.run(`DROP DATABASE IF EXISTS ${database}`);
    await session[Symbol.asyncDispose]();
  });

  async function expectSame(sql: string, asText = sql): Promise<RawRow[]> {
    const rows = await streamedRows(session, sql);
    expect(rows).toEqual(await session.query(asText));
    return rows;
  }

  test('whatever is in a column of any type', { timeout: 60_000 }, async () => {
    const values = fc.tuple(...typedColumns.map(([, literals]) => fc.option(literals, { freq: 8, nil: 'NULL' })));
    const names = typedColumns.map(([type], index) => (type === 'FLOAT' ? `c${index} + 0e0` : `c${index}`));
    const property = fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 40 }), async (rows) => {
      await session.run('DELETE FROM typed');
      await session.run(`INSERT IGNORE INTO typed VALUES ${rows.map((row) => `(NULL, ${row.join(', ')})`).join(', ')}`);
      const found = await expectSame(
        'SELECT * FROM typed ORDER BY n',
        `SELECT n, ${names.join(', ')} FROM typed ORDER BY n`,
      );
      expect(found).toHaveLength(rows.length);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('what is in no column', async () => {
    await expectSame(`SELECT 1, -1, 1.50, 1e0, 1e300, NULL, '', 'a', x'00ff', TRUE, b'101', now(), now(3), now(6), curtime(2), curdate(),
      TIMESTAMP '2024-01-02 03:04:05.5', TIME '-1:02:03', DATE '2024-01-02', str_to_date('2024', '%Y'), from_unixtime(1.5),
      timediff('10:00:00.25', '12:00:00'), sec_to_time(1e6), maketime(800, 1, 2.5), addtime('2024-01-02 03:04:05', 1.25),
      greatest(DATE '2024-01-02', TIMESTAMP '2024-01-01 00:00:00.10'), 1 / 3, 5 DIV 2, 18446744073709551615, count(*), sum(c6), avg(c6),
      sum(c13), min(c17), max(c19), group_concat(c26), json_object('a', 1.0), point(1, 2), c0 + NULL,
      coalesce(c0, c8), if(TRUE, c20, c17), c9 + 0, - c13 FROM typed`);
    await expectSame('SELECT * FROM typed WHERE FALSE');
    expect(await expectSame('SELECT sum(n), count(*) FROM typed WHERE FALSE')).toEqual([[null, 0n]]);
  });

  // Four values of four million bytes make a row of more than one packet.
  test.each([0, 64, 65, 250, 251, 65_535, 65_536, 131_072, 4_300_000])('values of %i bytes', async (length) => {
    const text = `repeat('a', ${length})`;
    const [row] = await expectSame(
      `SELECT 1, ${text}, CAST(${text} AS BINARY), ${text}, repeat('é', ${length >> 1}), 2`,
    );
    expect(row?.[1]).toHaveLength(length);
  });

  test('rows that come in many packets, one after the other and none twice', async () => {
    const rows = await expectSame("SELECT seq, repeat('é', seq MOD 300), seq / 7e0 FROM seq_1_to_50000");
    expect(rows).toHaveLength(50_000);
  });
});

describe('a row that is wrong', () => {
  const field = { columnType: 253, characterSet: 45, decimals: 0, flags: 0 };
  const packet = (bytes: readonly number[]) => ({ buffer: Buffer.from(bytes), offset: 0, end: bytes.length });
  const read = binaryRowReader([field as never]);

  test('with bytes that are no text', () => {
    expect(read(packet([0, 0, 3, 0x61, 0xff, 0x62]))).toEqual([
      new Refusal('the text is not valid UTF-8: bytes 61ff62'),
    ]);
    expect(read(packet([0, 0, 3, 0xed, 0xa0, 0x80]))).toEqual([
      new Refusal('the text is not valid UTF-8: bytes eda080'),
    ]);
    expect(read(packet([0, 0, 3, 0xef, 0xbf, 0xbd]))).toEqual(['\uFFFD']);
    const long = Array.from({ length: 100 }, () => 0xff);
    expect(read(packet([0, 0, 100, ...long]))).toEqual([
      new Refusal(`the text is not valid UTF-8: bytes ${'ff'.repeat(32)}`),
    ]);
  });

  test('longer or shorter than its columns', () => {
    expect(() => read(packet([0, 0, 1, 0x61, 0x62]))).toThrow('a row ends 1 bytes from where it should');
    expect(() => read(packet([0, 0, 4, 0x61]))).toThrow('a row ends -3 bytes from where it should');
    const integer = binaryRowReader([{ ...field, columnType: 8 } as never]);
    expect(() => integer(packet([0, 0, 1]))).toThrow();
  });
});
