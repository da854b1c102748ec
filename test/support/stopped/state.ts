import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { PrivateServer } from '../mariadb/private-server.ts';

/**
 * What a folder holds, by path: of a database its structure and rows, of a manifest what does not depend on the time, of any other
 * file its bytes, as a hash. Folders have an empty value.
 */
export type State = Readonly<Record<string, string>>;

export function stateOf(folder: string): State {
  const paths = globSync('{data,extracts,schemas,pipelines,test}/**', { cwd: folder }).sort();
  return Object.fromEntries(paths.map((path) => [path, contentOf(join(folder, path))]));
}

function contentOf(path: string): string {
  if (lstatSync(path).isDirectory()) return '';
  if (/_v\d+\.db$/.test(path)) return databaseContent(path);
  const text = readFileSync(path);
  return hashOf(path.endsWith('manifest.json') ? withoutTimes(text.toString()) : text);
}

/** A manifest says when it was made, and so its own hash is another each time. */
function withoutTimes(manifest: string): string {
  const { contentId, target, tables } = JSON.parse(manifest) as Record<string, unknown>;
  return JSON.stringify({ contentId, target, tables });
}

/** All that two databases with the same rows and structure have in common. */
function databaseContent(path: string): string {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    const made = database.prepare<[], { type: string; name: string; sql: string | null }>(
      'SELECT type, name, sql FROM sqlite_schema',
    );
    const objects = made.all().toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => [name, rowsOf(database, name)]);
    const version: unknown = database.pragma('user_version', { simple: true });
    return hashOf(JSON.stringify({ objects, tables, version }));
  } finally {
    database.close();
  }
}

function rowsOf(database: BetterSqlite3.Database, table: string): readonly unknown[] {
  const columns = table === 'ntom_schema' ? '"schema", fingerprint, contentId' : '*';
  return database.prepare(`SELECT ${columns} FROM "${table}"`).raw(true).all();
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** The databases of an application on a server, by their names without that of the application: structure and rows. */
export function databasesOn(server: PrivateServer, app: string): State {
  const client = ['--no-defaults', '--user=root', `--socket=${server.socketPath}`];
  const ask = (sql: string): readonly string[] =>
    execFileSync('mariadb', [...client, '--batch', '--skip-column-names', '-e', sql], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '');
  const contentOfDatabase = (name: string): string => {
    // A database without its record does not say that it is complete; one that is begun has no table yet.
    const tables = ask(`SHOW TABLES FROM ${name}`);
    if (tables.length === 0 || tables.includes('ntom_pruned')) return 'not complete';
    if (tables.includes('ntom_schema') && ask(`SELECT 1 FROM ${name}.ntom_schema`).length === 0) return 'not complete';
    const options = ['--skip-comments', '--skip-dump-date', '--triggers', '--order-by-primary', name];
    const dump = execFileSync('mariadb-dump', [...client, ...options], { encoding: 'utf8' });
    return hashOf(dump.replaceAll(app, 'app').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then'));
  };
  const names = ask(`SHOW DATABASES LIKE '${app}\\_v%'`);
  return Object.fromEntries(names.map((name) => [name.replace(app, 'app'), contentOfDatabase(name)]));
}
