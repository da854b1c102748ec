import { expect, test } from 'vitest';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer } from '../../support/mariadb/private-server.ts';
import { app, extractLibrary, loadTo } from './library.ts';

test('a unix socket is a way to the server', needsMysql(hasServerBinary, 'no mariadbd'), async () => {
  await using server = await startServer({ 'skip-networking': 1 });
  const place = `mysql://root@localhost?socket=${encodeURIComponent(server.socketPath)}`;
  using extract = await extractLibrary({ books: 20, characters: 10, parts: 1 });
  await loadTo(place, extract);
  const dialect = await dialectOf(place);
  expect(await dialect.versionsAt(place, app)).toEqual([3]);
  expect(dialect.locate(place, app, 3).toString()).toContain(`socket=${encodeURIComponent(server.socketPath)}`);
});
