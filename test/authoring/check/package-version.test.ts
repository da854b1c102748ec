import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkReleases } from '../../../src/authoring/check/check-releases.ts';
import { openProject } from '../../../src/project/project.ts';
import { temporaryProject } from '../../project/temporary-project.ts';

const lock = JSON.stringify({ format: 1, released: { 3: { fingerprint: 'a'.repeat(64), releasedAt: '2026-01-02' } } });
const app = {
  'packages/app/ntom.config.ts': `export default { app: 'app', database: 'sqlite:.' };`,
  'packages/app/schemas/lock.json': lock,
};

async function findingsIn(files: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const folder = temporaryProject({ ...app, ...files });
  const project = await openProject(join(folder, 'packages/app'), folder);
  return checkReleases(project, []).map(({ message, file }) => ({ message, file }));
}

const root = { 'package.json': '{ "version": "2.0.0" }' };
const found = {
  message: '../../package.json has version 2.0.0, but the newest released schema is 3',
  file: null,
};

test('the package may be anywhere up to the root of the repository', async () => {
  expect(await findingsIn({ ...root, '.git/HEAD': '' })).toEqual([found]);
});

test('beyond the repository, or without one, it is somebody else', async () => {
  expect(await findingsIn({ ...root, 'packages/app/.git': 'gitdir: elsewhere' })).toEqual([]);
  expect(await findingsIn({ ...root, 'packages/.git/HEAD': '' })).toEqual([]);
});

test('the nearest with a version counts', async () => {
  const nearer = { ...root, '.git/HEAD': '', 'packages/app/package.json': '{ "private": true }' };
  expect(await findingsIn(nearer)).toEqual([found]);
  expect(await findingsIn({ ...nearer, 'packages/package.json': '{ "version": "3.4.5" }' })).toEqual([]);
  expect(await findingsIn({ ...nearer, 'packages/package.json': 'no json' })).toEqual([found]);
});
