import { textOf } from '../raw-values.ts';
import { failure } from '../../errors.ts';
import { step } from '../../failpoints/step.ts';
import type { Removal } from '../removal.ts';
import { tablesOf } from './building/definitions.ts';
import { lock } from './building/lock.ts';
import { dropOwn, markers, ownState } from './building/own-databases.ts';
import { requirePrivileges } from './connection/privileges.ts';
import { quoted } from './ddl.ts';
import { asServerError, serverFailure } from './failures.ts';
import { mysqlLocation, type MysqlLocation } from './location.ts';
import { connect, type MysqlConnection } from './open.ts';

export const removal: Removal = {
  remove: (location) =>
    whileLocked(mysqlLocation(location), async (connection, { database }) => {
      await requirePrivileges(connection, [database], ['SELECT', 'INSERT', 'CREATE', 'DROP', 'ALTER']);
      await requireOurs(connection, database);
      await refuseInUse(connection, database);
      const [record, marker] = [`${quoted(database)}.ntom_schema`, `${quoted(database)}.${markers.pruned}`];
      // In one step it is no database of a version any more, and is known to be ours.
      const rename = `RENAME TABLE ${record} TO ${marker}`;
      await step('prune.mark-database', () => connection.run(rename), asServerError);
      await dropMarked(connection, database);
    }),
  finish: (location) =>
    whileLocked(mysqlLocation(location), async (connection, { database }) => {
      if ((await ownState(connection, database, 'pruned')) === 'ours') await dropMarked(connection, database);
    }),
};

async function whileLocked(
  location: MysqlLocation,
  work: (connection: MysqlConnection, location: MysqlLocation) => Promise<void>,
): Promise<void> {
  const connection = await connect(location.server, { database: null });
  try {
    await lock(connection, location);
    await work(connection, location);
  } catch (error) {
    throw serverFailure(location.server, error);
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

async function requireOurs(connection: MysqlConnection, database: string): Promise<void> {
  const tables = await tablesOf(connection, database);
  const hasRecord = tables.some(({ name, isView }) => name === 'ntom_schema' && !isView);
  const rows = hasRecord ? await connection.query(`SELECT 1 FROM ${quoted(database)}.ntom_schema`) : [];
  if (rows.length === 0) throw failure('PRUNE_FOREIGN', { what: database, reason: 'ntom did not make it' });
}

/** As far as this user may see it. */
async function refuseInUse(connection: MysqlConnection, database: string): Promise<void> {
  const [sessions] = await connection.query(
    'SELECT count(*) FROM information_schema.processlist WHERE db = ? AND id <> CONNECTION_ID()',
    [database],
  );
  const count = Number(sessions?.[0]);
  if (count > 0)
    throw failure('PRUNE_IN_USE', { database, by: `${count} ${count === 1 ? 'session' : 'sessions'} of the server` });
  const [child] = await connection.query(
    `SELECT table_schema, table_name FROM information_schema.key_column_usage
      WHERE referenced_table_schema = ? AND table_schema <> ? LIMIT 1`,
    [database, database],
  );
  if (child !== undefined)
    throw failure('PRUNE_IN_USE', { database, by: `a foreign key of ${child.map(textOf).join('.')}` });
}

/** Whatever order its tables are dropped in, the one that says that it is ours goes last, with the database. */
async function dropMarked(connection: MysqlConnection, database: string): Promise<void> {
  await connection.run('SET SESSION foreign_key_checks = 0');
  for (const { name, isView } of await tablesOf(connection, database)) {
    if (name === markers.pruned) continue;
    const drop = `DROP ${isView ? 'VIEW' : 'TABLE'} ${quoted(database)}.${quoted(name)}`;
    await step('prune.drop-table', () => connection.run(drop), asServerError);
  }
  await dropOwn(connection, database, 'pruned');
}
