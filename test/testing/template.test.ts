import { execFile } from 'node:child_process';
import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { sqliteLocation } from '../../src/dialects/sqlite/location.ts';
import { lockTarget } from '../../src/dialects/sqlite/lock/lock-target.ts';
import { cacheFolder } from '../../src/testing/cache-folder.ts';
import { fixture } from '../../src/testing/index.ts';
import { fixtureProject, makeFixture, smallRows } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

const repository = join(import.meta.dirname, '..', '..');

async function smallFixture(project: string): Promise<string> {
  return makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
}

/** What a process of its own prints that uses the fixture. */
async function used(project: string): Promise<string> {
  const script = join(import.meta.dirname, 'use-fixture.ts');
  const options = ['--conditions=ntom-source', '--import', 'tsx', script, project, 'small'];
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: repository });
  return stdout.trim();
}

const templatesIn = (project: string): readonly string[] => readdirSync(join(project, 'node_modules/.cache/ntom'));

test('processes that make the same template at the same time do not disturb each other', async () => {
  const project = fixtureProject();
  await smallFixture(project);
  expect(await Promise.all([used(project), used(project), used(project)])).toEqual(['3', '3', '3']);
  expect(templatesIn(project)).toHaveLength(1);
});

test('who finds that somebody makes the template waits for him', async () => {
  const first = fixtureProject();
  await smallFixture(first);
  await (await fixture(3, 'small')).dispose();
  const [name = ''] = templatesIn(first);
  // Of the same rows, the template has the same name everywhere.
  const second = fixtureProject();
  await smallFixture(second);
  const template = sqlite.locateNamed(`sqlite:${cacheFolder(second)}`, name);
  const lock = await lockTarget(sqliteLocation(template), 'load 3');
  const tried = vi.spyOn(sqlite, 'createTarget');
  onTestFinished(() => tried.mockRestore());
  const asked = fixture(3, 'small');
  await Promise.race([asked, vi.waitFor(() => expect(tried.mock.calls.length).toBeGreaterThan(2), 20_000)]);
  await lock[Symbol.asyncDispose]();
  await using db = await asked;
  expect(db.database.prepare('SELECT count(*) FROM city').pluck().get()).toBe(3);
});

test('a fixture that was made again with other rows, or another next id, has another template', async () => {
  const project = fixtureProject();
  const count = async (): Promise<unknown> => {
    await using db = await fixture(3, 'small');
    return db.database.prepare('SELECT count(*), (SELECT seq FROM sqlite_sequence) FROM city').raw().get();
  };
  const directory = await smallFixture(project);
  expect(await count()).toEqual([3, 9]);
  rmSync(directory, { recursive: true });
  const rows = `${smallRows} DELETE FROM city WHERE id = 9`;
  await makeFixture({ project, schema: v3, name: 'small', rows });
  expect(await count()).toEqual([2, 9]);
  rmSync(directory, { recursive: true });
  await makeFixture({ project, schema: v3, name: 'small', rows: `${rows}; UPDATE sqlite_sequence SET seq = 99` });
  expect(await count()).toEqual([2, 99]);
  expect(templatesIn(project)).toHaveLength(3);
});

test('an altered fixture is refused, also where there is a template of what it was', async () => {
  const project = fixtureProject();
  const directory = await smallFixture(project);
  expect(await used(project)).toBe('3');
  appendFileSync(join(directory, 'city.csv'), '\n');
  expect(await used(project)).toBe('FIXTURE_ALTERED');
});

test('after an error it can be asked for again', async () => {
  const project = fixtureProject();
  const directory = await smallFixture(project);
  appendFileSync(join(directory, 'city.csv'), '\n');
  await expect(fixture(3, 'small')).rejects.toThrow(expect.objectContaining({ code: 'FIXTURE_ALTERED' }));
  rmSync(directory, { recursive: true });
  await smallFixture(project);
  await using db = await fixture(3, 'small');
  expect(db.database.prepare('SELECT count(*) FROM city').pluck().get()).toBe(3);
});
