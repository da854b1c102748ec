import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { needs } from '../support/needs.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer } from '../support/mariadb/private-server.ts';
import { hasPostgresql, startPostgresql } from '../support/postgresql/private-server.ts';
import { followed, pageFile, readersFolder, type Circumstances } from './reader.ts';

const isInstalled = (command: string): boolean => spawnSync('which', [command]).status === 0;
const needsShell = needs(isInstalled('sqlite3'), 'no sqlite3');

const alembicIni = '[alembic]\nscript_location = migrations\nsqlalchemy.url = sqlite:///blog.db\n';
const prismaEnv = 'DATABASE_URL="file:./blog.db"\n';
const databaseYml = 'development:\n  adapter: sqlite3\n  database: storage/development.sqlite3\n';

/** The page prints what its commands print. With `-u` the outputs in it are written anew. */
async function holds(page: string, folder: string, circumstances: Circumstances = {}): Promise<void> {
  await expect(followed(page, folder, circumstances)).toMatchFileSnapshot(pageFile(page));
}

/** The shop at the end of the README's tour. */
function shopOfTheReadme(): string {
  const folder = readersFolder();
  followed('README.md', folder);
  return folder;
}

describe('every command of a page prints what the page shows', { timeout: 240_000 }, () => {
  describe('with the shell of SQLite', needsShell, () => {
    test('README.md', () => holds('README.md', readersFolder()));

    test('docs/runbook.md', () => {
      const folder = shopOfTheReadme();
      for (const made of ['shop_v2.db', 'extracts/v2']) rmSync(join(folder, made), { recursive: true });
      return holds('docs/runbook.md', folder);
    });

    test('docs/the-guard.md', () => holds('docs/the-guard.md', shopOfTheReadme()));
  });

  test('docs/writing-pipelines.md', () => holds('docs/writing-pipelines.md', readersFolder()));

  test('docs/another-server.md', needsMysql(hasServerBinary && isInstalled('sqlite3'), 'no mariadbd'), async () => {
    await using server = await startServer();
    await holds('docs/another-server.md', shopOfTheReadme(), { stands: { 'mysql://shop@db.example.org': server.url } });
  });

  test.each([
    { page: 'sqlalchemy', tool: 'alembic', database: 'blog.db', says: { 'alembic.ini': alembicIni } },
    { page: 'prisma', tool: 'prisma', database: 'prisma/blog.db', says: { '.env': prismaEnv } },
    { page: 'drizzle', tool: 'drizzle', database: 'club.db', says: { '.env': 'DB_FILE_NAME=file:club.db\n' } },
    {
      page: 'rails',
      tool: 'rails',
      database: 'storage/development.sqlite3',
      says: { 'config/database.yml': databaseYml },
    },
  ])('docs/adopting/$page: a database that $tool made', needsShell, async ({ page, tool, database, says }) => {
    const folder = readersFolder();
    for (const [path, text] of Object.entries(says)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    makeDatabase(join(folder, database), tool);
    await holds(`docs/adopting/${page}.md`, folder);
  });
});

/** What reads an extract, by the command that the page begins it with, and what it needs beside that. */
const tools = [
  { tool: 'node', isAtHand: true },
  { tool: 'duckdb', isAtHand: true },
  { tool: 'psql', isAtHand: hasPostgresql && isInstalled('psql') },
  { tool: 'mariadb', isAtHand: hasServerBinary },
  { tool: 'python3', isAtHand: spawnSync('python3', ['-c', 'import pandas']).status === 0 },
] as const;

describe('docs/extract-format.md', { timeout: 240_000 }, () => {
  const absent = tools.filter(({ isAtHand }) => !isAtHand).map(({ tool }) => tool);

  test('tools read an extract as shown', needsShell, async () => {
    await using server = hasServerBinary ? await startServer() : null;
    using postgresql = hasPostgresql ? startPostgresql() : null;
    await server?.ask('CREATE DATABASE shop');
    await holds('docs/extract-format.md', shopOfTheReadme(), {
      env: { ...postgresql?.env },
      stands: server === null ? {} : { 'mariadb --': `mariadb --socket=${server.socketPath} --user=root --` },
      isLeftOut: (command) => absent.some((tool) => command.startsWith(`${tool} `)),
    });
  });

  for (const tool of absent) test(`${tool} does`, needs(false, `no ${tool}`), () => undefined);
});

/** As the tool has made it, with its rows. */
function makeDatabase(path: string, tool: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const database = new BetterSqlite3(path);
  database.exec(readFileSync(join(import.meta.dirname, '../pull', tool, 'sqlite.sql'), 'utf8'));
  database.close();
}
