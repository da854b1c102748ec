import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { followTour } from './package/follow-tour.ts';
import { install, pack, repository, run } from './package/package-run.ts';
import { wrongSizes } from './package/stated-sizes.ts';

/** Packs what `npm run build` made, installs it into empty folders, and does there what a user would. */
const strict = '--strict --skipLibCheck false --target esnext --module nodenext --allowImportingTsExtensions'.split(
  ' ',
);
const root = mkdtempSync(join(tmpdir(), 'ntom-package-'));
const folder = join(root, 'project');
try {
  const packed = pack(root);
  cpSync(join(repository, 'scripts', 'package-project'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  install(folder, packed.tarball);
  run('tsc', ['--noEmit', ...strict, 'ntom.config.ts', 'pipelines/1to2.ts', 'test-helpers.ts'], folder);
  migrate();
  console.log('package: installs, type-checks without skipLibCheck and moves two tables');
  useFixture();
  console.log('package: gives unit tests the rows of an extract');
  assert.deepEqual(wrongSizes(packed, folder), []);
  console.log('package: is as large as the README says');
  const shop = followTour(root, packed);
  run('tsc', ['-p', shop, '--skipLibCheck', 'false'], shop);
  console.log('package: adopts a database and moves it to its next version, word for word as the README does');
} finally {
  rmSync(root, { recursive: true, force: true });
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

function ntom(...args: string[]): string {
  return run(join(folder, 'node_modules', '.bin', 'ntom'), args, folder);
}

function using(file: string, use: (database: Database.Database) => void): void {
  const database = new Database(file);
  try {
    use(database);
  } finally {
    database.close();
  }
}
