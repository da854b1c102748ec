import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newPlace } from '../support/stopped/places.ts';
import { runBuilt } from '../support/stopped/run-built.ts';

// What is renamed before it is synced may be there after a crash, and empty.

/** The steps of a command, in their order. */
async function stepsOf(folder: string, ...argv: string[]): Promise<readonly string[]> {
  const log = join(folder, 'steps');
  const { code, err } = await runBuilt(folder, [...argv, '--workers', '1', '--quiet'], `*=log:${log}`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return readFileSync(log, 'utf8').split('\n').slice(0, -1);
}

test('files are synced before they get their names, and the folder after that', { timeout: 300_000 }, async () => {
  using place = await newPlace(null);
  const steps = await stepsOf(place.folder, 'extract', '1to2');
  const ofParts = steps.filter((step) => /^part\.(sync|rename|sync-folder)$/.test(step));
  // Three tables, what other tools read, and the manifest.
  expect(ofParts).toEqual(Array.from({ length: 5 }, () => ['part.sync', 'part.rename', 'part.sync-folder']).flat());
  const ofFolder = steps.filter((step) => /^folder\.(sync|publish|sync-parent)$/.test(step));
  expect(ofFolder).toEqual(['folder.sync', 'folder.publish', 'folder.sync-parent']);
  expect(steps.lastIndexOf('part.sync-folder')).toBeLessThan(steps.indexOf('folder.sync'));
});

test('a database is synced before it gets its name, and its folder after that', { timeout: 300_000 }, async () => {
  using place = await newPlace(null);
  await stepsOf(place.folder, 'extract', '1to2');
  const steps = await stepsOf(place.folder, 'load', '2');
  const ofFile = steps.filter((step) => /^database\.(create|sign|sync|publish|sync-folder)$/.test(step));
  expect(ofFile).toEqual([
    'database.create',
    'database.sign',
    'database.sync',
    'database.publish',
    'database.sync-folder',
  ]);
});
