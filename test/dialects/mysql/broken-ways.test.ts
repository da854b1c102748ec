import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askNow } from '../../support/mariadb/ask-now.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { freePort } from '../../support/mariadb/free-port.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { extractFrom, extractLibrary, final, loading, loadTo, type LibraryExtract } from './library.ts';

describe(
  'what can be wrong before a load begins, or with what is loaded',
  needsMysql(hasServerBinary, 'no mariadbd'),
  () => {
    let server: PrivateServer;
    let extract: LibraryExtract;

    beforeAll(async () => {
      extract = await extractLibrary({ books: 100, characters: 20_000, parts: 2 });
      server = await startServer();
      await server.ask("CREATE USER known@'127.0.0.1' IDENTIFIED BY 'right'");
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      extract[Symbol.dispose]();
    });

    afterEach(async () => {
      await server.ask(`DROP DATABASE IF EXISTS ${loading}; DROP DATABASE IF EXISTS ${final}`);
    });

    const databases = () => askNow(server, "SHOW DATABASES LIKE 'tfault%'");

    /** For both phases. */
    async function expectFailure(place: string, expected: { code: string; message: unknown }): Promise<void> {
      await expect(extractFrom(place, join(extract.folder, 'none'))).rejects.toMatchObject(expected);
      const error = { ...expected, aftermath: { next: 'ntom load 3' } };
      await expect(loadTo(place, extract)).rejects.toMatchObject(error);
    }

    test('a wrong password', async () => {
      const before = process.env['NTOM_MYSQL_PASSWORD'];
      process.env['NTOM_MYSQL_PASSWORD'] = 'wrong';
      try {
        await expectFailure(`mysql://known@127.0.0.1:${server.port}`, {
          code: 'SERVER_REFUSED_ACCESS',
          message: `127.0.0.1:${server.port} refuses access: Access denied for user 'known'@'127.0.0.1' (using password: YES)`,
        });
      } finally {
        if (before === undefined) delete process.env['NTOM_MYSQL_PASSWORD'];
        else process.env['NTOM_MYSQL_PASSWORD'] = before;
      }
      expect(databases()).toEqual([]);
    });

    test('nobody listens', async () => {
      const port = await freePort();
      const message = `127.0.0.1:${port} failed: connect ECONNREFUSED 127.0.0.1:${port}`;
      await expectFailure(`mysql://root@127.0.0.1:${port}`, { code: 'SERVER_FAILED', message });
    });

    test('there is no such host', async () => {
      const message = expect.stringMatching(/^no-such-host\.invalid:3306 failed: getaddrinfo/) as string;
      await expectFailure('mysql://root@no-such-host.invalid', { code: 'SERVER_FAILED', message });
    });

    test('somebody listens, and says nothing', { timeout: 60_000 }, async () => {
      await using silent = createServer().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      await expect(loadTo(`mysql://root@127.0.0.1:${port}`, extract)).rejects.toMatchObject({
        code: 'SERVER_FAILED',
        message: `127.0.0.1:${port} failed: connect ETIMEDOUT`,
      });
    });

    test('a name that somebody else uses for a database of their own', async () => {
      await server.ask(
        `CREATE DATABASE ${loading}; CREATE TABLE ${loading}.theirs (id INT); INSERT INTO ${loading}.theirs VALUES (1)`,
      );
      await expect(loadTo(server.url, extract)).rejects.toMatchObject({ code: 'TARGET_NAME_TAKEN' });
      expect(askNow(server, `SELECT count(*) FROM ${loading}.theirs`)).toEqual(['1']);
    });

    test('a part that was altered: it is not loaded, and the others are not loaded again', async () => {
      const path = join(extract.directory, 'book.00002.csv');
      const whole = readFileSync(path);
      const altered = Buffer.from(whole);
      altered.write('9', altered.lastIndexOf('Title') + 6);
      writeFileSync(path, altered);
      await expect(loadTo(server.url, extract)).rejects.toMatchObject({ code: 'PART_ALTERED' });
      expect(askNow(server, `SELECT count(*) FROM ${loading}.book`)).toEqual(['50']);
      expect(databases()).toEqual([loading]);
      writeFileSync(path, whole);
      await loadTo(server.url, extract);
      expect(databases()).toEqual([final]);
    });

    test('a run that is interrupted while the server takes a part', async () => {
      const stop = new AbortController();
      const onEvent = ({ type }: { type: string }): void => (type === 'table-started' ? stop.abort() : undefined);
      await expect(loadTo(server.url, extract, { signal: stop.signal, onEvent })).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
      expect(databases()).not.toContain(final);
      await loadTo(server.url, extract);
      expect(databases()).toEqual([final]);
    });
  },
);
