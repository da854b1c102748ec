import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectToDatabase } from '../../src/dialects/mysql/connection/database.ts';
import { mysqlLocation } from '../../src/dialects/mysql/location.ts';
import { beginSnapshot as beginOnServer } from '../../src/dialects/mysql/snapshot.ts';
import { beginSnapshot, connectForReading } from '../../src/dialects/sqlite/open.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { databaseFile } from '../dialects/sqlite/database-file.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer } from '../support/mariadb/private-server.ts';

const writes = [
  'INSERT INTO t VALUES (2)',
  'UPDATE t SET id = 3',
  'DELETE FROM t',
  'DROP TABLE t',
  'CREATE TABLE u (id INT)',
];

describe('the engine refuses every write over the connection that reads', () => {
  test.each(['DELETE', 'WAL'])('of a database file in mode %s', async (mode) => {
    const file = databaseFile(`PRAGMA journal_mode = ${mode}`, 'CREATE TABLE t (id INT)', 'INSERT INTO t VALUES (1)');
    using connection = await connectForReading(file.location);
    beginSnapshot(connection, file.location);
    const refused = expect.objectContaining({ code: 'SQLITE_READONLY' });
    for (const sql of writes) expect(() => connection.database.exec(sql), sql).toThrow(refused);
    // The pragma is the second lock. The first one is how the file was opened.
    connection.database.exec('ROLLBACK; PRAGMA query_only = OFF');
    for (const sql of writes) expect(() => connection.database.exec(sql), sql).toThrow(refused);
  });

  test('of a database file, where nothing but the pragma keeps them off', async () => {
    const file = databaseFile('CREATE TABLE t (id INT)');
    const database = new BetterSqlite3(file.path);
    onTestFinished(() => void database.close());
    beginSnapshot({ database, [Symbol.dispose]: () => undefined }, file.location);
    for (const sql of writes) expect(() => database.exec(sql), sql).toThrow('attempt to write a readonly database');
  });

  test('of a server, in the transaction and after it', needsMysql(hasServerBinary, 'no mariadbd'), async () => {
    await using server = await startServer();
    await server.ask('CREATE DATABASE app_v1; USE app_v1; CREATE TABLE t (id INT); INSERT INTO t VALUES (1)');
    await using connection = await connectToDatabase(mysqlLocation(mysql.locate(server.url, 'app', 1)));
    await beginOnServer(connection);
    const inReadOnlyTransaction = expect.objectContaining({ errno: 1792 });
    for (const sql of writes) await expect(connection.run(sql), sql).rejects.toEqual(inReadOnlyTransaction);
    await connection.run('COMMIT');
    for (const sql of writes.slice(0, 3)) await expect(connection.run(sql), sql).rejects.toEqual(inReadOnlyTransaction);
    expect(await server.ask('SELECT id FROM app_v1.t')).toEqual([{ id: 1 }]);
  });

  test('of a server, to a user who may only read', needsMysql(hasServerBinary, 'no mariadbd'), async () => {
    await using server = await startServer();
    await server.ask(`CREATE DATABASE app_v1; USE app_v1; CREATE TABLE t (id INT); INSERT INTO t VALUES (1);
      CREATE USER reader@'127.0.0.1'; GRANT SELECT ON app_v1.* TO reader@'127.0.0.1'`);
    const place = `mysql://reader@127.0.0.1:${server.port}`;
    await using connection = await connectToDatabase(mysqlLocation(mysql.locate(place, 'app', 1)));
    for (const sql of writes) await expect(connection.run(sql), sql).rejects.toMatchObject({ errno: 1142 });
  });
});
