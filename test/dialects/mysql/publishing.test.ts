import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { NtomError } from '../../../src/errors.ts';
import { assertSchema, schema, table, int } from '../../../src/index.ts';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { createDatabase } from '../../../src/load/create-database.ts';
import { mysqlAccess } from '../../support/mysql-access.ts';
import { askNow, countOf } from '../../support/mariadb/ask-now.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { startProxy } from '../../support/mariadb/proxy.ts';
import { app, errorOf, extractFrom, extractLibrary, final, library, loading, loadTo } from './library.ts';
import type { LibraryExtract } from './library.ts';

const replaced = `${final}__replaced`;

describe('the moment when a database gets its name', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;
  let extract: LibraryExtract;
  let other: LibraryExtract;

  beforeAll(async () => {
    extract = await extractLibrary({ books: 40, characters: 100, parts: 2 });
    other = await extractLibrary({ books: 7, characters: 10, parts: 1 });
    server = await startServer();
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    extract[Symbol.dispose]();
    other[Symbol.dispose]();
  });

  afterEach(async () => {
    for (const name of [final, loading, replaced]) await server.ask(`DROP DATABASE IF EXISTS ${name}`);
  });

  const databases = () => askNow(server, `SHOW DATABASES LIKE '${app}\\_v%'`);
  const location = async () => (await dialectOf(server.url)).locate(server.url, app, 3);

  const versions = async () => (await dialectOf(server.url)).versionsAt(server.url, app);

  /** As an application does when it starts. */
  const start = () => assertSchema(async (sql) => (await mysqlAccess.query(await location(), sql))[0], library);

  /** A way to the server on which it is killed when it is told a statement that begins so; `after`: not before that one. */
  async function deadlyWay(statement: string, after: string) {
    let isArmed = false;
    return startProxy(server.port, (text) => {
      // A packet begins with its length, its number and the kind of command.
      const told = text.slice(5);
      if (isArmed && told.startsWith(statement))
        process.kill(Number(readFileSync(join(server.folder, 'pid'), 'utf8')), 'SIGKILL');
      isArmed ||= told.startsWith(after);
      return text;
    });
  }

  async function loadUntilKilled(statement: string, after: string, replace: boolean): Promise<NtomError> {
    await using way = await deadlyWay(statement, after);
    const error = await errorOf(loadTo(`mysql://root@127.0.0.1:${way.port}`, extract, { replace }));
    await server.restart();
    expect(error).toMatchObject({ code: 'SERVER_FAILED' });
    return error as NtomError;
  }

  async function expectComplete(): Promise<void> {
    await start();
    const again = await extractFrom(server.url, join(extract.folder, 'again'));
    expect(again.contentId).toBe(extract.manifest.contentId);
    expect(askNow(server, `SELECT count(*) FROM ${final}.listing`)).toEqual(['40']);
    expect(askNow(server, `SHOW TRIGGERS FROM ${final}`)).toEqual(['book_title']);
    expect(databases()).toEqual([final]);
  }

  test.each([
    { statement: 'RENAME TABLE', after: 'USE' },
    { statement: 'CREATE VIEW', after: 'RENAME TABLE' },
    { statement: 'CREATE TRIGGER', after: 'RENAME TABLE' },
    { statement: 'INSERT INTO ntom_schema', after: 'RENAME TABLE' },
  ])('a server killed at "$statement": no application starts, the next load finishes', async ({ statement, after }) => {
    const error = await loadUntilKilled(statement, after, false);
    const isMoved = statement !== 'RENAME TABLE';
    const state = isMoved ? expect.stringMatching(/^not complete yet/) : 'not reachable; nothing was published';
    expect(error.aftermath).toMatchObject({ next: 'ntom load 3' });
    expect(error.aftermath?.state.at(-1)).toEqual({ what: final, is: state });
    await expect(start()).rejects.toMatchObject({ code: 'APP_SCHEMA_UNKNOWN' });
    expect(await versions()).toEqual([]);
    await loadTo(server.url, extract);
    expect(await versions()).toEqual([3]);
    expect(countOf(server, 'load')).toBe(0);
    await expectComplete();
  });

  test('a server killed after the record was written: the database is complete', async () => {
    const error = await loadUntilKilled('DROP DATABASE', 'INSERT INTO ntom_schema', false);
    expect(error.aftermath).toMatchObject({
      state: [{ what: final, is: expect.stringMatching(/^complete/) as string }],
    });
    await start();
    await expect(loadTo(server.url, extract)).rejects.toMatchObject({ code: 'TARGET_EXISTS' });
    await loadTo(server.url, extract, { replace: true });
    await expectComplete();
  });

  describe('with an earlier database of that name', () => {
    /** What an application finds there that needs tables, views, triggers and the record. */
    const found = async () => ({
      content: await mysqlAccess.contentHash(await location()),
      view: askNow(server, `SELECT title FROM ${final}.old_listing`),
      trigger: askNow(server, `SHOW CREATE TRIGGER ${final}.old_trigger`).length,
      record: askNow(server, `SELECT concat(contentId, fingerprint, loadedAt) FROM ${final}.ntom_schema`),
    });
    let before: Awaited<ReturnType<typeof found>>;

    async function makeEarlier(): Promise<void> {
      await loadTo(server.url, other);
      await server.ask(`USE ${final};
        CREATE VIEW a_first AS SELECT title FROM book;
        CREATE VIEW old_listing AS SELECT title FROM a_first;
        CREATE TRIGGER old_trigger AFTER DELETE ON book FOR EACH ROW SET @deleted = 1;
        CREATE TABLE more (id INT)`);
      before = await found();
    }

    test('it stays until the new one is proved, then all of it is gone', async () => {
      await makeEarlier();
      const seen: number[] = [];
      await loadTo(server.url, extract, {
        replace: true,
        onEvent: () => seen.push(Number(askNow(server, `SELECT count(*) FROM ${final}.old_listing`)[0])),
      });
      expect(new Set(seen)).toEqual(new Set([7]));
      await expectComplete();
      expect(askNow(server, `SHOW TABLES FROM ${final}`)).toEqual(['book', 'listing', 'ntom_schema', 'shelf']);
    });

    test('without --replace it is not touched, and nothing is begun', async () => {
      await makeEarlier();
      await expect(loadTo(server.url, extract)).rejects.toMatchObject({ code: 'TARGET_EXISTS' });
      expect(await found()).toEqual(before);
      expect(databases()).toEqual([final]);
    });

    test('someone who reads it for long makes the load fail, and it is what it was', async () => {
      await makeEarlier();
      await using impatient = await startProxy(server.port, (text) =>
        text.replace('lock_wait_timeout = 60', 'lock_wait_timeout = 01'),
      );
      await using reader = await server.open();
      await reader.ask(`START TRANSACTION; SELECT count(*) FROM ${final}.more`);
      const run = loadTo(`mysql://root@127.0.0.1:${impatient.port}`, extract, { replace: true });
      await expect(run).rejects.toMatchObject({
        code: 'SERVER_FAILED',
        message: expect.stringContaining('Lock wait timeout exceeded') as string,
      });
      await reader.ask('COMMIT');
      expect(await found()).toEqual(before);
      await loadTo(server.url, extract, { replace: true });
      await expectComplete();
    });

    test('a record that cannot be removed is there once, as it was', async () => {
      await makeEarlier();
      await using way = await startProxy(server.port, (text) =>
        text.replace('DELETE FROM `tfault_v3`.ntom', 'DELATE FROM `tfault_v3`.ntom'),
      );
      const run = loadTo(`mysql://root@127.0.0.1:${way.port}`, extract, { replace: true });
      await expect(run).rejects.toMatchObject({ code: 'SERVER_FAILED' });
      expect(await found()).toEqual(before);
      await loadTo(server.url, extract, { replace: true });
      await expectComplete();
    });

    test.each([
      { statement: 'DROP TRIGGER', after: 'DELETE FROM `tfault_v3`.ntom_schema', left: 'earlier' },
      { statement: 'RENAME TABLE', after: 'USE', left: 'earlier' },
      { statement: 'CREATE TRIGGER', after: 'RENAME TABLE', left: 'new' },
    ])(
      'a server killed at "$statement" leaves no half of it that says it is whole',
      async ({ statement, after, left }) => {
        await makeEarlier();
        await loadUntilKilled(statement, after, true);
        await expect(start()).rejects.toMatchObject({ code: 'APP_SCHEMA_UNKNOWN' });
        const rows = askNow(server, `SELECT count(*) FROM ${final}.book`);
        expect(rows).toEqual([left === 'new' ? '40' : '7']);
        await loadTo(server.url, extract, { replace: true });
        await expectComplete();
      },
    );
  });

  test.each([
    {
      what: 'trigger',
      broken: schema(3, { shelf: table({ id: int().primaryKey() }) }, { triggers: { t: 'CREATE TRIGGER t NONSENSE' } }),
    },
    {
      what: 'view',
      broken: schema(3, { shelf: table({ id: int().primaryKey() }) }, { views: { v: 'SELECT nothing FROM shelf' } }),
    },
  ])('a $what that the server refuses is found before there is anything of the final name', async ({ broken }) => {
    const run = createDatabase({ schema: broken, dialect: await dialectOf(server.url), target: await location() });
    await expect(run).rejects.toMatchObject({ code: 'TARGET_REFUSED_STATEMENT' });
    expect(databases()).toEqual([]);
  });
});
