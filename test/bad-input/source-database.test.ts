import {
  chmodSync,
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { int, text } from '../../src/schema/column-types.ts';
import { table } from '../../src/schema/table.ts';
import { asNobody, canActAsNobody } from '../support/as-nobody.ts';
import { change, contentOf, copying, expectRefused, migration, type Migration } from '../support/migration.ts';
import { needs } from '../support/needs.ts';

const pipeline = copying({ item: table({ id: int().primaryKey(), name: text() }) });
const item = 'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)';
const rows = (count: number): string =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) INSERT INTO item SELECT i, 'item ' || i FROM n`;

const shop = (source: string | null = `${item}; ${rows(3)}`): Migration => migration({ pipeline, source });
const state = { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' };
const next = 'ntom extract 1to2';

test('a database that is missing', async () => {
  const made = shop(null);
  await expectRefused(made, () => made.extract(), {
    code: 'SOURCE_MISSING',
    says: `there is no database app_v1.db at ${made.folder}`,
    state: { 'app_v1.db': 'missing', 'extracts/v2': 'not created' },
    next: 'ntom status',
  });
});

test('a link that leads nowhere', async () => {
  const made = shop(null);
  symlinkSync('elsewhere.db', made.source);
  await expectRefused(made, () => made.extract(), {
    code: 'SOURCE_MISSING',
    says: /there is no database app_v1.db/,
    state: { 'app_v1.db': 'missing', 'extracts/v2': 'not created' },
    next: 'ntom status',
  });
});

test.each([
  ['text', 'This is not a database, although it is long enough to be one.'.repeat(20)],
  ['an encrypted or damaged header', Buffer.alloc(4096, 0xa5)],
])('a file that is no database: %s', async (_, content) => {
  const made = shop(null);
  writeFileSync(made.source, content);
  await expectRefused(made, () => made.extract(), {
    code: 'SOURCE_NOT_A_DATABASE',
    says: 'app_v1.db is not a database, or it is encrypted',
    state,
    next,
  });
});

test('an empty file is a database without tables', async () => {
  const made = shop(null);
  writeFileSync(made.source, '');
  await expectRefused(made, () => made.extract(), {
    code: 'SOURCE_STRUCTURE_DIFFERS',
    says: 'app_v1.db does not have the structure of schema 1: table item is missing',
    state,
    next,
  });
});

test('a folder', async () => {
  const made = shop(null);
  mkdirSync(made.source);
  await expectRefused(made, () => made.extract(), {
    code: 'SOURCE_UNREADABLE',
    says: 'app_v1.db cannot be read: it is a folder',
    state,
    next,
  });
});

describe('a damaged database', () => {
  test('that was cut', async () => {
    const made = shop(`${item}; ${rows(5000)}`);
    const file = openSync(made.source, 'r+');
    ftruncateSync(file, Math.floor(statSync(made.source).size / 8192) * 4096);
    closeSync(file);
    await expectRefused(made, () => made.extract(), {
      code: 'SOURCE_UNREADABLE',
      says: 'app_v1.db cannot be read: database disk image is malformed',
      state,
      next,
    });
  });

  test('of which a page in the middle was overwritten, while an earlier extract stays', async () => {
    const made = shop(`${item}; ${rows(5000)}`);
    await made.extract();
    const bytes = readFileSync(made.source);
    bytes.fill(0xff, 8 * 4096, 9 * 4096);
    writeFileSync(made.source, bytes);
    await expectRefused(made, () => made.extract(), {
      code: 'SOURCE_UNREADABLE',
      says: 'app_v1.db cannot be read: database disk image is malformed',
      state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'unchanged, from an earlier run' },
      next,
    });
  });
});

test('a database that a writer has locked', async () => {
  const made = shop();
  const writer = new BetterSqlite3(made.source);
  onTestFinished(() => void writer.close());
  writer.exec(`BEGIN EXCLUSIVE; DELETE FROM item`);
  const locked = contentOf(made.folder);
  await expectRefused(made, () => made.extract(), {
    code: 'SOURCE_LOCKED',
    says: 'app_v1.db is locked by a writer, and was still locked after 5 s',
    state,
    next,
  });
  expect(contentOf(made.folder)).toEqual(locked);
  writer.exec('ROLLBACK');
  expect((await made.extract()).manifest.tables[0]?.rows).toBe(3);
});

test('a writer that has not written to the file yet is no hindrance', async () => {
  const made = shop();
  const writer = new BetterSqlite3(made.source);
  onTestFinished(() => void writer.close());
  writer.exec(`BEGIN IMMEDIATE; DELETE FROM item`);
  expect((await made.extract()).manifest.tables[0]?.rows).toBe(3);
  writer.exec('COMMIT');
});

describe('a database with a write-ahead log', () => {
  test('and an open writer: what is committed is read, in one snapshot', async () => {
    const made = shop();
    const writer = new BetterSqlite3(made.source);
    onTestFinished(() => void writer.close());
    writer.exec(
      `PRAGMA journal_mode = WAL; INSERT INTO item VALUES (4, 'committed'); BEGIN; INSERT INTO item VALUES (5, 'not yet')`,
    );
    const before = readFileSync(made.source);
    expect((await made.extract()).manifest.tables[0]?.rows).toBe(4);
    writer.exec('COMMIT');
    expect(readFileSync(made.source)).toEqual(before);
    expect((await made.extract()).manifest.tables[0]?.rows).toBe(5);
  });

  test(
    'in a folder that cannot be written to: the message says what to copy',
    needs(canActAsNobody, 'needs root, to act as another user'),
    async () => {
      const made = shop(`PRAGMA journal_mode = WAL; ${item}; ${rows(3)}`);
      chmodSync(made.folder, 0o555);
      chmodSync(made.source, 0o444);
      const extract = () => asNobody(() => made.extract());
      await expectRefused(made, extract, {
        code: 'SOURCE_UNREADABLE',
        says: 'app_v1.db cannot be read: it is in WAL mode, and its folder cannot be written to. Copy app_v1.db to a folder that can',
        state,
        next,
      });
    },
  );
});

test('a hot journal, which a program left that crashed: nothing is rolled back by a reader', async () => {
  const made = shop(`${item}; ${rows(3000)}`);
  const writer = new BetterSqlite3(made.source);
  writer.exec(`PRAGMA cache_size = 1; BEGIN; UPDATE item SET name = name || ' changed'`);
  for (const suffix of ['', '-journal']) copyFileSync(`${made.source}${suffix}`, `${made.source}.crashed${suffix}`);
  writer.exec('ROLLBACK');
  writer.close();
  for (const suffix of ['', '-journal']) copyFileSync(`${made.source}.crashed${suffix}`, `${made.source}${suffix}`);
  await expectRefused(made, () => made.extract(), {
    code: 'SOURCE_UNREADABLE',
    says: 'app_v1.db cannot be read: app_v1.db-journal is there: a program crashed while it was writing. Let that program open the database once',
    state,
    next,
  });
  change(made.source, 'SELECT count(*) FROM item');
  expect((await made.extract()).manifest.tables[0]?.rows).toBe(3000);
});
