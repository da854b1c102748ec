import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

/** Packs what `npm run build` made, installs it into an empty folder and moves two tables there, as a user would. */
const repository = fileURLToPath(new URL('..', import.meta.url));
const target = '--target esnext --module nodenext --allowImportingTsExtensions'.split(' ');
const folder = mkdtempSync(join(tmpdir(), 'ntom-package-'));
try {
  const tarball = pack();
  installInto(folder, tarball);
  run('tsc', ['--noEmit', '--strict', ...target, 'ntom.config.ts', 'pipelines/1to2.ts'], folder);
  migrate();
  console.log('package: installs, type-checks and moves two tables');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): string {
  const output = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], repository);
  const [packed] = JSON.parse(output) as { filename: string }[];
  assert.ok(packed, 'npm pack names no tarball');
  return join(folder, packed.filename);
}

function installInto(directory: string, tarball: string): void {
  cpSync(join(repository, 'scripts', 'package-project'), directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true, "type": "module" }');
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

function ntom(...args: string[]): string {
  return run(join(folder, 'node_modules', '.bin', 'ntom'), args, folder);
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
