import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

/** Packs what `npm run build` made, installs it into empty folders, and does there what a user would. */
const repository = fileURLToPath(new URL('..', import.meta.url));
const target = '--target esnext --module nodenext --allowImportingTsExtensions'.split(' ');
const root = mkdtempSync(join(tmpdir(), 'ntom-package-'));
const folder = join(root, 'project');
const shop = join(root, 'shop');
try {
  const tarball = pack();
  installInto(folder, tarball);
  run('tsc', ['--noEmit', '--strict', ...target, 'ntom.config.ts', 'pipelines/1to2.ts', 'test-helpers.ts'], folder);
  migrate();
  console.log('package: installs, type-checks and moves two tables');
  useFixture();
  console.log('package: gives unit tests the rows of an extract');
  adopt(tarball);
  console.log('package: adopts a database and moves it to its next version by the commands of the README');
} finally {
  rmSync(root, { recursive: true, force: true });
}

function pack(): string {
  const output = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', root], repository);
  const [packed] = JSON.parse(output) as { filename: string }[];
  assert.ok(packed, 'npm pack names no tarball');
  return join(root, packed.filename);
}

function installInto(directory: string, tarball: string): void {
  cpSync(join(repository, 'scripts', 'package-project'), directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true, "type": "module" }');
  install(directory, tarball);
}

function install(directory: string, tarball: string): void {
  run('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', tarball], directory);
}

function migrate(): void {
  assert.match(ntom('--help'), /extract/);
  ntom('create', '1');
  using(join(folder, 'app_v1.db'), (database) => {
    database.exec("INSERT INTO author VALUES (1, 'Ada'); INSERT INTO book VALUES (1, 1, 'Notes'), (2, 1, 'Letters')");
  });
  ntom('extract', '1to2');
  ntom('load', '2');
  using(join(folder, 'app_v2.db'), (database) => {
    const books = database.prepare('SELECT id, author_id, title, shelf FROM book ORDER BY id').raw().all();
    assert.deepEqual(books, [
      [1, 1, 'Notes', 'N'],
      [2, 1, 'Letters', 'L'],
    ]);
  });
}

/** The extract of `migrate` as a fixture, in a process that knows nothing of this repository. */
function useFixture(): void {
  cpSync(join(folder, 'extracts', 'v2'), join(folder, 'test', 'fixtures', 'v2', 'small'), { recursive: true });
  const printed = run(process.execPath, ['--import', 'tsx', 'test-helpers.ts'], folder);
  assert.deepEqual(JSON.parse(printed), { titles: ['Letters', 'Notes'], shelves: ['N', 'L'], made: ['W'] });
}

/** What the README says of an application that has a database, word for word, with one line of one file in between. */
function adopt(tarball: string): void {
  mkdirSync(join(shop, 'data'), { recursive: true });
  writeFileSync(join(shop, 'package.json'), '{\n  "name": "shop",\n  "version": "1.4.2"\n}\n');
  using(join(shop, 'data/shop.db'), (database) => {
    database.exec(`CREATE TABLE customer (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(100) NOT NULL);
      INSERT INTO customer VALUES (1, 'Ada'), (7, 'Grace')`);
  });
  install(shop, tarball);
  const { before, line, after } = readmeStory();
  assert.ok(before.length + after.length <= 5, 'the story is to have five commands at most');
  for (const step of before) ntomIn(shop, ...step.split(' '));
  const schema = join(shop, 'schemas/v2.ts');
  const beginning = '  customer: table({\n';
  const text = readFileSync(schema, 'utf8');
  assert.ok(text.includes(beginning), 'there is no table to add the line to');
  writeFileSync(schema, text.replace(beginning, `${beginning}    ${line}\n`));
  for (const step of after) ntomIn(shop, ...step.split(' '));
  using(join(shop, 'data/shop_v2.db'), (database) => {
    const rows = database.prepare('SELECT id, name, credits FROM customer ORDER BY id').raw().all();
    assert.deepEqual(rows, [
      [1, 'Ada', 0],
      [7, 'Grace', 0],
    ]);
    assert.equal(database.prepare("INSERT INTO customer (name) VALUES ('Edsger')").run().lastInsertRowid, 8);
  });
}

/** The commands of the README's section before and after the line that is added to a table, and that line. */
function readmeStory(): { before: readonly string[]; line: string; after: readonly string[] } {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const section =
    readme.split('### From the database that is there to its next version\n')[1]?.split('\n### ')[0] ?? '';
  const [first, edit, second] = [...section.matchAll(/^```(?:sh|ts)\n([^]*?)^```$/gm)].map(([, text = '']) =>
    text.trim(),
  );
  assert.ok(first && edit && second, 'the README does not tell the story any more');
  return { before: commandsIn(first), line: edit, after: commandsIn(second) };
}

/** `npx ntom init   # why` is `init`. */
function commandsIn(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/\s+#.*$/, '').replace(/^npx ntom /, ''));
}

function ntom(...args: string[]): string {
  return ntomIn(folder, ...args);
}

function ntomIn(directory: string, ...args: string[]): string {
  return run(join(directory, 'node_modules', '.bin', 'ntom'), args, directory);
}

/** The output of a command that has to succeed, under this Node and with the repository's tools. */
function run(command: string, args: readonly string[], cwd: string): string {
  const path = [dirname(process.execPath), join(repository, 'node_modules', '.bin'), process.env['PATH']].join(
    delimiter,
  );
  return execFileSync(command, args, { cwd, env: { ...process.env, PATH: path }, encoding: 'utf8', stdio: 'pipe' });
}

function using(file: string, use: (database: Database.Database) => void): void {
  const database = new Database(file);
  try {
    use(database);
  } finally {
    database.close();
  }
}
