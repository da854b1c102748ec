import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { sqliteLocation } from '../../src/dialects/sqlite/location.ts';
import type { DirectAccess } from './direct-access.ts';

export const sqliteAccess: DirectAccess = {
  async adopt(file, database) {
    const { path } = sqliteLocation(database);
    mkdirSync(dirname(path), { recursive: true });
    if (!file.pathname.endsWith('.sql')) return copyFileSync(file, path);
    const connection = new Database(path);
    connection.exec(readFileSync(file, 'utf8'));
    connection.close();
  },
  async execute(database, script) {
    using(database, {}, (connection) => {
      connection.pragma('foreign_keys = OFF');
      connection.transaction(() => connection.exec(script))();
    });
  },
  query: async (database, sql) => using(database, { readonly: true }, (connection) => rows(connection, sql)),
  faults: async (database) =>
    using(database, { readonly: true }, (connection) => [
      ...rows(connection, 'PRAGMA integrity_check').filter((row) => row.integrity_check !== 'ok'),
      ...rows(connection, 'PRAGMA foreign_key_check'),
    ]),
  contentHash: async (database) =>
    createHash('sha256')
      .update(readFileSync(sqliteLocation(database).path))
      .digest('hex'),
};

function using<T>(location: DatabaseLocation, options: Database.Options, use: (connection: Database.Database) => T): T {
  const connection = new Database(sqliteLocation(location).path, { fileMustExist: true, ...options });
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}

function rows(connection: Database.Database, sql: string): Record<string, unknown>[] {
  return connection.prepare<[], Record<string, unknown>>(sql).all();
}
