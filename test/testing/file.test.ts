import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, expectTypeOf, test } from 'vitest';
import { fixture } from '../../src/testing/index.ts';
import { cacheFolder } from '../../src/testing/cache-folder.ts';
import { fixtureProject, makeFixture, smallRows } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

async function smallProject(): Promise<string> {
  const project = fixtureProject();
  await makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
  return project;
}

const inCache = (project: string): readonly string[] =>
  readdirSync(join(project, 'node_modules/.cache/ntom')).toSorted();

const template = expect.stringMatching(/^ntom_template_[0-9a-f]{32}$/) as unknown;

function countIn(path: string): unknown {
  const database = new BetterSqlite3(path);
  try {
    return database.prepare('SELECT count(*) FROM city').pluck().get();
  } finally {
    database.close();
  }
}

test('a file is a copy with the name of the database, and is gone afterwards', async () => {
  const project = await smallProject();
  const db = await fixture(3, 'small', { at: 'file' });
  expectTypeOf(db.path).toEqualTypeOf<string>();
  expect(db.path).toMatch(/\/node_modules\/\.cache\/ntom\/ntom_copy_[0-9a-f]{16}\/atlas_v3\.db$/);
  expect(db.url).toBe(`sqlite:${db.path}`);
  expect(countIn(db.path)).toBe(3);
  await db.dispose();
  expect(inCache(project)).toEqual([template]);
});

test('what one test does in its file, no other sees', async () => {
  await smallProject();
  await using one = await fixture(3, 'small', { at: 'file' });
  const database = new BetterSqlite3(one.path);
  database.exec('PRAGMA journal_mode = WAL; DELETE FROM city');
  await using two = await fixture(3, 'small', { at: 'file' });
  expect([countIn(two.path), database.prepare('SELECT count(*) FROM city').pluck().get()]).toEqual([3, 0]);
  database.close();
});

test('a file can be in a folder of its own choice', async () => {
  const project = await smallProject();
  const db = await fixture(3, 'small', { at: 'sqlite:./data' });
  expectTypeOf(db.path).toEqualTypeOf<string>();
  expect(dirname(dirname(db.path))).toBe(join(project, 'data'));
  expect(countIn(db.path)).toBe(3);
  await db.dispose();
  expect(readdirSync(join(project, 'data'))).toEqual([]);
});

test('files are for their owner alone', async () => {
  await smallProject();
  await using db = await fixture(3, 'small', { at: 'file' });
  expect(statSync(db.path).mode & 0o077).toBe(0);
  expect(statSync(dirname(db.path)).mode & 0o077).toBe(0);
});

test('old templates and copies are removed when a template is made, and nothing else', async () => {
  const project = await smallProject();
  const cache = cacheFolder(project);
  const old = ['ntom_template_0123456789abcdef0123456789abcdef', 'ntom_copy_0123456789abcdef'];
  const kept = ['ntom_template_ffff456789abcdef0123456789abcdef', 'ntom_copy_ffff456789abcdef', 'other'];
  for (const name of [...old, ...kept]) mkdirSync(join(cache, name));
  const days = (count: number): number => Date.now() / 1000 - count * 86_400;
  utimesSync(join(cache, old[0] ?? ''), days(31), days(31));
  utimesSync(join(cache, old[1] ?? ''), days(2), days(2));
  utimesSync(join(cache, 'other'), days(99), days(99));
  await (await fixture(3, 'small')).dispose();
  expect(inCache(project)).toEqual(expect.arrayContaining([...kept, template]));
  expect(inCache(project)).toHaveLength(4);
});

test('without node_modules the cache is in the temporary folder, and no folder of somebody else is taken for it', async () => {
  const project = await smallProject();
  rmSync(join(project, 'node_modules'), { recursive: true });
  const cache = cacheFolder(project);
  try {
    expect(cache.startsWith(project)).toBe(false);
    await using db = await fixture(3, 'small', { at: 'file' });
    expect(dirname(dirname(db.path))).toBe(cache);
  } finally {
    rmSync(cache, { recursive: true });
  }
  mkdirSync(cache, { mode: 0o777 });
  try {
    chmodSync(cache, 0o777);
    expect(() => cacheFolder(project)).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }));
    expect(existsSync(cache)).toBe(true);
  } finally {
    rmSync(cache, { recursive: true });
  }
});
