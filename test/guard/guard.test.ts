import { DatabaseSync } from 'node:sqlite';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { assertSchema, databaseName, schemaVersionOf } from '../../src/guard.ts';

const v3 = { version: 3, fingerprint: 'a'.repeat(64) };
const other = 'b'.repeat(64);

const drivers = {
  'better-sqlite3': () => new BetterSqlite3(':memory:'),
  'node:sqlite': () => new DatabaseSync(':memory:'),
};

describe.each(Object.entries(drivers))('assertSchema on a connection of %s', (_, open) => {
  const databaseWith = (schema: number, fingerprint: string) => {
    const database = open();
    database.exec('CREATE TABLE ntom_schema (schema INTEGER, fingerprint TEXT, contentId TEXT, loadedAt TEXT)');
    database.prepare('INSERT INTO ntom_schema VALUES (?, ?, NULL, ?)').run(schema, fingerprint, '2024-01-01T00:00:00Z');
    return database;
  };

  test('accepts the schema it was written for', () => {
    expect(assertSchema(databaseWith(3, v3.fingerprint), v3)).toBeUndefined();
  });

  test('names both versions and the command', () => {
    expect(() => assertSchema(databaseWith(2, other), v3)).toThrow(
      'this release needs schema 3, but the database has schema 2; run: ntom migrate --to 3',
    );
    expect(() => assertSchema(databaseWith(4, other), v3)).toThrow('has schema 4; run: ntom url 3');
    expect(() => assertSchema(databaseWith(4, other), v3)).toThrow(
      expect.objectContaining({ code: 'APP_SCHEMA_DIFFERS' }),
    );
  });

  test('refuses another schema of the same number', () => {
    expect(() => assertSchema(databaseWith(3, other), v3)).toThrow(
      expect.objectContaining({ code: 'APP_SCHEMA_ALTERED' }),
    );
    expect(() => assertSchema(databaseWith(3, other), v3)).toThrow('bbbbbbbbbbbb');
  });

  test('refuses a database that ntom did not make', () => {
    expect(() => assertSchema(open(), v3)).toThrow(expect.objectContaining({ code: 'APP_SCHEMA_UNKNOWN' }));
    const empty = databaseWith(3, v3.fingerprint);
    empty.exec('DELETE FROM ntom_schema');
    expect(() => assertSchema(empty, v3)).toThrow('its table ntom_schema is empty');
    const foreign = open();
    foreign.exec('CREATE TABLE ntom_schema (x); INSERT INTO ntom_schema VALUES (1)');
    expect(() => assertSchema(foreign, v3)).toThrow('not as ntom writes it');
  });

  test("leaves the driver's other errors alone", () => {
    const closed = databaseWith(3, v3.fingerprint);
    closed.close();
    expect(() => assertSchema(closed, v3)).toThrow(/not open/);
  });
});

describe('assertSchema with a function', () => {
  const row = { schema: 3, fingerprint: v3.fingerprint, contentId: null, loadedAt: '' };

  test('checks at once what is there at once', () => {
    expect(assertSchema(() => row, v3)).toBeUndefined();
    expect(() => assertSchema(() => ({ ...row, schema: 1n }), v3)).toThrow('has schema 1');
  });

  test('waits for a promise', async () => {
    const check = assertSchema(async () => row, v3);
    expectTypeOf(check).toEqualTypeOf<Promise<void>>();
    await expect(check).resolves.toBeUndefined();
    await expect(assertSchema(async () => ({ ...row, schema: 2 }), v3)).rejects.toThrow('has schema 2');
    await expect(assertSchema(async () => undefined, v3)).rejects.toMatchObject({ code: 'APP_SCHEMA_UNKNOWN' });
    const missing = async () => Promise.reject(new Error("Table 'app_v3.ntom_schema' doesn't exist"));
    await expect(assertSchema(missing, v3)).rejects.toMatchObject({ code: 'APP_SCHEMA_UNKNOWN' });
    const lost = async () => Promise.reject(new Error('connection lost'));
    await expect(assertSchema(lost, v3)).rejects.toThrow('connection lost');
  });

  test('asks for the row of ntom_schema', () => {
    const asked: string[] = [];
    assertSchema((sql) => (asked.push(sql), row), v3);
    expect(asked).toEqual(['SELECT * FROM ntom_schema']);
  });
});

test('a connection that would be checked too late, or not at all, is refused', () => {
  const later = { prepare: () => ({ get: async () => ({ schema: 3 }) }) };
  expect(() => assertSchema(later, v3)).toThrow('a connection whose get() is asynchronous');
  for (const wrong of [null, undefined, 'app_v3.db', {}, { prepare: 3 }]) {
    expect(() => assertSchema(wrong as never, v3)).toThrow(
      expect.objectContaining({ code: 'APP_DATABASE_NOT_UNDERSTOOD' }),
    );
  }
});

test('databaseName', () => {
  expect(databaseName('app', 3)).toBe('app_v3');
  for (const app of ['', '1app', 'a b', 'a/b', '../a', 'app_v2', 'ä', 'a'.repeat(41)]) {
    expect(() => databaseName(app, 3)).toThrow(expect.objectContaining({ code: 'APP_NAME_WRONG' }));
  }
  for (const version of [0, -1, 1.5, Number.NaN, '3' as never]) {
    expect(() => databaseName('app', version)).toThrow(expect.objectContaining({ code: 'APP_VERSION_WRONG' }));
  }
});

test('schemaVersionOf', () => {
  expect(['3.1', '3.1.4', '12.0.0-beta.1', '3.1+build'].map(schemaVersionOf)).toEqual([3, 3, 12, 3]);
  for (const release of ['3', 'v3.1', '03.1', '0.1', '3.', '3.x', '', ' 3.1', '3.1.4.5', 3.1 as never, null as never]) {
    expect(() => schemaVersionOf(release)).toThrow(expect.objectContaining({ code: 'APP_RELEASE_WRONG' }));
  }
});
