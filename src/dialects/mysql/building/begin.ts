import { failure } from '../../../errors.ts';
import type { SchemaDefinition } from '../../../schema/definition.ts';
import type { SchemaDdl } from '../../dialect.ts';
import { textOf } from '../../raw-values.ts';
import type { TargetOptions } from '../../target.ts';
import { refuseLoweredNames } from '../connection/lowered-names.ts';
import { privilegesToBuild, requirePrivileges, requireShownViews } from '../connection/privileges.ts';
import { textCollation } from '../connection/text-collation.ts';
import { ddl, literal, quoted, schemaRecordDdl } from '../ddl.ts';
import type { MysqlLocation } from '../location.ts';
import type { MysqlConnection } from '../open.ts';
import { tablesIn } from '../structure.ts';
import { replacedName, type Building } from './building.ts';
import { runStatement } from './statement.ts';
import { asServerError } from '../failures.ts';
import { step } from '../../../failpoints/step.ts';

/** The lock goes with the session: it never outlives its process. */
export async function lock(connection: MysqlConnection, { database, server }: MysqlLocation): Promise<void> {
  const name = literal(`ntom:${database}`);
  const [row] = await connection.query(`SELECT GET_LOCK(${name}, 0), IS_USED_LOCK(${name})`);
  if (row?.[0] === 1n) return;
  throw failure('TARGET_LOCKED', {
    database,
    holder: `connection ${textOf(row?.[1])} of ${server.host}:${server.port}`,
  });
}

type Places = Pick<Building, 'schema' | 'final' | 'loading'>;

/** Finds out what an earlier run left, refuses what may not be, and makes the empty tables if they are not there. */
export async function begin(
  connection: MysqlConnection,
  places: Places,
  { replace, partsId }: TargetOptions,
): Promise<Building> {
  const { schema, final, loading } = places;
  const collation = await textCollation(connection);
  const known = {
    ...places,
    connection,
    collation,
    ddl: ddl(schema, collation),
    record: null,
    isPublished: false,
    isDiscarded: false,
  };
  await refuseLoweredNames(connection, final, schema);
  refuseSetDefault(final, schema);
  const databases = [loading.database, final.database, ...(replace ? [replacedName(final)] : [])];
  await requirePrivileges(connection, databases, privilegesToBuild(known.ddl, partsId !== null));
  if (replace) await requireShownViews(connection, final.database);
  const state = await stateOf(connection, places, partsId);
  if (state === 'moved') return { ...known, done: await ledger(connection, loading), isMoved: true };
  if ((await tablesIn(connection, final.database)).length > 0 && !replace)
    throw failure('TARGET_EXISTS', { database: final.label });
  if (state === 'begun') return { ...known, done: await ledger(connection, loading), isMoved: false };
  await createTables(connection, known, partsId);
  return { ...known, done: new Set(), isMoved: false };
}

/** Such a key would be made without its action, and without a word. */
function refuseSetDefault({ label }: MysqlLocation, { tables }: SchemaDefinition): void {
  const foreignKeys = tables
    .flatMap((table) => table.foreignKeys)
    .filter(({ onDelete, onUpdate }) => onDelete === 'set default' || onUpdate === 'set default')
    .map(({ name }) => name);
  if (foreignKeys.length > 0) throw failure('TARGET_WITHOUT_SET_DEFAULT', { database: label, foreignKeys });
}

/** What an earlier run left: nothing (or what is no longer wanted), a load to go on with, or one that was being published. */
async function stateOf(
  connection: MysqlConnection,
  { schema, final, loading }: Places,
  partsId: string | null,
): Promise<'none' | 'begun' | 'moved'> {
  const tables = await tablesIn(connection, loading.database);
  if (tables.length === 0) return 'none';
  if (!tables.includes('ntom_loading')) throw failure('TARGET_NAME_TAKEN', { database: loading.database });
  const [row] = await connection.query(`SELECT partsId, fingerprint FROM ${quoted(loading.database)}.ntom_loading`);
  if (partsId === null || row?.[0] !== partsId || row[1] !== schema.fingerprint) return 'none';
  if (tables.includes('ntom_schema')) return 'begun';
  const moved = await tablesIn(connection, final.database);
  return moved.includes('ntom_schema') && (await isUnsigned(connection, final.database)) ? 'moved' : 'none';
}

/** The record is written last: a database without it is not complete. */
async function isUnsigned(connection: MysqlConnection, database: string): Promise<boolean> {
  const [row] = await connection.query(`SELECT count(*) FROM ${quoted(database)}.ntom_schema`);
  return row?.[0] === 0n;
}

async function ledger(connection: MysqlConnection, { database }: MysqlLocation): Promise<Set<string>> {
  const rows = await connection.query(`SELECT part FROM ${quoted(database)}.ntom_ledger`);
  return new Set(rows.map(([part]) => textOf(part)));
}

const ownTables = [
  'CREATE TABLE ntom_loading (partsId VARCHAR(64), fingerprint VARCHAR(64) NOT NULL) ENGINE = InnoDB',
  'CREATE TABLE ntom_ledger (part VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY) ENGINE = InnoDB',
];

async function createTables(
  connection: MysqlConnection,
  building: Places & { ddl: SchemaDdl },
  partsId: string | null,
): Promise<void> {
  const { schema, loading, final } = building;
  const database = quoted(loading.database);
  await step('loading.drop-database', () => connection.run(`DROP DATABASE IF EXISTS ${database}`), asServerError);
  await step(
    'loading.create-database',
    () => connection.run(`CREATE DATABASE ${database} DEFAULT CHARACTER SET utf8mb4`),
    asServerError,
  );
  await connection.run(`USE ${database}`);
  await connection.run('SET SESSION foreign_key_checks = 0');
  for (const statement of ownTables)
    await step('loading.create-own-table', () => connection.run(statement), asServerError);
  for (const statement of [...building.ddl.tables, schemaRecordDdl])
    await step('loading.create-table', () => runStatement(connection, final, statement), asServerError);
  const id = partsId === null ? 'NULL' : literal(partsId);
  const begun = `INSERT INTO ntom_loading VALUES (${id}, ${literal(schema.fingerprint)})`;
  await step('loading.sign', () => connection.run(begun), asServerError);
}
