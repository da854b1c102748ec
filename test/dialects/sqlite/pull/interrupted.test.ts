import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { dialectOf } from '../../../../src/dialects/registry.ts';
import { failure } from '../../../../src/errors.ts';
import { temporaryProject } from '../../../project/temporary-project.ts';

test('a pull that is interrupted among the rows of a table ends there, and leaves nothing open', async () => {
  const folder = temporaryProject({});
  const database = new BetterSqlite3(join(folder, 'app_v1.db'));
  database.exec(`CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, twice AS (id * 2));
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO item (id) SELECT i FROM n`);
  database.close();
  const place = `sqlite:${folder}`;
  const dialect = await dialectOf(place);
  await using source = await dialect.openSource(dialect.locate(place, 'app', 1));
  const controller = new AbortController();
  const pulled = source.pull(controller.signal);
  controller.abort(failure('INTERRUPTED', { what: 'pull 1' }));
  await expect(pulled).rejects.toThrow(expect.objectContaining({ code: 'INTERRUPTED' }));
});
