import { execFile } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { lockHolder, lockPath } from '../../src/dialects/path-lock.ts';
import { failure } from '../../src/errors.ts';
import { writeFailed } from '../../src/format/io-failure.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ntom-lock-'));
  path = join(folder, 'v3');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const lock = (at = path, waitMs = 0): Promise<AsyncDisposable> =>
  lockPath({
    path: at,
    command: "extract '2to3'",
    waitMs,
    held: (holder) => failure('EXTRACT_LOCKED', { extract: at, holder }),
    unwritable: (thrown) => writeFailed(at, thrown),
  });

test('who comes second is told who holds it; afterwards nothing is left', async () => {
  {
    await using _held = await lock();
    const shown = expect.stringMatching(
      new RegExp(`process ${process.pid} \\(extract '2to3'\\), since 20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z$`),
    ) as string;
    expect(await lockHolder(path)).toEqual(shown);
    await expect(lock()).rejects.toMatchObject({ code: 'EXTRACT_LOCKED', message: shown });
    expect(readdirSync(folder)).toEqual(['.v3.lock']);
    expect(statSync(join(folder, '.v3.lock')).mode & 0o777).toBe(0o600);
  }
  expect(readdirSync(folder)).toEqual([]);
  expect(await lockHolder(path)).toBeNull();
});

test('who waits gets it in the end', async () => {
  const first = await lock();
  const second = lock(path, 5000);
  await first[Symbol.asyncDispose]();
  await (await second)[Symbol.asyncDispose]();
});

test('folders that were made for it go with it, unless something is in them', async () => {
  for (const isUsed of [false, true]) {
    const deep = join(folder, 'a', 'b', 'v3');
    {
      await using _held = await lock(deep);
      if (isUsed) mkdirSync(deep);
    }
    expect(existsSync(join(folder, 'a'))).toBe(isUsed);
  }
});

describe('what is no lock of ours has its name: nothing is done, and it stays', () => {
  const database = (file: string): void => {
    const made = new BetterSqlite3(file);
    made.exec('CREATE TABLE mine (id INTEGER)');
    made.close();
  };
  test.each<[what: string, make: (file: string) => void]>([
    ['a text', (file) => writeFileSync(file, 'a text that is long enough to be looked at'.repeat(20))],
    ['a database', database],
    ['a folder', (file) => mkdirSync(file)],
    ['a link to nothing', (file) => symlinkSync(`${file}-elsewhere`, file)],
    [
      'a link to an empty file',
      (file) => (writeFileSync(`${file}-elsewhere`, ''), symlinkSync(`${file}-elsewhere`, file)),
    ],
  ])('%s', async (_, make) => {
    const file = join(folder, '.v3.lock');
    make(file);
    const before = lstatSync(file).isFile() ? readFileSync(file) : readdirSync(folder);
    await expect(lock()).rejects.toMatchObject({ code: 'LOCKING_FAILED' });
    expect(lstatSync(file).isFile() ? readFileSync(file) : readdirSync(folder)).toEqual(before);
  });
});

test('what an earlier run has left of it is no hindrance, be it empty', async () => {
  writeFileSync(join(folder, '.v3.lock'), '');
  await (await lock())[Symbol.asyncDispose]();
  expect(readdirSync(folder)).toEqual([]);
});

test('somebody who locks the file and does not say who he is: an error, not a run without lock', async () => {
  const file = join(folder, '.v3.lock');
  const other = new BetterSqlite3(file);
  onTestFinished(() => void other.close());
  other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  await expect(lock()).rejects.toMatchObject({ code: 'LOCKING_FAILED' });
});

test('processes that take it again and again never have it at the same time', async () => {
  const script = fileURLToPath(new URL('lock-often.ts', import.meta.url));
  const node = ['--conditions=ntom-source', '--import', createRequire(import.meta.url).resolve('tsx'), script, path];
  const runs = Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, node));
  for (const { stdout } of await Promise.all(runs)) expect(stdout).toBe('60 times alone');
  expect(readdirSync(folder)).toEqual([]);
});
