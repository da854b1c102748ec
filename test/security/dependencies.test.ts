import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dependencyProblems, type PackageLock, type PackageManifest } from '../../scripts/dependency-problems.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const manifest = read('package.json') as PackageManifest;
const lock = read('package-lock.json') as PackageLock;

test('the packages that are installed are those that were looked at, and ask for nothing', () => {
  expect(dependencyProblems(manifest, lock)).toEqual([]);
});

const zod = 'node_modules/zod';
const { integrity = '' } = lock.packages[zod] ?? {};

test.each([
  [{ integrity: undefined }, 'has no sha512'],
  [{ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, 'has no sha512'],
  [{ integrity: `${integrity} sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=` }, 'has no sha512'],
  [
    { resolved: 'https://packages.example.org/zod.tgz' },
    'names where it comes from: npm install --omit-lockfile-registry-resolved',
  ],
  [{ link: true }, 'is a link'],
  [{ hasInstallScript: true }, 'runs a script when it is installed, of which allowScripts says nothing'],
  [{ license: 'GPL-3.0' }, 'has the licence GPL-3.0, which is not in the list'],
  [{ license: undefined }, 'has the licence of nobody, which is not in the list'],
])('a package that is %j is found', (change, problem) => {
  const packages = { ...lock.packages, [zod]: { ...lock.packages[zod], ...change } } as PackageLock['packages'];
  expect(dependencyProblems(manifest, { ...lock, packages })).toEqual([`${zod}: ${problem}`]);
});

test('only of what is installed beside ntom the licence counts', () => {
  const packages = { ...lock.packages, [zod]: { integrity, dev: true, license: 'GPL-3.0' } };
  expect(dependencyProblems(manifest, { ...lock, packages })).toEqual([]);
});

test.each([
  'git+https://example.org/zod.git',
  'file:../zod',
  'https://example.org/zod.tgz',
  '*',
  'latest',
  'npm:other@1.0.0',
])('a package that is asked for as %s is found', (range) => {
  const asking = { ...manifest, dependencies: { ...manifest.dependencies, zod: range } };
  expect(dependencyProblems(asking, lock)).toEqual([`package.json: zod is asked for as ${range}, which is no version`]);
});

test('a script that may run and is not there any more is found, and another lock file', () => {
  const allowing = { ...manifest, allowScripts: { ...manifest.allowScripts, zod: true } };
  expect(dependencyProblems(allowing, { ...lock, lockfileVersion: 2 })).toEqual([
    'the lock file has version 2, not 3',
    'allowScripts: zod has no script to run',
  ]);
});
