import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryProject } from '../project/temporary-project.ts';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import type { Finished } from './run-ntom.ts';
import { shopHere } from './shop.ts';

const config = `export default { app: 'shop', database: 'sqlite:.' };`;

function liveShop(more: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryProject({ 'ntom.config.ts': config, ...more });
  const database = new BetterSqlite3(join(folder, 'shop_v1.db'));
  database.exec('CREATE TABLE item (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL)');
  database.close();
  return folder;
}

const ntom = (cwd: string, ...argv: string[]): Promise<Finished> => runHere(cwd, argv);

const schemaOf = (folder: string): string => readFileSync(join(folder, 'schemas/v1.ts'), 'utf8');

test('a file that says the same is left alone, another one is not overwritten unless asked', async () => {
  const folder = liveShop();
  const first = await ntom(folder, 'pull', '1');
  expect(first).toMatchObject({
    code: 0,
    out: expect.stringContaining('schemas/v1.ts is written: 1 table, 2 columns'),
  });
  const text = schemaOf(folder);
  expect((await ntom(folder, 'pull', '1')).out).toContain('schemas/v1.ts says already what shop_v1.db is');

  const edited = `${text}// edited\n`;
  writeFileSync(join(folder, 'schemas/v1.ts'), edited);
  const refused = await ntom(folder, 'pull', '1');
  expect(refused.err).toContain('[SCHEMA_FILE_EXISTS]\n  shop_v1.db      unchanged\n  schemas/v1.ts   unchanged\n');
  expect(refused.err).toContain('next: ntom pull 1 --replace\n');
  expect({ code: refused.code, text: schemaOf(folder) }).toEqual({ code: 2, text: edited });

  expect((await ntom(folder, 'pull', '1', '--replace')).code).toBe(0);
  expect(schemaOf(folder)).toBe(text);
  expect(readdirSync(join(folder, 'schemas'))).toEqual(['v1.ts']);
});

test('printed, nothing is written, and quietly too: it is an answer', async () => {
  const folder = liveShop();
  const { code, out } = await ntom(folder, 'pull', '1', '--print', '--quiet');
  expect({ code, isWritten: existsSync(join(folder, 'schemas')) }).toEqual({ code: 0, isWritten: false });
  expect(out).toMatch(
    /^import \{ int, schema, table, text \} from 'ntom';\n\nexport default schema\(1, \{\n {2}item: table\(/,
  );
});

test('a released schema is replaced by no other', async () => {
  const released = { fingerprint: 'a'.repeat(64), releasedAt: '2024-01-01' };
  const folder = liveShop({
    'schemas/lock.json': JSON.stringify({ format: 1, released: { 1: released } }),
    'schemas/v1.ts': '// as it was released',
  });
  const { code, err } = await ntom(folder, 'pull', '1', '--replace');
  expect(err).toContain('[SCHEMA_RELEASED_CHANGED]');
  expect({ code, text: schemaOf(folder) }).toEqual({ code: 2, text: '// as it was released' });
});

test('where there is no database, that is said, and programs get what was found', async () => {
  expect((await ntom(shopHere(), 'pull', '7')).err).toContain('[SOURCE_MISSING]');
  const [done] = eventsOf(await ntom(liveShop(), 'pull', '1', '--json'));
  expect(done).toMatchObject({
    event: 'done',
    command: 'pull',
    schema: 1,
    file: 'schemas/v1.ts',
    isWritten: true,
    tables: ['item'],
    findings: [],
    next: 'ntom new 1to2',
  });
});
