import { randomBytes } from 'node:crypto';
import { failure } from '../../../errors.ts';
import { quoted } from '../ddl.ts';
import { isAccessRefused } from '../failures.ts';
import type { MysqlConnection } from '../open.ts';

/** What a user may do with the tables of a database. */
export type Privilege = keyof typeof probes;

/**
 * By privilege, a statement that the server refuses, before all else, to whoever lacks it, and that changes nothing for whoever
 * has it: nothing has the name of the probe, which is random, and most would do nothing if something had.
 */
const probes = {
  SELECT: (probe: string) => `SELECT 1 FROM ${probe}`,
  INSERT: (probe: string) => `INSERT INTO ${probe} (same, same) VALUES (1, 2)`,
  DELETE: (probe: string) => `DELETE FROM ${probe} WHERE 1 = 0`,
  CREATE: (probe: string) => `CREATE TABLE ${probe} (same INT, same INT)`,
  DROP: (probe: string) => `DROP VIEW ${probe}`,
  ALTER: (probe: string) => `ALTER TABLE ${probe} ADD COLUMN added INT`,
  'CREATE VIEW': (probe: string) => `CREATE VIEW ${probe} AS SELECT 1 AS same, 2 AS same`,
  TRIGGER: (probe: string) => `CREATE TRIGGER ${probe} BEFORE INSERT ON ${probe} FOR EACH ROW SET @unused = 1`,
} as const;

/** A server with a binary log lets only a superuser make triggers, unless it is told to trust. */
const untrustedTrigger = 1419;
const superForTriggers = 'SUPER (the server does not trust triggers: log_bin_trust_function_creators is off)';

/**
 * Asks the server itself, so that roles, patterns and whatever else it knows count.
 *
 * @throws {NtomError} `PRIVILEGE_MISSING` with all that the user lacks on the first of the databases on which something is
 *   missing. They need not exist.
 */
export async function requirePrivileges(
  connection: MysqlConnection,
  databases: readonly string[],
  privileges: readonly Privilege[],
): Promise<void> {
  for (const database of databases) {
    const missing: string[] = [];
    for (const privilege of privileges) {
      const refused = await refusalOf(connection, probes[privilege](probeIn(database)));
      if (refused !== null) missing.push(refused === untrustedTrigger ? superForTriggers : privilege);
    }
    if (missing.length > 0) throw await privilegeMissing(connection, database, missing);
  }
}

/**
 * Whether every table of a database that the user sees may be read; a privilege on each of them will do.
 *
 * @throws {NtomError} `PRIVILEGE_MISSING` if there are none, and none could be read.
 */
export async function requireReadable(
  connection: MysqlConnection,
  database: string,
  tables: readonly string[],
): Promise<void> {
  if ((await refusalOf(connection, probes.SELECT(probeIn(database)))) === null) return;
  for (const table of tables) {
    const refused = await refusalOf(connection, `SELECT 1 FROM ${quoted(database)}.${quoted(table)} LIMIT 0`);
    if (refused !== null) throw await privilegeMissing(connection, `${database}.${table}`, ['SELECT']);
  }
  if (tables.length === 0) throw await privilegeMissing(connection, database, ['SELECT']);
}

/**
 * The definitions of views are read before they are taken off a database that is replaced.
 *
 * @throws {NtomError} `PRIVILEGE_MISSING` if one of them is not shown.
 */
export async function requireShownViews(connection: MysqlConnection, database: string): Promise<void> {
  const views = await connection.query('SELECT table_name FROM information_schema.views WHERE table_schema = ?', [
    database,
  ]);
  for (const [view] of views) {
    if (typeof view !== 'string') continue;
    const refused = await refusalOf(connection, `SHOW CREATE VIEW ${quoted(database)}.${quoted(view)}`);
    if (refused !== null) throw await privilegeMissing(connection, `${database}.${view}`, ['SHOW VIEW']);
  }
}

/** What building and publishing a database takes. */
export function privilegesToBuild(
  { views, triggers }: { readonly views: readonly string[]; readonly triggers: readonly string[] },
  isLoad: boolean,
): readonly Privilege[] {
  const load: readonly Privilege[] = ['SELECT', 'DELETE'];
  const needed: readonly Privilege[] = [
    'INSERT',
    'CREATE',
    'DROP',
    'ALTER',
    // Rows are read back after a load, and its REPLACE may delete.
    ...(isLoad ? load : []),
    ...(views.length > 0 ? (['SELECT', 'CREATE VIEW'] as const) : []),
    ...(triggers.length > 0 ? (['TRIGGER'] as const) : []),
  ];
  return [...new Set(needed)];
}

/** A table that is not there. */
function probeIn(database: string): string {
  return `${quoted(database)}.${quoted(`ntom_${randomBytes(12).toString('hex')}`)}`;
}

/** The number with which the server refuses a statement to this user; null: it refuses it for another reason, or not. */
async function refusalOf(connection: MysqlConnection, sql: string): Promise<number | null> {
  try {
    await connection.run(sql);
  } catch (error) {
    if (!(error instanceof Error) || ('fatal' in error && error.fatal === true)) throw error;
    return isAccessRefused(error) && 'errno' in error ? Number(error.errno) : null;
  }
  return null;
}

async function privilegeMissing(
  connection: MysqlConnection,
  on: string,
  privileges: readonly string[],
): Promise<Error> {
  const [row] = await connection.query('SELECT CURRENT_USER()');
  const user = row?.[0];
  return failure('PRIVILEGE_MISSING', { user: typeof user === 'string' ? user : '', on, privileges });
}
