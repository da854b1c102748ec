import { changeToken } from '../change-token.ts';
import { quoted } from '../ddl.ts';
import { connect, type MysqlConnection } from '../open.ts';
import type { MysqlLocation } from '../location.ts';

/** How long a lock that holds writers back may be waited for. */
const lockTimeoutSeconds = 5;

const attempts = 3;

/** Begins the transaction of one session. What it reads from now on is the state of this moment. */
export async function beginSnapshot(session: MysqlConnection): Promise<void> {
  await session.run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await session.run('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
}

/**
 * Begins one snapshot in several sessions, by the first way that this server and user allow, and says which. null: there is
 * none, and no session has a transaction that could be mistaken for a shared one.
 */
export async function shareSnapshot(
  sessions: readonly MysqlConnection[],
  location: MysqlLocation,
  tables: readonly string[],
): Promise<string | null> {
  const begin = async (): Promise<void> => {
    for (const session of sessions) await beginSnapshot(session);
  };
  if (await whileLocked(location, 'FLUSH TABLES WITH READ LOCK', begin)) return 'FLUSH TABLES WITH READ LOCK';
  const locked = tables.map((table) => `${quoted(table)} READ`).join(', ');
  if (tables.length > 0 && (await whileLocked(location, `LOCK TABLES ${locked}`, begin))) return 'LOCK TABLES';
  return (await whileUnchanged(sessions, begin)) ? 'an unchanged position of the log of changes' : null;
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

async function whileUnchanged(sessions: readonly MysqlConnection[], begin: () => Promise<void>): Promise<boolean> {
  const [first] = sessions;
  if (first === undefined) return false;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await changeToken(first);
    if (before === null) return false;
    await begin();
    if ((await changeToken(first)) === before) return true;
  }
  return false;
}
