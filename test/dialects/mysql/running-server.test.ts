import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { hasRunningServer, runningServer } from '../../support/mariadb/running-server.ts';
import { openSession } from '../../support/mariadb/session.ts';
import { app, extractFrom, extractLibrary, final, loading, loadTo } from './library.ts';

describe('the server that runs here', needsMysql(hasRunningServer, 'no running server'), () => {
  afterEach(async () => {
    await using session = await openSession({ host: runningServer.host, port: runningServer.port });
    await session.ask(`DROP DATABASE IF EXISTS ${final}; DROP DATABASE IF EXISTS ${loading}`);
  });

  test('takes an extract and gives it back', async () => {
    using extract = await extractLibrary({ books: 300, characters: 1000, parts: 3 });
    await loadTo(runningServer.url, extract);
    expect(await (await dialectOf(runningServer.url)).versionsAt(runningServer.url, app)).toEqual([3]);
    const again = await extractFrom(runningServer.url, join(extract.folder, 'again'), { chunkRows: 50 });
    expect(again.contentId).toBe(extract.manifest.contentId);
  });
});
