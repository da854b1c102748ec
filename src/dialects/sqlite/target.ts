import { closeSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { failure, reasonOf } from '../../errors.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import type { SchemaDdl } from '../dialect.ts';
import type { SchemaRecord } from '../source.ts';
import type { Target, TargetOptions } from '../target.ts';
import { ddl } from './ddl.ts';
import { asDriverError, writingFailure } from './failures.ts';
import { insertPart } from './insert.ts';
import { removeLeftoverFiles } from './leftovers.ts';
import { partialOf, type SqliteLocation } from './location.ts';
import { lockTarget, targetUnwritable } from './lock/lock-target.ts';
import { connect, type SqliteConnection } from './open.ts';
import { publishFile, refuseUnlessFree } from './publish.ts';
import { collatedKeys, sameKeys } from './same-keys.ts';
import { openSource } from './source.ts';
import { step, stepSync } from '../../failpoints/step.ts';

/**
 * No waiting for the disk: a database that is not complete is thrown away, a complete one is synced once. The journal is for a
 * statement that is refused; the driver, being defensive, knows no journal mode OFF.
 */
const buildPragmas =
  'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16384';

interface Building {
  readonly schema: SchemaDefinition;
  readonly ddl: SchemaDdl;
  readonly final: SqliteLocation;
  readonly partial: SqliteLocation;
  connection: SqliteConnection | null;
}

/** Begins `app_v3.db.partial-…` beside `app_v3.db`, with the tables of the schema. */
export async function createTarget(
  location: SqliteLocation,
  schema: SchemaDefinition,
  { replace, command = `load ${schema.version}` }: Pick<TargetOptions, 'replace' | 'command'>,
): Promise<Target> {
  const lock = await lockTarget(location, command);
  try {
    await removeLeftoverFiles(location);
    refuseUnlessFree(location, replace);
    return targetOf(await begin(location, schema), lock);
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}

async function begin(location: SqliteLocation, schema: SchemaDefinition): Promise<Building> {
  const partial = partialOf(location);
  createFile(partial, location.label);
  const building: Building = { schema, ddl: ddl(schema), final: location, partial, connection: null };
  try {
    building.connection = await connect(partial.path, { fileMustExist: true });
    runStatements(building, [buildPragmas, ...building.ddl.tables]);
  } catch (error) {
    await discard(building);
    throw writingFailure(location.label, error) ?? error;
  }
  return building;
}

function targetOf(building: Building, lock: AsyncDisposable): Target {
  return {
    collatedKeys,
    sameKeys: async (table, key, keys, most) => {
      try {
        return await sameKeys(writer(building), table, key, keys, most);
      } catch (error) {
        throw writingFailure(building.final.label, error) ?? error;
      }
    },
    place: building.partial.path,
    lanes: 1,
    async load(table, part, prepared) {
      if (prepared === null) throw new TypeError('a part is loaded when it is prepared');
      await insertPart({ connection: writer(building), table, part, prepared }, building.final.label);
    },
    async complete(record, nextIds) {
      try {
        complete(building, record, nextIds);
      } catch (error) {
        throw writingFailure(building.final.label, error) ?? error;
      }
    },
    built: building.partial,
    async readBack(fellows) {
      closeWriter(building);
      return openSource(building.partial, fellows);
    },
    // What is not published is never gone on with.
    discard: () => undefined,
    async publish() {
      closeWriter(building);
      await publishFile(building.partial.path, building.final);
    },
    async [Symbol.asyncDispose]() {
      await using _lock = lock;
      await discard(building);
    },
  };
}

/** Made by us first, so that nobody else can ever read it. */
function createFile({ path }: SqliteLocation, database: string): void {
  try {
    stepSync('database.make-folder', () => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
    closeSync(stepSync('database.create', () => openSync(path, 'wx', 0o600)));
  } catch (error) {
    throw targetUnwritable(path, database, error);
  }
}

function writer({ connection }: Building): Database {
  if (connection === null) throw new TypeError('the database is complete: nothing more can be written');
  return connection.database;
}

function closeWriter(building: Building): void {
  building.connection?.[Symbol.dispose]();
  building.connection = null;
}

/** The partial database, journals and part databases. What cannot be removed stays for the next run: what led here matters more. */
async function discard(building: Building): Promise<void> {
  closeWriter(building);
  const { path } = building.partial;
  const folder = dirname(path);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((each) => each.startsWith(basename(path))))
    await step('database.discard', () => rm(join(folder, name), { force: true })).catch(() => undefined);
}

function runStatements(building: Building, statements: readonly string[]): void {
  const database = writer(building);
  for (const statement of statements) {
    try {
      stepSync('database.statement', () => database.exec(statement), asDriverError);
    } catch (error) {
      throw statementFailure(building, statement, error);
    }
  }
}

function statementFailure({ final }: Building, statement: string, error: unknown): Error {
  const refused = { database: final.label, reason: reasonOf(error), statement };
  return writingFailure(final.label, error) ?? failure('TARGET_REFUSED_STATEMENT', refused, error);
}

function complete(building: Building, record: SchemaRecord, nextIds: ReadonlyMap<string, bigint>): void {
  const database = writer(building);
  const { indexes, views, triggers, statements } = building.ddl;
  runStatements(building, ['BEGIN', ...indexes]);
  for (const [table, next] of nextIds) {
    const forget = database.prepare('DELETE FROM sqlite_sequence WHERE name = ?');
    const set = database.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)');
    stepSync('database.forget-counter', () => forget.run(table), asDriverError);
    stepSync('database.set-counter', () => set.run(table, next - 1n), asDriverError);
  }
  const sign = database.prepare(
    'INSERT INTO ntom_schema ("schema", "fingerprint", "contentId", "loadedAt") VALUES (?, ?, ?, ?)',
  );
  const values = [BigInt(record.schema), record.fingerprint, record.contentId, record.loadedAt];
  stepSync('database.sign', () => sign.run(values), asDriverError);
  runStatements(building, [
    ...views,
    ...triggers,
    ...statements,
    `PRAGMA user_version = ${building.schema.version}`,
    'COMMIT',
  ]);
}
