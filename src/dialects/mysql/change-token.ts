import { textOf } from '../raw-values.ts';
import { placeDigest, stateDigest, tokenFacts, tokenText, type Change } from '../change.ts';
import type { MysqlLocation } from './location.ts';
import { connect, type MysqlConnection } from './open.ts';

/** Where a server says how far its log of changes is: MariaDB and MySQL have different names for it. */
const positionQueries = ['SHOW BINARY LOG STATUS', 'SHOW MASTER STATUS'];

/** What a fact is that the server does not tell. Before every time, by its characters. */
const untold = '-';

const facts = ['place', 'log', 'written'] as const;

/**
 * What a server says about all its databases: the position of its log of changes. null: it keeps none, or does not tell this
 * user.
 */
export async function logPosition(connection: MysqlConnection): Promise<string | null> {
  for (const query of positionQueries) {
    const rows = await connection.query(query).catch(() => []);
    if (rows.length > 0) return stateDigest(JSON.stringify(rows.map(String)));
  }
  return null;
}

/**
 * What a server says about the content of a database: how far its log of changes is, and when a table of it was made or written
 * to, to the second. Of writes the server forgets the time when it is restarted. null: there is no such database.
 */
export async function changeToken(connection: MysqlConnection, database: string): Promise<string | null> {
  const [row] = await connection.query(stateQuery, [database, database, database]);
  if (textOf(row?.[0]) === '0') return null;
  const [, place, written] = row ?? [];
  return tokenText({
    place: placeDigest(textOf(place)),
    log: (await logPosition(connection)) ?? untold,
    written: written === null ? untold : textOf(written),
  } satisfies Record<(typeof facts)[number], string>);
}

const stateQuery = `
  SELECT (SELECT count(*) FROM information_schema.schemata WHERE schema_name = ?),
         concat_ws(' ', @@hostname, @@port, ?),
         (SELECT date_format(max(greatest(create_time, coalesce(update_time, create_time))), '%Y-%m-%dT%H:%i:%s')
            FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE')`;

/** The token of a database in a session of its own. */
export async function changeTokenAt({ server, database }: MysqlLocation): Promise<string | null> {
  await using connection = await connect(server, { database: null });
  return await changeToken(connection, database);
}

/** The log is that of all databases: that it has gone on means nothing. */
export function changeBetween(then: string, now: string): Change {
  const [before, after] = [tokenFacts(then, facts), tokenFacts(now, facts)];
  if (before.place !== after.place) return { is: 'unknown', why: 'the database was on another server then' };
  if (after.written > before.written) return { is: 'written', how: `a table was written to at ${after.written}Z` };
  if (before.log === untold || after.log === untold)
    return { is: 'unknown', why: 'the server keeps no log of changes, or does not tell this user' };
  if (then === now) return { is: 'none' };
  return { is: 'unknown', why: "the server's log of changes has gone on, and may be about other databases" };
}
