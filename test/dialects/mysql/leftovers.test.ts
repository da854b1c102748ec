import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { askNow } from '../../support/mariadb/ask-now.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { app, errorOf, extractLibrary, final, loading, loadTo, type LibraryExtract } from './library.ts';

const replaced = `${final}__replaced`;

describe('what a load leaves on a server', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;
  let extract: LibraryExtract;

  beforeAll(async () => {
    extract = await extractLibrary({ books: 40, characters: 10, parts: 4 });
    server = await startServer();
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    extract[Symbol.dispose]();
  });

  afterEach(async () => {
    for (const name of databases()) await server.ask(`DROP DATABASE IF EXISTS ${name}`);
  });

  const databases = () => askNow(server, `SHOW DATABASES LIKE '${app}\\_v%'`);
  const leftovers = () => mysql.leftoversAt(server.url, app);
  const location = () => mysql.locate(server.url, app, 3);

  /** A load that is ended when some of its parts are in. */
  async function endedLoad(): Promise<void> {
    const aborting = new AbortController();
    const onEvent = ({ type }: { type: string }): void => {
      if (type === 'table-finished') aborting.abort(new Error('ended'));
    };
    await errorOf(loadTo(server.url, extract, { signal: aborting.signal, onEvent }));
  }

  describe('a database of somebody else is never touched', () => {
    const table = (name: string): string => `CREATE DATABASE ${name}; CREATE TABLE ${name}.theirs (id INT)`;
    const routine = (name: string): string =>
      `CREATE DATABASE ${name}; CREATE FUNCTION ${name}.theirs() RETURNS INT DETERMINISTIC RETURN 1`;

    test.each([
      ['with a table', table],
      ['with nothing but a function', routine],
    ])('where one is built, %s', async (_, make) => {
      await server.ask(make(loading));
      expect(await leftovers()).toEqual([]);
      await expect(loadTo(server.url, extract)).rejects.toMatchObject({ code: 'TARGET_NAME_TAKEN' });
      expect(databases()).toEqual([loading]);
    });

    test.each([
      ['with a table', table],
      ['with nothing but a function', routine],
    ])('where one is kept that is replaced, %s', async (_, make) => {
      await loadTo(server.url, extract);
      await server.ask(make(replaced));
      expect(await leftovers()).toEqual([]);
      await expect(loadTo(server.url, extract, { replace: true })).rejects.toMatchObject({ code: 'TARGET_NAME_TAKEN' });
      await mysql.removeLeftovers(location());
      expect(databases()).toEqual([final, replaced]);
    });

    test('by a load that replaces nothing', async () => {
      await server.ask(table(replaced));
      await loadTo(server.url, extract);
      expect(databases()).toEqual([final, replaced]);
    });

    test('with a name that is like one of ours', async () => {
      await server.ask(table(`${final}__loading_old`));
      await loadTo(server.url, extract);
      expect(await leftovers()).toEqual([]);
      expect(databases()).toEqual([final, `${final}__loading_old`]);
    });
  });

  test('a load that was ended: how far it is, and who is at work on it', async () => {
    await endedLoad();
    const [parts] = askNow(server, `SELECT count(*) FROM ${loading}.ntom_ledger`);
    const isWith = (count: string): string =>
      expect.stringMatching(new RegExp(`^a load that is not complete: ${count} parts? (is|are) loaded$`)) as string;
    expect(await leftovers()).toEqual([
      { label: loading, version: 3, of: 'load', is: isWith(parts ?? ''), holder: null },
    ]);
    const seen: Promise<unknown>[] = [];
    await loadTo(server.url, extract, {
      onEvent: ({ type }) => {
        if (type === 'phase-started') seen.push(leftovers());
      },
    });
    const holder = expect.stringContaining(`process ${process.pid} (load 3), since `) as string;
    expect(await seen[0]).toEqual([{ label: loading, version: 3, of: 'load', is: isWith(String.raw`\d+`), holder }]);
    expect(databases()).toEqual([final]);
  });

  test('when its database was complete already: the next run says so, and removes the rest', async () => {
    await loadTo(server.url, extract);
    const left = `CREATE DATABASE ${loading}; CREATE TABLE ${loading}.ntom_loading (id INT);
      CREATE DATABASE ${replaced}; CREATE TABLE ${replaced}.ntom_replaced (id INT); CREATE TABLE ${replaced}.book (id INT)`;
    await server.ask(left);
    expect((await leftovers()).map(({ label }) => label)).toEqual([loading, replaced]);
    await expect(loadTo(server.url, extract)).rejects.toMatchObject({ code: 'TARGET_EXISTS' });
    expect(databases()).toEqual([final]);
    await server.ask(left);
    await mysql.removeLeftovers(location());
    expect(databases()).toEqual([final]);
  });

  test('a load that was begun and not moved stays when another database of that name is complete', async () => {
    await endedLoad();
    await server.ask(`CREATE DATABASE ${final}; CREATE TABLE ${final}.ntom_schema AS SELECT 1 AS \`schema\``);
    await mysql.removeLeftovers(location());
    expect(databases()).toEqual([final, loading]);
  });
});
