import type { SslOptions } from 'mysql2';
import { failure, reasonOf } from '../../errors.ts';
import { step } from '../../failpoints/step.ts';
import { copiedAt, copyName, longestAgeMs, type Copies, type DatabaseCopy } from '../copies.ts';
import { textOf } from '../raw-values.ts';
import { copyTables, otherThings } from './copying/copy-database.ts';
import { tlsOptions } from './connection/tls.ts';
import { quoted } from './ddl.ts';
import { asServerError, serverFailure } from './failures.ts';
import { locate, locationOf, mysqlLocation, type MysqlLocation } from './location.ts';
import { accountOf, connect, type MysqlConnection } from './open.ts';
import { runInAnyOrder } from './building/definitions.ts';
import { schemaRecord } from './structure.ts';

/** What a driver needs to connect, by the names that mysql2 gives it. */
export interface ServerConnection {
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  readonly ssl?: SslOptions;
}

/** A database of a test's own on a server. */
export interface ServerAccess {
  /** As `ntom url` prints it, without a password. */
  readonly url: string;
  /** With the password: not to be printed. */
  connection(): ServerConnection;
}

export const copies: Copies = {
  make: (template) => make(mysqlLocation(template)),
  // A template is as old as its load.
  touch: async () => undefined,
  prune,
};

async function make(template: MysqlLocation): Promise<DatabaseCopy> {
  const copy = locationOf(template.server, copyName());
  await onServer(copy, async (connection) => {
    try {
      await copyDatabase(connection, template, copy);
    } catch (error) {
      await drop(connection, copy.database).catch(() => undefined);
      throw error;
    }
  });
  const access = { url: String(copy), connection: () => connectionTo(copy) };
  return { location: copy, access, remove: () => onServer(copy, (connection) => drop(connection, copy.database)) };
}

async function copyDatabase(connection: MysqlConnection, from: MysqlLocation, to: MysqlLocation): Promise<void> {
  const create = `CREATE DATABASE ${quoted(to.database)} DEFAULT CHARACTER SET utf8mb4`;
  await step('copy.create-database', () => connection.run(create), asServerError);
  await connection.run(`USE ${quoted(to.database)}`);
  await connection.run('SET SESSION foreign_key_checks = 0');
  await copyTables(connection, from.database);
  const [refused] = await runInAnyOrder(connection, await otherThings(connection, from, to), (sql) =>
    step('copy.create-other', () => connection.run(sql), asServerError),
  );
  if (refused === undefined) return;
  const { sql: statement, error } = refused;
  throw failure('TARGET_REFUSED_STATEMENT', { database: to.label, reason: reasonOf(error), statement }, error);
}

function connectionTo({ server, database }: MysqlLocation): ServerConnection {
  const { host, port, socketPath } = server;
  const ssl = tlsOptions(server);
  return {
    host,
    port,
    database,
    ...accountOf(server),
    ...(socketPath === null ? {} : { socketPath }),
    ...(ssl === undefined ? {} : { ssl }),
  };
}

/** What cannot be removed stays for the next time. */
async function prune(place: string): Promise<void> {
  const at = locate(place, 'ntom', 1);
  await onServer(at, async (connection) => {
    const rows = await connection.query(
      String.raw`SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'ntom\_%'`,
    );
    for (const name of rows.map(([each]) => textOf(each))) {
      const longest = longestAgeMs(name);
      const since = longest === null ? null : await madeAt(connection, name).catch(() => null);
      if (longest === null || since === null || Date.now() - since < longest) continue;
      await drop(connection, name).catch(() => undefined);
    }
  });
}

/** null: it is not complete, and for a load to remove. */
async function madeAt(connection: MysqlConnection, name: string): Promise<number | null> {
  if (name.startsWith('ntom_copy_')) return copiedAt(name);
  await connection.run(`USE ${quoted(name)}`);
  const record = await schemaRecord(connection, name);
  return record === null ? null : Date.parse(record.loadedAt);
}

async function drop(connection: MysqlConnection, database: string): Promise<void> {
  const sql = `DROP DATABASE IF EXISTS ${quoted(database)}`;
  await step('copy.drop-database', () => connection.run(sql), asServerError);
}

async function onServer(
  { server }: MysqlLocation,
  work: (connection: MysqlConnection) => Promise<void>,
): Promise<void> {
  try {
    await using connection = await connect(server, { database: null });
    await work(connection);
  } catch (error) {
    throw serverFailure(server, error);
  }
}
