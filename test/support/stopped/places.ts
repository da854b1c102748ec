import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { PrivateServer } from '../mariadb/private-server.ts';
import { runBuilt } from './run-built.ts';
import { databasesOn, stateOf, type State } from './state.ts';
import { sweptFiles, sweptRows } from './swept-files.ts';

/** A project with its databases, in a folder of its own. */
export interface Place extends Disposable {
  readonly folder: string;
  state(): State;
  /** Runs SQL on the database of schema 1. */
  change(statement: string): void;
  /** A place that is the same, for one run. */
  copy(): Place;
}

/** A project with a database of schema 1. `server`: where its databases are; null: in its folder. */
export async function newPlace(server: PrivateServer | null, items = 30): Promise<Place> {
  const app = server === null ? 'swept' : nextApp();
  const folder = emptyFolder();
  writeFiles(folder, sweptFiles(app, server?.url ?? 'sqlite:./data'));
  const created = await runBuilt(folder, ['create', '1', '--quiet']);
  if (created.code !== 0) throw new Error(created.err);
  const rows = sweptRows(items);
  if (server === null) runInFile(join(folder, 'data/swept_v1.db'), rows);
  else await server.ask(`USE ${app}_v1; ${rows.join(';')}`);
  return placeIn(folder, app, server);
}

function placeIn(folder: string, app: string, server: PrivateServer | null): Place {
  return {
    folder,
    change(statement) {
      if (server === null) runInFile(join(folder, 'data/swept_v1.db'), [statement]);
      else sql(server, `USE ${app}_v1; ${statement}`);
    },
    state: () => ({ ...stateOf(folder), ...(server === null ? {} : databasesOn(server, app)) }),
    copy() {
      const copied = emptyFolder();
      cpSync(folder, copied, { recursive: true });
      if (server === null) return placeIn(copied, app, null);
      const other = nextApp();
      writeFiles(copied, { 'ntom.config.ts': sweptFiles(other, server.url)['ntom.config.ts'] ?? '' });
      copyDatabases(server, app, other);
      return placeIn(copied, other, server);
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
      if (server !== null) for (const name of namesOn(server, app)) sql(server, `DROP DATABASE ${name}`);
    },
  };
}

function emptyFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'ntom-swept-')));
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function runInFile(path: string, statements: readonly string[]): void {
  const database = new BetterSqlite3(path);
  database.exec(`BEGIN; ${statements.join(';')}; COMMIT`);
  database.close();
}

let apps = 0;

function nextApp(): string {
  apps += 1;
  return `s${process.pid}x${apps}`;
}

function namesOn(server: PrivateServer, app: string): readonly string[] {
  return sql(server, `SHOW DATABASES LIKE '${app}\\_v%'`)
    .split('\n')
    .filter((name) => name !== '');
}

function sql(server: PrivateServer, statements: string): string {
  const argv = ['--no-defaults', '--user=root', `--socket=${server.socketPath}`, '--batch', '--skip-column-names'];
  return execFileSync('mariadb', argv, { input: statements, encoding: 'utf8' });
}

function copyDatabases(server: PrivateServer, app: string, other: string): void {
  const names = namesOn(server, app);
  const options = ['--no-defaults', '--user=root', `--socket=${server.socketPath}`, '--triggers', '--databases'];
  const dump = execFileSync('mariadb-dump', [...options, ...names], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  sql(server, dump.replaceAll(app, other));
}
