import { failure, reasonOf, type NtomError } from './errors.ts';
import type { SchemaDefinition } from './schema/definition.ts';

/** A connection with synchronous statements, whatever driver made it. */
export interface SqlConnection {
  prepare(sql: string): { get(): unknown };
}

/** Runs a query of one row and returns the row as an object; undefined or null: there is none. */
export type FirstRow = (sql: string) => unknown;

type NeededSchema = Pick<SchemaDefinition, 'version' | 'fingerprint'>;

/**
 * The name of the database of a schema version: `app_v3`.
 *
 * @throws {NtomError} `APP_NAME_WRONG`, `APP_VERSION_WRONG`.
 */
export function databaseName(app: string, version: number): string {
  if (!/^[a-z]\w{0,39}$/i.test(app) || /_v\d+$/i.test(app)) throw failure('APP_NAME_WRONG', { app });
  if (!Number.isSafeInteger(version) || version < 1) throw failure('APP_VERSION_WRONG', { version });
  return `${app}_v${version}`;
}

/**
 * The schema version of a release, its major number: 3 of `3.1` and of `3.1.4-beta.2`.
 *
 * @throws {NtomError} `APP_RELEASE_WRONG`.
 */
export function schemaVersionOf(release: string): number {
  const major = /^([1-9]\d{0,8})\.\d+(\.\d+)?([-+][\w.+-]+)?$/.exec(String(release))?.[1];
  if (major === undefined || typeof release !== 'string') throw failure('APP_RELEASE_WRONG', { release });
  return Number(major);
}

/**
 * Makes sure, when an application starts, that its database has the schema it was written for.
 *
 * Takes the application's own connection, or a function that runs one query. A function that returns a promise makes the
 * check a promise too.
 *
 * @throws {NtomError} `APP_SCHEMA_DIFFERS`, `APP_SCHEMA_ALTERED`, `APP_SCHEMA_UNKNOWN`, `APP_DATABASE_NOT_UNDERSTOOD`; and
 * what the driver throws, unless it says that the table is not there.
 */
export function assertSchema(database: (sql: string) => PromiseLike<unknown>, schema: NeededSchema): Promise<void>;
export function assertSchema(database: SqlConnection | FirstRow, schema: NeededSchema): void;
export function assertSchema(database: SqlConnection | FirstRow, schema: NeededSchema): void | Promise<void> {
  let row: unknown;
  try {
    row = typeof database === 'function' ? database(query) : rowOfConnection(database);
  } catch (thrown) {
    throw unknownOr(thrown, schema);
  }
  if (isThenable(row)) return checkLater(row, schema);
  checkRow(row, schema);
}

const query = 'SELECT * FROM ntom_schema';

function rowOfConnection(database: SqlConnection): unknown {
  const found = `${database === null ? 'null' : typeof database} without prepare(sql).get()`;
  if (typeof database?.prepare !== 'function') throw failure('APP_DATABASE_NOT_UNDERSTOOD', { found });
  const row = database.prepare(query).get();
  if (isThenable(row))
    throw failure('APP_DATABASE_NOT_UNDERSTOOD', { found: 'a connection whose get() is asynchronous' });
  return row;
}

async function checkLater(row: PromiseLike<unknown>, schema: NeededSchema): Promise<void> {
  let settled: unknown;
  try {
    settled = await row;
  } catch (thrown) {
    throw unknownOr(thrown, schema);
  }
  checkRow(settled, schema);
}

function checkRow(row: unknown, needed: NeededSchema): void {
  if (row === undefined || row === null) throw unknownSchema(needed, 'its table ntom_schema is empty');
  const { schema, fingerprint } = row as { schema?: unknown; fingerprint?: unknown };
  const found = Number(schema);
  if (!Number.isSafeInteger(found) || found < 1 || typeof fingerprint !== 'string') {
    throw unknownSchema(needed, 'its table ntom_schema is not as ntom writes it');
  }
  if (found !== needed.version) throw failure('APP_SCHEMA_DIFFERS', { needed: needed.version, found });
  if (fingerprint === needed.fingerprint) return;
  throw failure('APP_SCHEMA_ALTERED', { schema: found, needed: needed.fingerprint, found: fingerprint });
}

/** Engines say in their own words that a table is not there; anything else is the driver's error and stays so. */
function unknownOr(thrown: unknown, needed: NeededSchema): unknown {
  const isMissingTable = /ntom_schema/.test(reasonOf(thrown)) && /no such table|doesn't exist/i.test(reasonOf(thrown));
  return isMissingTable ? unknownSchema(needed, 'it has no table ntom_schema', thrown) : thrown;
}

function unknownSchema(needed: NeededSchema, reason: string, cause?: unknown): NtomError {
  return failure('APP_SCHEMA_UNKNOWN', { needed: needed.version, reason }, cause);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
