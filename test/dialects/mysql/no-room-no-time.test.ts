import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { askNow } from '../../support/mariadb/ask-now.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { startProxy } from '../../support/mariadb/proxy.ts';
import { needs } from '../../support/needs.ts';
import { app, errorOf, extractFrom, extractLibrary, final, loading, loadTo } from './library.ts';

const betweenLooksMs = 200;
const mostLooks = 100;

/** Stands still until the server has ended the session that is sending rows. */
async function untilGivenUp(server: PrivateServer): Promise<void> {
  const sending =
    "SELECT id FROM information_schema.processlist WHERE info LIKE '%`content`%' AND id <> connection_id()";
  for (let looks = 0; looks < mostLooks && askNow(server, sending).length > 0; looks += 1) await pause(betweenLooksMs);
}

/** Whether this user may mount a disk of its own. */
const mayMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-mount-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (isMounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return isMounted;
})();

describe('a server', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  test('that gives up on a reader who stands still: an error, no end of the rows', async () => {
    using extract = await extractLibrary({ books: 10, characters: 10, parts: 1 });
    await using server = await startServer();
    await loadTo(server.url, extract);
    await server.ask(`USE ${final}; INSERT INTO book SELECT seq, 1, 't', repeat('x', 16000), NULL FROM seq_11_to_6000`);
    // As a server that was told so would: half an hour is too long for a test.
    await using way = await startProxy(server.port, (text) =>
      text.replace('net_write_timeout = 1800', 'net_write_timeout = 0001'),
    );
    const place = `mysql://root@127.0.0.1:${way.port}`;
    const dialect = await dialectOf(place);
    await using source = await dialect.openSource(dialect.locate(place, app, 3));
    const query = source.tableQuery('book', ['id', 'content']);
    let rows = 0;
    const reading = (async () => {
      for await (const batch of source.rows({ ...query, orderBy: ['id'], range: null })) {
        rows += batch.length;
        if (rows === batch.length) await untilGivenUp(server);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(rows).toBeLessThan(6000);
  });

  test(
    'whose disk is full: an error, no database; with room the load goes on',
    needs(mayMount, 'may not mount'),
    async () => {
      using extract = await extractLibrary({ books: 2000, characters: 20_000, parts: 8 });
      const disk = mkdtempSync(join(tmpdir(), 'ntom-disk-'));
      const resize = (megabytes: number) => execFileSync('mount', ['-o', `remount,size=${megabytes}m`, 'tmpfs', disk]);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', disk]);
      try {
        await using server = await startServer(
          { 'innodb-temp-data-file-path': 'ibtmp1:1M:autoextend' },
          join(disk, 'data'),
        );
        const error = await errorOf(loadTo(server.url, extract));
        expect(error).toMatchObject({
          code: 'SERVER_FAILED',
          // MariaDB says so, or ends itself because it finds no room to take the rows back.
          message: expect.stringMatching(/is full|space|Connection lost|ECONNRESET|EPIPE/) as string,
          aftermath: { next: 'ntom load 3' },
        });
        resize(500);
        await server.restart();
        const names = () => askNow(server, `SHOW DATABASES LIKE '${app}%'`);
        expect(names()).toEqual([loading]);
        const manifest = await loadTo(server.url, extract);
        expect(names()).toEqual([final]);
        expect((await extractFrom(server.url, join(extract.folder, 'again'))).contentId).toBe(manifest.contentId);
      } finally {
        execFileSync('umount', ['--lazy', disk]);
        rmSync(disk, { recursive: true });
      }
    },
  );
});
