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
import { isSigned, tablesIn } from '../structure.ts';
import { loadingName, replacedName, type Building } from './building.ts';
import { sessionOf } from './lock.ts';
import { dropOwn, requireOwn } from './own-databases.ts';
import { runStatement } from './statement.ts';
import { asServerError, isAccessRefused } from '../failures.ts';
import { step } from '../../../failpoints/step.ts';

type Places = Pick<Building, 'schema' | 'final' | 'loading'>;

/** Finds out what an earlier run left, refuses what may not be, and makes the empty tables if they are not there. */
export async function begin(
  connection: MysqlConnection,
  places: Places,
  { replace, partsId, command = `load ${places.schema.version}` }: TargetOptions,
): Promise<Building> {
  const { schema, final, loading } = places;
  const collation = await textCollation(connection);
  const known = {
    ...places,
    connection,
    collation,
    ddl: ddl(schema, collation),
    session: await sessionOf(connection),
    record: null,
    isPublished: false,
    isDiscarded: false,
  };
  const isLoad = partsId !== null;
  for (const check of checksToBuild(connection, { ...places, ddl: known.ddl, replace, isLoad })) await check();
  if (replace) await requireShownViews(connection, final.database);
  if (replace) await requireOwn(connection, replacedName(final), 'replaced');
  await dropFinished(connection, final);
  const state = await stateOf(connection, places, partsId);
  const loadingSign = { partsId, fingerprint: schema.fingerprint, command };
  if (state !== 'none') await takeOver(connection, loading, loadingSign);
  if (state === 'moved') return { ...known, done: await ledger(connection, loading), isMoved: true };
  if ((await tablesIn(connection, final.database)).length > 0 && !replace)
    throw failure('TARGET_EXISTS', { database: final.label });
  if (state === 'begun') return { ...known, done: await ledger(connection, loading), isMoved: false };
  await createTables(connection, known, loadingSign);
  return { ...known, done: new Set(), isMoved: false };
}

export interface ToBuild extends Places {
  readonly ddl: SchemaDdl;
  readonly replace: boolean;
  /** Whether rows are loaded too. */
  readonly isLoad: boolean;
}

/**
 * What a server and its user have to be fit for, each by itself. They throw.
 *
 * @throws {NtomError} `TARGET_LOWERS_NAMES`, `TARGET_WITHOUT_SET_DEFAULT`, `PRIVILEGE_MISSING`.
 */
export function checksToBuild(
  connection: MysqlConnection,
  { schema, final, loading, ddl, replace, isLoad }: ToBuild,
): readonly (() => Promise<void>)[] {
  const databases = [loading.database, final.database, ...(replace ? [replacedName(final)] : [])];
  return [
    () => refuseLoweredNames(connection, final, schema),
    async () => refuseSetDefault(final, schema),
    () => requirePrivileges(connection, databases, privilegesToBuild(ddl, isLoad)),
  ];
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
  if ((await requireOwn(connection, loading.database, 'loading')) !== 'ours') return 'none';
  const tables = await tablesIn(connection, loading.database);
  const [row] = await connection.query(`SELECT partsId, fingerprint FROM ${quoted(loading.database)}.ntom_loading`);
  if (partsId === null || row?.[0] !== partsId || row[1] !== schema.fingerprint) return 'none';
  if (tables.includes('ntom_schema')) return 'begun';
  const moved = await tablesIn(connection, final.database);
  return moved.includes('ntom_schema') && !(await isSigned(connection, final.database)) ? 'moved' : 'none';
}

/**
 * Removes what a run has left that was ended when the database was complete already: what was moved there or replaced by it is of no
 * use any more. A load that was begun and not moved stays, whatever it is of.
 */
export async function dropFinished(connection: MysqlConnection, final: MysqlLocation): Promise<void> {
  const there = await tablesIn(connection, final.database);
  if (!there.includes('ntom_schema') || !(await isSigned(connection, final.database).catch(unlessRefused))) return;
  const loading = loadingName(final);
  const begun = await tablesIn(connection, loading);
  if (begun.includes('ntom_loading') && !begun.includes('ntom_schema')) await dropOwn(connection, loading, 'loading');
  await dropOwn(connection, replacedName(final), 'replaced');
}

/** Who may not read the record does not know. */
function unlessRefused(error: unknown): false {
  if (!isAccessRefused(error)) throw error;
  return false;
}

async function ledger(connection: MysqlConnection, { database }: MysqlLocation): Promise<Set<string>> {
  const rows = await connection.query(`SELECT part FROM ${quoted(database)}.ntom_ledger`);
  return new Set(rows.map(([part]) => textOf(part)));
}

const ownTables = [
  `CREATE TABLE ntom_loading
     (partsId VARCHAR(64), fingerprint VARCHAR(64) NOT NULL, holder VARCHAR(255), since VARCHAR(30)) ENGINE = InnoDB`,
  'CREATE TABLE ntom_ledger (part VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY) ENGINE = InnoDB',
];

async function createTables(
  connection: MysqlConnection,
  building: Places & { ddl: SchemaDdl },
  sign: Sign,
): Promise<void> {
  const { loading, final } = building;
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
  await step('loading.sign', () => connection.run(signSql(loading, sign)), asServerError);
}

/** What a load is of, and who is at work on it. */
interface Sign {
  readonly partsId: string | null;
  readonly fingerprint: string;
  readonly command: string;
}

/** Nobody needs the right to update for it. */
async function takeOver(connection: MysqlConnection, loading: MysqlLocation, sign: Sign): Promise<void> {
  const remove = `DELETE FROM ${quoted(loading.database)}.ntom_loading`;
  await step('loading.begin-take-over', () => connection.run('START TRANSACTION'), asServerError);
  await step('loading.unsign', () => connection.run(remove), asServerError);
  await step('loading.sign-again', () => connection.run(signSql(loading, sign)), asServerError);
  await step('loading.take-over', () => connection.run('COMMIT'), asServerError);
}

function signSql({ database }: MysqlLocation, { partsId, fingerprint, command }: Sign): string {
  const holder = `process ${process.pid} (${command})`.slice(0, 250);
  const values = [partsId, fingerprint, holder, new Date().toISOString()];
  const literals = values.map((value) => (value === null ? 'NULL' : literal(value)));
  return `INSERT INTO ${quoted(database)}.ntom_loading VALUES (${literals.join(', ')})`;
}
