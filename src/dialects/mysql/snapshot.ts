import type { FellowReaders, Source } from '../source.ts';
import { changeToken, logPosition } from './change-token.ts';
import { quoted } from './ddl.ts';
import { connect, type MysqlConnection } from './open.ts';
import type { MysqlLocation } from './location.ts';
import { structure } from './structure.ts';

/** What a source says of its snapshot. */
export type Snapshot = Pick<Source, 'isShared' | 'snapshotMethod' | 'changeToken'>;

/** How long a lock that holds writers back may be waited for. */
const lockTimeoutSeconds = 5;

const attempts = 3;

/** Begins the transaction of one session. What it reads from now on is the state of this moment; it writes never more. */
export async function beginSnapshot(session: MysqlConnection): Promise<void> {
  await session.run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await session.run('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
}

/**
 * Begins the snapshot of a session and of its fellow readers, in one state of the database if this server and user allow it in
 * any way; which one, the method says.
 */
export async function takeSnapshot(
  session: MysqlConnection,
  location: MysqlLocation,
  fellows: FellowReaders | undefined,
): Promise<Snapshot> {
  const before = await changeToken(session, location.database);
  const isAlone = fellows === undefined || fellows.count === 0;
  const way = isAlone ? null : await shareSnapshot(session, location, fellows);
  if (way === null) await beginSnapshot(session);
  return {
    isShared: way !== null,
    snapshotMethod: isAlone
      ? 'one reader, one consistent snapshot'
      : way === null
        ? 'one reader: this user and server have no way to share a snapshot'
        : `${fellows.count + 1} readers, one snapshot by ${way}`,
    changeToken: before,
  };
}

/** By the first way that works; null: there is none, and nobody has a transaction that could be mistaken for a shared one. */
async function shareSnapshot(
  session: MysqlConnection,
  location: MysqlLocation,
  fellows: FellowReaders,
): Promise<string | null> {
  const begin = async (): Promise<void> => {
    await beginSnapshot(session);
    await fellows.begin();
  };
  if (await whileLocked(location, 'FLUSH TABLES WITH READ LOCK', begin)) return 'FLUSH TABLES WITH READ LOCK';
  const tables = (await structure(session, location.database)).map(({ name }) => `${quoted(name)} READ`);
  if (tables.length > 0 && (await whileLocked(location, `LOCK TABLES ${tables.join(', ')}`, begin)))
    return 'LOCK TABLES';
  return (await whileUnchanged(session, begin)) ? 'an unchanged position of the log of changes' : null;
}

/** In a session of its own: its lock goes when it ends, in any case. */
async function whileLocked(location: MysqlLocation, lock: string, begin: () => Promise<void>): Promise<boolean> {
  await using guard = await connect(location.server, { database: location.database });
  await guard.run(`SET SESSION lock_wait_timeout = ${lockTimeoutSeconds}`);
  try {
    await guard.run(lock);
  } catch {
    return false;
  }
  await begin();
  await guard.run('UNLOCK TABLES');
  return true;
}

async function whileUnchanged(session: MysqlConnection, begin: () => Promise<void>): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await logPosition(session);
    if (before === null) return false;
    await begin();
    if ((await logPosition(session)) === before) return true;
  }
  return false;
}
