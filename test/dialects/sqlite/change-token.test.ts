import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { changeToken } from '../../../src/dialects/sqlite/change-token.ts';
import { databaseFile, fromSource, type DatabaseFile } from './database-file.ts';

const rows = ['CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', `INSERT INTO t VALUES (1, 'one'), (2, 'two')`];
/** Neither the number of pages nor the schema changes. */
const update = `UPDATE t SET a = a || '!' WHERE id = 1`;

const tokenOf = (file: DatabaseFile): Promise<string | null> => fromSource(file, async (source) => source.changeToken);

function application(file: DatabaseFile): Database {
  const database = new BetterSqlite3(file.path);
  onTestFinished(() => void database.close());
  return database;
}

describe.each(['DELETE', 'TRUNCATE', 'PERSIST', 'MEMORY', 'OFF'])('journal mode %s', (mode) => {
  test('equal without a change, another one after a write', async () => {
    const file = databaseFile(...rows);
    const before = await tokenOf(file);
    expect(before).toMatch(/^place=[0-9a-f]{4} counter=\d+ header=[0-9a-f]{16} times=\d+ log=empty$/);
    expect(await tokenOf(file)).toBe(before);
    expect(file.values('SELECT count(*) FROM t')).toEqual([2n]);
    expect(await tokenOf(file)).toBe(before);
    file.run(`PRAGMA journal_mode = ${mode}`, update);
    expect(await tokenOf(file)).not.toBe(before);
  });
});

describe('a write-ahead log', () => {
  const wal = () => databaseFile('PRAGMA journal_mode = WAL', ...rows);

  test('equal without a change, also while the application has it open', async () => {
    const file = wal();
    const database = application(file);
    database.exec(update);
    const before = await tokenOf(file);
    expect(before).not.toBeNull();
    expect(database.prepare('SELECT count(*) FROM t').pluck().get()).toBe(2);
    expect(await tokenOf(file)).toBe(before);
  });

  test('another one after a write that is only in the log', async () => {
    const file = wal();
    const database = application(file);
    database.exec(update);
    const before = await tokenOf(file);
    database.exec(update);
    expect(await tokenOf(file)).not.toBe(before);
  });

  test('another one after a write and a checkpoint', async () => {
    const file = wal();
    const database = application(file);
    const before = await tokenOf(file);
    database.exec(update);
    database.pragma('wal_checkpoint(TRUNCATE)');
    expect(statSync(`${file.path}-wal`).size).toBe(0);
    expect(await tokenOf(file)).not.toBe(before);
  });

  test('another one after a write by an application that has closed it, so that there is no log', async () => {
    const file = wal();
    expect(existsSync(`${file.path}-wal`)).toBe(false);
    const before = await tokenOf(file);
    file.run(update);
    expect(statSync(`${file.path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    expect(await tokenOf(file)).not.toBe(before);
  });

  test('that is too large to read gives none', async () => {
    const file = wal();
    const copy = databaseFile(...rows);
    copyFileSync(file.path, copy.path);
    copyFileSync(file.path, `${copy.path}-wal`);
    truncateSync(`${copy.path}-wal`, 256 * 1024 * 1024 + 1);
    expect(changeToken(copy.path)).toBeNull();
  });
});

test('another database has another token', async () => {
  expect(await tokenOf(databaseFile(...rows))).not.toBe(await tokenOf(databaseFile(...rows, update)));
});
