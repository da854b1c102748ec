import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Finished } from '../cli/run-ntom.ts';
import { addItems, shopHere } from '../cli/shop.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';
import { runHere } from '../support/run-here.ts';

const ntom = (folder: string, ...argv: string[]): Promise<Finished> => runHere(folder, argv);

/** A shop of two schemas, with its extract. */
async function extractedShop(): Promise<string> {
  const folder = shopHere();
  rmSync(join(folder, 'schemas/v3.ts'));
  await ntom(folder, 'create', '1');
  addItems(folder, 3);
  expect(await ntom(folder, 'extract', '1to2')).toMatchObject({ code: 0 });
  return folder;
}

function tokenOf(folder: string): unknown {
  const { source } = JSON.parse(readFileSync(join(folder, 'extracts/v2/manifest.json'), 'utf8')) as {
    source: { changeToken: unknown };
  };
  return source.changeToken;
}

describe('a database file', () => {
  const written =
    /shop_v1\.db was written to since \S*extracts\/v2 was made from it: its change counter was \d+ and is \d+/;

  test('nobody wrote to it: nothing is said, and --strict is content', async () => {
    const folder = await extractedShop();
    const load = await ntom(folder, 'load', '2', '--strict');
    expect(load).toMatchObject({ code: 0, err: expect.not.stringContaining('written to') });
    expect((await ntom(folder, 'status')).out).not.toContain('NOT up to date');
    const migrate = await ntom(folder, 'migrate', '--strict');
    expect(migrate).toMatchObject({ code: 0, err: '' });
    expect(migrate.out).toMatch(/^nothing to do: shop_v2\.db is there\n/);
  });

  test('somebody did: load says so and how it knows, --strict refuses, and a new extract is right again', async () => {
    const folder = await extractedShop();
    addItems(folder, 1);
    const strict = await ntom(folder, 'load', '2', '--strict');
    expect(strict).toMatchObject({ code: 2, err: expect.stringMatching(written) });
    expect(strict.err).toContain('[EXTRACT_STALE]');
    expect(strict.err).toMatch(/shop_v2\.db +not created\n {2}next: ntom extract 1to2\n$/);
    const status = await ntom(folder, 'status');
    expect(status.out).toContain('NOT up to date: shop_v1.db was written to since: its change counter was');
    expect(status.out).toContain('next: ntom extract 1to2');
    expect(await ntom(folder, 'load', '2')).toMatchObject({ code: 0, err: expect.stringMatching(written) });
    await ntom(folder, 'extract', '1to2');
    expect(await ntom(folder, 'load', '2', '--replace', '--strict')).toMatchObject({ code: 0 });
  });

  test('with a write-ahead log, in which the counter stands still', async () => {
    const folder = shopHere();
    await ntom(folder, 'create', '1');
    const application = new BetterSqlite3(join(folder, 'data/shop_v1.db'));
    application.pragma('journal_mode = WAL');
    application.exec(`INSERT INTO item VALUES (1, 'one')`);
    await ntom(folder, 'extract', '1to2');
    expect(await ntom(folder, 'load', '2', '--strict')).toMatchObject({ code: 0 });
    application.exec(`UPDATE item SET name = 'two'`);
    const inLog = await ntom(folder, 'load', '2', '--replace', '--strict');
    expect(inLog).toMatchObject({ code: 2, err: expect.stringContaining('its write-ahead log is another one') });
    application.close();
    await ntom(folder, 'extract', '1to2');
    const again = new BetterSqlite3(join(folder, 'data/shop_v1.db'));
    again.exec(`UPDATE item SET name = 'six'`);
    again.close();
    const inFile = await ntom(folder, 'load', '2', '--replace', '--strict');
    expect(inFile).toMatchObject({ code: 2, err: expect.stringContaining('[EXTRACT_STALE]') });
  });

  test('where the extract came from elsewhere nothing is said, and --strict refuses for that', async () => {
    const folder = await extractedShop();
    const there = shopHere();
    mkdirSync(join(there, 'extracts'));
    cpSync(join(folder, 'extracts/v2'), join(there, 'extracts/v2'), { recursive: true });
    const unknown = await ntom(there, 'load', '2', '--strict');
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('[EXTRACT_AGE_UNKNOWN]') });
    expect(unknown.err).toContain('next: ntom extract 1to2');
    cpSync(join(folder, 'data/shop_v1.db'), join(there, 'data/shop_v1.db'));
    addItems(there, 5);
    const other = await ntom(there, 'load', '2', '--strict');
    expect(other.err).toContain('the database was at another place then');
    const load = await ntom(there, 'load', '2');
    expect(load).toMatchObject({ code: 0, err: expect.not.stringContaining('written to') });
  });

  test('the manifest says nothing of where it is', async () => {
    const folder = await extractedShop();
    expect(tokenOf(folder)).toMatch(/^place=[0-9a-f]{4} counter=\d+ header=[0-9a-f]{16} times=\d+ log=empty$/);
  });
});

describe('migrate does not say that there is nothing to do', () => {
  async function migratedShop(): Promise<string> {
    const folder = await extractedShop();
    expect(await ntom(folder, 'load', '2')).toMatchObject({ code: 0 });
    addItems(folder, 1);
    return folder;
  }

  test('where the older database was written to', async () => {
    const folder = await migratedShop();
    const migrate = await ntom(folder, 'migrate');
    const says = /^shop_v2\.db may lack rows: shop_v1\.db was written to since: its change counter was \d+ and is \d+/;
    expect(migrate).toMatchObject({ code: 0, err: expect.stringMatching(says) });
    const strict = await ntom(folder, 'migrate', '--strict');
    expect(strict).toMatchObject({ code: 2, err: expect.stringContaining('[DATABASE_STALE]') });
    expect(strict.err).toMatch(/shop_v1\.db +unchanged\n +shop_v2\.db +unchanged\n {2}next: ntom extract 1to2\n$/);
    const status = await ntom(folder, 'status');
    expect(status.out).toMatch(/shop_v2\.db .*NOT up to date: shop_v1\.db was written to since/);
    expect(status.out).toContain('next: ntom extract 1to2');
  });

  test('where a newer extract was never loaded', async () => {
    const folder = await migratedShop();
    await ntom(folder, 'extract', '1to2');
    const says = 'shop_v2.db may lack rows: it was loaded from another extract than extracts/v2';
    expect(await ntom(folder, 'migrate')).toMatchObject({ code: 0, err: `${says}\n` });
    expect((await ntom(folder, 'status')).out).toContain('ntom load 2 --replace makes it again, if it may go');
    await ntom(folder, 'load', '2', '--replace');
    expect(await ntom(folder, 'migrate', '--strict')).toMatchObject({ code: 0, err: '' });
  });

  test('where it goes on from a database that is behind its own', async () => {
    const folder = await migratedShop();
    cpSync(join(shopHere(), 'schemas/v3.ts'), join(folder, 'schemas/v3.ts'));
    const strict = await ntom(folder, 'migrate', '--strict');
    expect(strict).toMatchObject({ code: 2, err: expect.stringContaining('[DATABASE_STALE]') });
    const migrate = await ntom(folder, 'migrate');
    expect(migrate).toMatchObject({ code: 0, err: expect.stringContaining('shop_v2.db may lack rows') });
    expect((await ntom(folder, 'migrate')).err).toContain('shop_v2.db may lack rows');
  });

  test('with --strict where nobody knows', async () => {
    const folder = await migratedShop();
    rmSync(join(folder, 'extracts'), { recursive: true });
    expect(await ntom(folder, 'migrate')).toMatchObject({ code: 0, err: '' });
    const strict = await ntom(folder, 'migrate', '--strict');
    expect(strict).toMatchObject({ code: 2, err: expect.stringContaining('[DATABASE_AGE_UNKNOWN]') });
  });

  test('unless the newest database was made empty', async () => {
    const folder = await extractedShop();
    await ntom(folder, 'create', '2');
    expect(await ntom(folder, 'migrate', '--strict')).toMatchObject({ code: 0, err: '' });
  });
});

describe('a database on a server', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  const servers = new Map<boolean, PrivateServer>();

  beforeAll(async () => {
    servers.set(true, await startServer({ 'log-bin': 'changes', 'server-id': 1 }));
    servers.set(false, await startServer());
  });

  afterAll(async () => {
    for (const server of servers.values()) await server[Symbol.asyncDispose]();
  });

  function serverOf(hasLog: boolean): PrivateServer {
    const server = servers.get(hasLog);
    if (server === undefined) throw new Error('no server');
    return server;
  }

  /** A shop with its extract, whose database was written to more than a second ago. */
  async function shopOn(server: PrivateServer): Promise<string> {
    const config = `import { config } from 'ntom'; export default config({ app: 'shop', database: '${server.url}' });`;
    const folder = shopHere({ 'ntom.config.ts': config });
    onTestFinished(async () => {
      await server.ask('DROP DATABASE IF EXISTS shop_v1; DROP DATABASE IF EXISTS shop_v2');
    });
    expect(await ntom(folder, 'create', '1')).toMatchObject({ code: 0 });
    await server.ask(`INSERT INTO shop_v1.item VALUES (1, 'one')`);
    expect(await ntom(folder, 'extract', '1to2')).toMatchObject({ code: 0 });
    await pause(1100);
    return folder;
  }

  test.each([true, false])('somebody wrote to it: the time of its tables says so (with a log: %s)', async (hasLog) => {
    const server = serverOf(hasLog);
    const folder = await shopOn(server);
    await server.ask(`INSERT INTO shop_v1.item VALUES (2, 'two')`);
    const strict = await ntom(folder, 'load', '2', '--strict');
    expect(strict).toMatchObject({ code: 2, err: expect.stringContaining('[EXTRACT_STALE]') });
    const says =
      /shop_v1 was written to since \S*extracts\/v2 was made from it: a table was written to at \d{4}-\d\d-\d\dT[\d:]+Z/;
    expect(await ntom(folder, 'load', '2')).toMatchObject({ code: 0, err: expect.stringMatching(says) });
    expect((await ntom(folder, 'migrate', '--to', '2')).err).toContain('shop_v2 may lack rows: shop_v1 was written to');
  });

  test('nobody wrote on the whole server: the log of changes says so, until somebody writes elsewhere', async () => {
    const server = serverOf(true);
    const folder = await shopOn(server);
    expect(await ntom(folder, 'load', '2', '--strict')).toMatchObject({ code: 0 });
    await server.ask('CREATE DATABASE IF NOT EXISTS other');
    const other = await ntom(folder, 'load', '2', '--replace', '--strict');
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining('may be about other databases') });
    const load = await ntom(folder, 'load', '2', '--replace');
    expect(load).toMatchObject({ code: 0, err: expect.not.stringContaining('written to') });
  });

  test('without a log nothing is said, and --strict refuses for that', async () => {
    const folder = await shopOn(serverOf(false));
    const strict = await ntom(folder, 'load', '2', '--strict');
    expect(strict).toMatchObject({ code: 2, err: expect.stringContaining('[EXTRACT_AGE_UNKNOWN]') });
    expect(strict.err).toContain('the server keeps no log of changes, or does not tell this user');
    expect(await ntom(folder, 'load', '2')).toMatchObject({ code: 0, err: expect.not.stringContaining('written to') });
  });

  test('the manifest says nothing of where it is', async () => {
    const folder = await shopOn(serverOf(true));
    expect(tokenOf(folder)).toMatch(/^place=[0-9a-f]{4} log=[0-9a-f]{16} written=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });
});

test('a server that cannot be reached keeps nobody from loading elsewhere', async () => {
  const folder = await extractedShop();
  const config = `import { config } from 'ntom'; export default config({ app: 'shop', database: 'mysql://root@127.0.0.1:9' });`;
  const away = shopHere({ 'ntom.config.ts': config });
  const argv = ['load', '2', '--in', join(folder, 'extracts/v2'), '--to', `sqlite:${away}/data`];
  expect(await ntom(away, ...argv, '--strict')).toMatchObject({ code: 2 });
  expect(await ntom(away, ...argv)).toMatchObject({ code: 0, err: expect.not.stringContaining('written to') });
});
