import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { runExtract } from '../../../src/extract/run-extract.ts';
import type { Manifest } from '../../../src/format/manifest.ts';
import type { FormatName } from '../../../src/format/row-codec.ts';
import { createDatabase } from '../../../src/load/create-database.ts';
import { runLoad } from '../../../src/load/run-load.ts';
import { identityPipeline } from '../../../src/pipeline/identity-pipeline.ts';
import type { PipelineDefinition } from '../../../src/pipeline/definition.ts';
import { storedColumns, type ColumnType, type SchemaDefinition, type Value } from '../../../src/schema/definition.ts';
import { runningServer } from '../../support/mariadb/running-server.ts';
import { openSession, type TestSession } from '../../support/mariadb/session.ts';

export type Engine = 'sqlite' | 'mysql';
export type Rows = Readonly<Record<string, readonly (readonly Value[])[]>>;

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly url: string;
}

export function sessionOn({ host, port }: Pick<Server, 'host' | 'port'>, database?: string): Promise<TestSession> {
  return openSession({ host, port, charset: 'utf8mb4', ...(database === undefined ? {} : { database }) });
}

const dialects: Readonly<Record<Engine, Dialect>> = { sqlite, mysql };

/** Where the databases and extracts of one test are. */
export interface Trip {
  readonly folder: string;
  /** A path in the folder. */
  readonly at: (name: string) => string;
  /** Fills a new database by its driver, with nothing of ours but the tables. */
  readonly fill: (engine: Engine, app: string, schema: SchemaDefinition, rows: Rows) => Promise<void>;
  readonly extract: (
    engine: Engine,
    app: string,
    pipeline: PipelineDefinition | SchemaDefinition,
    to: string,
  ) => Promise<Manifest>;
  readonly load: (from: string, engine: Engine, app: string, schema: SchemaDefinition) => Promise<void>;
  /** The files or databases whose names begin with an application's. */
  readonly exists: (engine: Engine, app: string) => Promise<readonly string[]>;
}

/** `prefix`: of the names of the databases on the server, which are removed in the end. */
export function trip(prefix: string, format: FormatName = 'csv', server: Server = runningServer): Trip {
  let usesServer = false;
  const folder = mkdtempSync(join(tmpdir(), `ntom-${prefix}-`));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true, force: true });
    if (usesServer) await dropDatabases(server, prefix);
  });
  const at = (name: string) => join(folder, name);
  const places: Readonly<Record<Engine, string>> = { sqlite: `sqlite:${folder}`, mysql: server.url };
  const locate = (engine: Engine, app: string, version: number) => {
    usesServer ||= engine === 'mysql';
    return dialects[engine].locate(places[engine], `${prefix}_${app}`, version);
  };
  const run = { signal: new AbortController().signal, onEvent: () => undefined };
  return {
    folder,
    at,
    async fill(engine, app, schema, rows) {
      const target = locate(engine, app, schema.version);
      await createDatabase({ schema, dialect: dialects[engine], target });
      if (engine === 'sqlite') fillFile(at(`${prefix}_${app}_v${schema.version}.db`), schema, rows);
      else await fillServer(server, `${prefix}_${app}_v${schema.version}`, schema, rows);
    },
    async extract(engine, app, given, to) {
      const pipeline = 'from' in given ? given : identityPipeline(given);
      const { manifest } = await runExtract({
        pipeline,
        dialect: dialects[engine],
        source: locate(engine, app, pipeline.from.version),
        directory: at(to),
        format,
        compression: null,
        tables: null,
        maxRejects: 1000,
        chunkRows: 1_000_000,
        ...run,
      });
      return manifest;
    },
    async load(from, engine, app, schema) {
      const target = locate(engine, app, schema.version);
      const common = { schema, dialect: dialects[engine], target, directory: at(from), ...run };
      await runLoad({ ...common, replace: false, verify: 'full' });
    },
    exists: async (engine, app) =>
      engine === 'sqlite'
        ? readdirSync(folder).filter((name) => name.startsWith(`${prefix}_${app}_v`))
        : databasesLike(server, `${prefix}_${app}_v`),
  };
}

/** The bytes of all parts of an extract, by name. */
export function partsOf(directory: string, { tables }: Manifest): Record<string, string> {
  const paths = tables.flatMap(({ parts }) => parts.map(({ path }) => path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(directory, path), 'latin1')]));
}

async function databasesLike(server: Server, start: string): Promise<readonly string[]> {
  await using session = await sessionOn(server);
  const rows = await session.ask('SELECT schema_name AS name FROM information_schema.schemata');
  return rows.map(({ name }) => String(name)).filter((name) => name.startsWith(start));
}

async function dropDatabases(server: Server, prefix: string): Promise<void> {
  const names = await databasesLike(server, `${prefix}_`);
  await using session = await sessionOn(server);
  for (const name of names) await session.ask(`DROP DATABASE \`${name}\``);
}

function fillFile(path: string, schema: SchemaDefinition, rows: Rows): void {
  const database = new BetterSqlite3(path);
  for (const table of schema.tables) {
    const columns = storedColumns(table);
    const insert = database.prepare(
      `INSERT INTO "${table.name.replaceAll('"', '""')}" VALUES (${columns.map(() => '?').join(', ')})`,
    );
    database.transaction(() => {
      for (const row of rows[table.name] ?? [])
        insert.run(row.map((value, index) => bound(value, columns[index]?.type)));
    })();
  }
  database.close();
}

/** The driver binds every number as REAL. */
function bound(value: Value, type: ColumnType | undefined): unknown {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'number' && type?.kind !== 'real' ? BigInt(value) : value;
}

/** By the binary protocol: doubles go over as they are. */
async function fillServer(server: Server, database: string, schema: SchemaDefinition, rows: Rows): Promise<void> {
  await using session = await sessionOn(server, database);
  await session.ask("SET sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO'; SET autocommit = 0");
  for (const table of schema.tables) {
    const sql = `INSERT INTO \`${table.name.replaceAll('`', '``')}\` VALUES (${storedColumns(table)
      .map(() => '?')
      .join(', ')})`;
    for (const row of rows[table.name] ?? []) {
      const values = row.map((value) =>
        typeof value === 'bigint' ? String(value) : value instanceof Uint8Array ? Buffer.from(value) : value,
      );
      await session.connection.execute(sql, values);
    }
  }
  await session.ask('COMMIT');
}
