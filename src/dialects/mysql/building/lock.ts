import { failure } from '../../../errors.ts';
import { textOf } from '../../raw-values.ts';
import { literal, quoted } from '../ddl.ts';
import type { MysqlLocation } from '../location.ts';
import type { MysqlConnection } from '../open.ts';
import { loadingName } from './building.ts';

/**
 * The lock goes with the session: it never outlives its process.
 *
 * @throws {NtomError} `TARGET_LOCKED`.
 */
export async function lock(connection: MysqlConnection, location: MysqlLocation): Promise<void> {
  const [row] = await connection.query(`SELECT GET_LOCK(${lockName(location)}, 0)`);
  if (row?.[0] === 1n) return;
  const holder = (await lockHolder(connection, location)) ?? 'another process, which has ended by now';
  throw failure('TARGET_LOCKED', { database: location.database, holder });
}

/** Who holds it: what he has written down of himself, and his session; null: nobody. */
export async function lockHolder(connection: MysqlConnection, location: MysqlLocation): Promise<string | null> {
  const session = await lockSession(connection, location);
  if (session === null) return null;
  const [row] = await connection.query('SELECT host, time FROM information_schema.processlist WHERE id = ?', [session]);
  const seen = row === undefined ? '' : ` from ${textOf(row[0])}, last heard of ${textOf(row[1])} s ago`;
  const shown = `connection ${session} of ${location.server.host}:${location.server.port}${seen}`;
  const written = await writtenHolder(connection, location);
  return written === null ? shown : `${written}, by ${shown}`;
}

/**
 * Before a transaction of another session is committed: a load that has lost its lock may not change what another one has begun.
 * That one removes nothing before the transaction ends, since the tables are in use until then.
 *
 * @throws {NtomError} `SERVER_FAILED`.
 */
export async function requireLock(connection: MysqlConnection, location: MysqlLocation, held: bigint): Promise<void> {
  if ((await lockSession(connection, location)) === held) return;
  const { host, port } = location.server;
  const reason = `the connection was lost that held the lock on ${location.database}`;
  throw failure('SERVER_FAILED', { server: `${host}:${port}`, reason });
}

export async function sessionOf(connection: MysqlConnection): Promise<bigint> {
  const [row] = await connection.query('SELECT CONNECTION_ID()');
  return BigInt(textOf(row?.[0]));
}

function lockName({ database }: MysqlLocation): string {
  return literal(`ntom:${database}`);
}

async function lockSession(connection: MysqlConnection, location: MysqlLocation): Promise<bigint | null> {
  const [row] = await connection.query(`SELECT IS_USED_LOCK(${lockName(location)})`);
  return row?.[0] === null || row === undefined ? null : BigInt(textOf(row[0]));
}

/** null: he has not yet, or the user may not read it. */
async function writtenHolder(connection: MysqlConnection, location: MysqlLocation): Promise<string | null> {
  const table = `${quoted(loadingName(location))}.ntom_loading`;
  const rows = await connection.query(`SELECT holder, since FROM ${table}`).catch(() => []);
  const [row] = rows;
  return row === undefined ? null : `${textOf(row[0])}, since ${textOf(row[1])}`;
}
