import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import BetterSqlite3 from 'better-sqlite3';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import type { Bench } from '../work.ts';
import type { DataSet, TableRows } from './data-set.ts';

/** A project of ntom's, with its source database of schema 2. */
export interface SourceProject {
  /** Absolute path; its `ntom.config.ts` says that the databases are in `source/`. */
  readonly folder: string;
  /** Path of the source database. */
  readonly database: string;
  readonly tables: readonly TableRows[];
  /** Of all tables. */
  readonly rows: number;
}

/** Builds the project and its database under the data folder, or finds those of an earlier run. Reads the database once. */
export async function openSource(bench: Pick<Bench, 'data' | 'rows'>, set: DataSet): Promise<SourceProject> {
  const start = `${set.project}-${bench.rows}-`;
  const folder = join(bench.data, `${start}${generatorHash()}`);
  const database = join(folder, 'source/app_v2.db');
  const tables = set.tables(bench.rows);
  if (!existsSync(database)) {
    for (const earlier of globSync(join(bench.data, `${start}*`))) rmSync(earlier, { recursive: true });
    await build(folder, database, set, tables);
  }
  await readThrough(database);
  return { folder, database, tables, rows: tables.reduce((sum, { count }) => sum + count, 0) };
}

async function build(folder: string, database: string, set: DataSet, tables: readonly TableRows[]): Promise<void> {
  writeProject(folder, set);
  const partial = join(folder, 'partial');
  const target = sqlite.locate(`sqlite:${partial}`, 'app', 2);
  await createDatabase({ schema: set.schema, dialect: sqlite, target });
  fill(join(partial, 'app_v2.db'), tables);
  renameSync(partial, join(database, '..'));
}

/** The files of a user's project, which take what they say from `bench/projects/`. */
function writeProject(folder: string, { project }: DataSet): void {
  const module = JSON.stringify(join(import.meta.dirname, `../projects/${project}.ts`));
  const files = {
    'ntom.config.ts': `import { config } from 'ntom';\n\nexport default config({ app: 'app', database: 'sqlite:./source' });\n`,
    'schemas/v2.ts': `export { v2 as default } from ${module};\n`,
    'schemas/v3.ts': `export { v3 as default } from ${module};\n`,
    'pipelines/2to3.ts': `export { v2to3 as default } from ${module};\n`,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function fill(path: string, tables: readonly TableRows[]): void {
  const database = new BetterSqlite3(path);
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
  for (const each of tables) {
    const columns = database.prepare(`SELECT * FROM "${each.table}"`).columns();
    const insert = database.prepare(`INSERT INTO "${each.table}" VALUES (${columns.map(() => '?').join(', ')})`);
    for (const values of each.rows()) insert.run(...values);
  }
  database.exec('COMMIT');
  database.close();
}

/** So that the first work does not wait for the disk where the second does not. */
async function readThrough(path: string): Promise<void> {
  await pipeline(createReadStream(path), new Writable({ write: (_chunk, _encoding, done) => done() }));
}

/** Of all that the rows depend on: with another generator the database is another one. */
function generatorHash(): string {
  const hash = createHash('sha256');
  for (const file of globSync(join(import.meta.dirname, '../{data-sets,projects}/*.ts')).sort())
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}
