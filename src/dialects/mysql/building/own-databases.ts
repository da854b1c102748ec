import { failure } from '../../../errors.ts';
import { step } from '../../../failpoints/step.ts';
import { quoted } from '../ddl.ts';
import { asServerError } from '../failures.ts';
import type { MysqlConnection } from '../open.ts';
import { tablesIn } from '../structure.ts';

/** By what follows the name of an application's database, the table that says that a database is ours. */
export const markers = {
  loading: 'ntom_loading',
  replaced: 'ntom_replaced',
  check: 'ntom_check',
  /** Of a database that has its final name still, and is being removed. */
  pruned: 'ntom_pruned',
} as const;

export type OwnKind = keyof typeof markers;

export type OwnState = 'missing' | 'empty' | 'ours' | 'foreign';

/**
 * Whose a database is. An empty one may be anybody's, also ours: a run can be ended before it has made the first table. Nothing is
 * lost with it.
 */
export async function ownState(connection: MysqlConnection, database: string, kind: OwnKind): Promise<OwnState> {
  const tables = await tablesIn(connection, database);
  if (tables.includes(markers[kind])) return 'ours';
  if (tables.length > 0) return 'foreign';
  const [row] = await connection.query(
    `SELECT (SELECT count(*) FROM information_schema.schemata WHERE schema_name = ?),
            (SELECT count(*) FROM information_schema.routines WHERE routine_schema = ?),
            (SELECT count(*) FROM information_schema.events WHERE event_schema = ?)`,
    [database, database, database],
  );
  if (row?.[0] === 0n) return 'missing';
  return row?.[1] === 0n && row[2] === 0n ? 'empty' : 'foreign';
}

/**
 * @throws {NtomError} `TARGET_NAME_TAKEN` for a database that is not ours.
 */
export async function requireOwn(
  connection: MysqlConnection,
  database: string,
  kind: OwnKind,
): Promise<Exclude<OwnState, 'foreign'>> {
  const state = await ownState(connection, database, kind);
  if (state === 'foreign') throw failure('TARGET_NAME_TAKEN', { database });
  return state;
}

/** Removes a database of ours, if it is there; never another one. */
export async function dropOwn(connection: MysqlConnection, database: string, kind: OwnKind): Promise<void> {
  const state = await ownState(connection, database, kind);
  if (state === 'missing' || state === 'foreign') return;
  const drop = `DROP DATABASE IF EXISTS ${quoted(database)}`;
  await step('own.drop-database', () => connection.run(drop), asServerError);
}
