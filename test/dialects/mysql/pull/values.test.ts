import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasServerBinary } from '../../../support/mariadb/binaries.ts';
import { needsMysql } from '../../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../../support/mariadb/private-server.ts';
import { trip } from '../trip.ts';
import { make, pull, schemaOf } from './pulled-copy.ts';

/** How a column is declared, and values that are easily lost on the way. */
const types: readonly (readonly [declared: string, values: readonly string[]])[] = [
  ['BIT(1)', ["b'0'", "b'1'"]],
  ['BIT(12)', ["b'101010101010'", "b'0'", '49']],
  ['BIT(63)', ['9223372036854775807', '48']],
  ['YEAR', ['0', '1901', '2000', '2155']],
  ["SET('x','y','z')", ["'z,x'", "''", "'y'"]],
  ["ENUM('','a','0','1')", ["''", "'a'", "'0'", "'1'"]],
  ["ENUM('2','1','Ä','z ')", ["'2'", "'1'", "'Ä'"]],
  ['FLOAT', ['0.1', '16777216', '-3.4e38', '1e-45']],
  ['FLOAT(7,4) UNSIGNED', ['0.1234']],
  ['DOUBLE', ['0.1', '5e-324', '-1.7976931348623157e308']],
  ['TIMESTAMP NULL', ["'1970-01-01 05:00:01'", "'2024-03-31 02:30:00'"]],
  ['TIMESTAMP(6) NULL ON UPDATE CURRENT_TIMESTAMP(6)', ["'2024-03-31 02:30:00.000001'"]],
  ['DATETIME(3)', ["'2024-03-31 02:30:00.001'", "'9999-12-31 23:59:59.999'"]],
  ['TIME(6)', ["'-838:59:58.999999'", "'00:00:00'"]],
  ['CHAR(5)', ["'ab  '", "'  a'", "''"]],
  ['VARCHAR(5)', ["'ab  '", "' '", "'NULL'"]],
  ['BINARY(4)', ["'a'", "x'00ff0000'", "''"]],
  ['VARBINARY(4)', ["x'00ff'", "''", "'0'"]],
  ['TINYBLOB', ["x'ff'"]],
  ['VARCHAR(9) CHARACTER SET latin1', ["'é€ÿ'"]],
  ['VARCHAR(9) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci', ["'漢é'"]],
  ['TEXT CHARACTER SET utf16', ["'漢😀'"]],
  ['TINYTEXT', ["'a\\\\n\\n\"'"]],
  ['JSON', [`'{"a": 12345678901234567890, "b": 1.0, "a": 2}'`, "'null'", `'"\\u00e9"'`]],
  ['INT(8) ZEROFILL', ['42', '4294967295', '0']],
  ['DECIMAL(8,2) ZEROFILL', ['1.5', '0']],
  ['DECIMAL(65,30)', ['12345678901234567890123456789012345.123456789012345678901234567890', '-0.1']],
  ['BIGINT UNSIGNED', ['9223372036854775807', '0']],
  ['TINYINT UNSIGNED', ['255', '0']],
  ['TINYINT(1)', ['-128', '1', '0']],
  ['BOOLEAN', ['1', '0']],
  ['UUID', ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'"]],
  ['INET6', ["'::1'", "'::ffff:10.0.0.1'"]],
  ['INET4', ["'10.0.0.1'"]],
  ['VARCHAR(50) COMPRESSED', ["'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"]],
];

describe.each([1, 0])('with local_infile = %i', needsMysql(hasServerBinary, 'no mariadbd'), (infile) => {
  let server: PrivateServer;

  beforeAll(async () => {
    server = await startServer({ 'character-set-server': 'utf8mb4', 'local-infile': infile });
    const tables = types.map(([declared, values], index) => {
      const rows = [...values, 'NULL'].map((value, row) => `(${row}, ${value}, x'${row}0')`);
      const name = `t${String(index).padStart(2, '0')}`;
      return `CREATE TABLE ${name} (id INT AUTO_INCREMENT PRIMARY KEY, c ${declared}, o BLOB); INSERT INTO ${name} VALUES ${rows.join()}`;
    });
    await make(
      server,
      'values_a_v1',
      `SET time_zone = '+05:00', sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO'; ${tables.join(';')}`,
    );
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('every value is the same on every engine, and to the server', { timeout: 120_000 }, async () => {
    const schema = schemaOf(await pull(server, 'values_a_v1'));
    const { extract, load } = trip('values', 'csv', server);
    const { contentId } = await extract('mysql', 'a', schema, 'one');
    await load('one', 'sqlite', 'b', schema);
    expect((await extract('sqlite', 'b', schema, 'two')).contentId).toBe(contentId);
    await load('two', 'mysql', 'c', schema);
    expect((await extract('mysql', 'c', schema, 'three')).contentId).toBe(contentId);
    const sums = await Promise.all(['a', 'c'].map((app) => checksums(`values_${app}_v1`)));
    expect(sums[1]).toEqual(sums[0]);
  });

  const checksums = async (database: string) => {
    const tables = types.map((_, index) => `${database}.t${String(index).padStart(2, '0')}`);
    const rows = await server.ask(`CHECKSUM TABLE ${tables.join()}`);
    return types.map(([declared], index) => [declared, rows[index]?.['Checksum']]);
  };
});
