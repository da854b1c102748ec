import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasServerBinary } from '../../../support/mariadb/binaries.ts';
import { needsMysql } from '../../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../../support/mariadb/private-server.ts';
import { trip } from '../trip.ts';
import { declarations, make, makeCopy, pull, schemaOf } from './pulled-copy.ts';

describe(
  'a server that gives time stamps defaults that nobody asked for',
  needsMysql(hasServerBinary, 'no mariadbd'),
  () => {
    let server: PrivateServer;

    beforeAll(async () => {
      server = await startServer({
        'explicit-defaults-for-timestamp': 0,
        'default-time-zone': '+05:00',
        'sql-mode': '',
      });
      await make(
        server,
        'stamps_a_v1',
        `CREATE TABLE implicit (id INT PRIMARY KEY, a TIMESTAMP, b TIMESTAMP NULL, c TIMESTAMP DEFAULT '2024-06-01 05:00:00');
       SET explicit_defaults_for_timestamp = 1; CREATE TABLE explicit (id INT PRIMARY KEY, a TIMESTAMP NOT NULL, b TIMESTAMP(3) NOT NULL);
       INSERT INTO implicit VALUES (1, '2024-01-01 05:00:00', NULL, '1970-01-01 05:00:01'), (2, '2024-07-01 12:00:00', '2024-07-01 12:00:00', '2024-07-01 12:00:00');
       INSERT INTO explicit VALUES (1, '2024-01-01 05:00:00', '2024-01-01 05:00:00.125')`,
      );
    });
    afterAll(() => server[Symbol.asyncDispose]());

    test('gives none to a copy, and keeps those that are there', async () => {
      const pulled = await pull(server, 'stamps_a_v1');
      expect(pulled.notes).toEqual([]);
      const [explicit, implicit] = pulled.tables;
      expect(explicit?.columns.map((column) => column.default)).toEqual([null, null, null]);
      expect(implicit?.columns.map((column) => column.default)).toEqual([
        null,
        { sql: { mysql: 'current_timestamp()' } },
        null,
        { value: '2024-06-01 00:00:00' },
      ]);
      expect(implicit?.columns[1]?.attributes).toEqual({ mysql: 'ON UPDATE current_timestamp()' });
      await makeCopy(server, 'copy', schemaOf(pulled));
      expect((await pull(server, 'copy_v1')).tables).toEqual(pulled.tables);
      expect(await declarations(server, 'copy_v1')).toEqual(await declarations(server, 'stamps_a_v1'));
    });

    test('has the same rows after a load, in UTC elsewhere', async () => {
      const schema = schemaOf(await pull(server, 'stamps_a_v1'));
      const { extract, load } = trip('stamps', 'csv', server);
      const { contentId } = await extract('mysql', 'a', schema, 'one');
      await load('one', 'sqlite', 'b', schema);
      expect((await extract('sqlite', 'b', schema, 'two')).contentId).toBe(contentId);
      await load('two', 'mysql', 'c', schema);
      const sums = await server.ask(
        'CHECKSUM TABLE stamps_a_v1.implicit, stamps_c_v1.implicit, stamps_a_v1.explicit, stamps_c_v1.explicit',
      );
      const [a, b, c, d] = sums.map(({ Checksum }) => Checksum);
      expect([a, c]).toEqual([b, d]);
    });
  },
);
