import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { fakeContext } from '../../cli/fake-context.ts';
import { temporaryProject } from '../../project/temporary-project.ts';

async function pulled(script: string): Promise<string> {
  const config = "import { config } from 'ntom';\nexport default config({ app: 'app', database: 'sqlite:.' });\n";
  const folder = temporaryProject({ 'ntom.config.ts': config });
  const database = new BetterSqlite3(join(folder, 'app_v1.db'));
  database.exec(script);
  database.close();
  const context = fakeContext({ cwd: folder });
  expect(await run(['pull', '1'], context)).toBe(2);
  return context.err();
}

test('a database without tables is told from one whose tables a schema cannot say', async () => {
  const empty = await pulled('CREATE TABLE t (a); DROP TABLE t');
  expect(empty).toContain('app_v1.db has no table: there is nothing to pull   [PULL_WITHOUT_TABLES]');
  expect(empty).toContain('next: ntom url 1');
  expect(await pulled('CREATE VIRTUAL TABLE t USING fts5 (a)')).toContain(
    'app_v1.db has no table that a schema can say: the only one is left out   [PULL_WITHOUT_TABLES]',
  );
});
