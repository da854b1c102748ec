import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { int } from '../../../src/schema/column-types.ts';
import { schema } from '../../../src/schema/schema.ts';
import { table } from '../../../src/schema/table.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { expectNothingOpen } from '../../support/watched-dialect.ts';

const item = schema(3, { item: table({ id: int().primaryKey() }) });
const withView = schema(
  3,
  { item: table({ id: int().primaryKey() }) },
  { views: { all_items: 'SELECT id FROM item' } },
);

let own: PrivateServer | null = null;

async function server(): Promise<PrivateServer> {
  own ??= await startServer();
  return own;
}

const databases = async (): Promise<unknown[]> =>
  (await (await server()).ask(`SHOW DATABASES LIKE 'shop%'`)).flatMap((row) => Object.values(row));

async function open(of = item, user = 'root') {
  const url = (await server()).url.replace('root', user);
  return mysql.openEmpty(mysql.locate(url, 'shop', 3), of);
}

describe('a scratch database on a server', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  afterEach(async () => {
    expectNothingOpen();
    await (await server()).ask('DROP DATABASE IF EXISTS shop_v3; DROP DATABASE IF EXISTS shop_v3__check');
  });

  test('has a name of its own, beside the real one, which it does not touch', async () => {
    const at = await server();
    await at.ask('CREATE DATABASE shop_v3; CREATE TABLE shop_v3.mine (a INT)');
    {
      await using _database = await open();
      expect(await databases()).toEqual(['shop_v3', 'shop_v3__check']);
    }
    expect(await databases()).toEqual(['shop_v3']);
    expect(await at.ask('SHOW TABLES FROM shop_v3')).toEqual([{ Tables_in_shop_v3: 'mine' }]);
  });

  test('what a crash left of an earlier one is removed', async () => {
    await (await server()).ask('CREATE DATABASE shop_v3__check; CREATE TABLE shop_v3__check.ntom_check (a INT)');
    {
      await using _database = await open();
    }
    expect(await databases()).toEqual([]);
  });

  test('a database of that name that is not ours is left alone', async () => {
    await (await server()).ask('CREATE DATABASE shop_v3__check; CREATE TABLE shop_v3__check.mine (a INT)');
    await expect(open()).rejects.toMatchObject({ code: 'TARGET_NAME_TAKEN' });
    expect(await databases()).toEqual(['shop_v3__check']);
  });

  test('only one at a time', async () => {
    const other = await (await server()).open();
    onTestFinished(() => other[Symbol.asyncDispose]());
    await other.ask(`SELECT GET_LOCK('ntom:shop_v3__check', 0)`);
    await expect(open()).rejects.toMatchObject({ code: 'TARGET_LOCKED' });
    await other.ask(`SELECT RELEASE_LOCK('ntom:shop_v3__check')`);
  });

  test('who may not make it is told which privileges it takes', async () => {
    const at = await server();
    await at.ask('CREATE USER tcheck; GRANT SELECT, INSERT ON `shop\\_v%`.* TO tcheck');
    await expect(open(withView, 'tcheck')).rejects.toMatchObject({
      code: 'PRIVILEGE_MISSING',
      message: 'user tcheck@% lacks CREATE, DROP, ALTER, CREATE VIEW on shop_v3__check',
    });
    await at.ask('GRANT CREATE, DROP, ALTER, CREATE VIEW ON `shop\\_v%`.* TO tcheck');
    await expect(open(withView, 'tcheck')).rejects.toMatchObject({
      code: 'PRIVILEGE_MISSING',
      message: 'user tcheck@% lacks SHOW VIEW on shop_v3__check.all_items',
    });
    expect(await databases()).toEqual([]);
    await at.ask('GRANT SHOW VIEW ON `shop\\_v%`.* TO tcheck');
    {
      await using database = await open(withView, 'tcheck');
      expect(await database.tablesRead({ sql: 'SELECT id FROM all_items', parameters: [] })).toEqual(['item']);
    }
    expect(await databases()).toEqual([]);
  });
});
