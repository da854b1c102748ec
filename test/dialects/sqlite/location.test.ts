import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locate, sqliteLocation, versionsAt } from '../../../src/dialects/sqlite/location.ts';
import { temporaryFolder } from '../../format/temporary-folder.ts';

test('the file of a version', () => {
  const location = locate('sqlite:./data', 'app', 3);
  expect(location).toMatchObject({ engine: 'sqlite', label: 'app_v3.db', path: resolve('data/app_v3.db') });
  expect(String(location)).toBe(`sqlite:${resolve('data/app_v3.db')}`);
  expect(JSON.stringify(location)).toBe(JSON.stringify(`sqlite:${resolve('data/app_v3.db')}`));
});

test.each([
  ['sqlite:/var/lib/x', '/var/lib/x/app_v1.db'],
  ['sqlite:.', resolve('app_v1.db')],
  ['sqlite:a b/%20', resolve('a b/%20/app_v1.db')],
])('%s', (place, path) => {
  expect(locate(place, 'app', 1).path).toBe(path);
});

test.each(['sqlite:', 'sqlite://host/x'])('%s is no place', (place) => {
  expect(() => locate(place, 'app', 1)).toThrow(expect.objectContaining({ code: 'PLACE_INVALID' }));
});

describe('the versions at a place', () => {
  test('are the files of that application, in numerical order', async () => {
    const folder = temporaryFolder();
    const others = [
      'app_v2.db-wal',
      'app_v02.db',
      'app_v0.db',
      'app_v3.db.partial-1',
      'xapp_v4.db',
      'app_v5.sqlite',
      'a.c_v6.db',
    ];
    for (const name of ['app_v10.db', 'app_v9.db', 'a+c_v7.db', ...others]) writeFileSync(join(folder, name), '');
    expect(await versionsAt(`sqlite:${folder}`, 'app')).toEqual([9, 10]);
    expect(await versionsAt(`sqlite:${folder}`, 'a+c')).toEqual([7]);
    expect(await versionsAt(`sqlite:${folder}`, 'a.c')).toEqual([6]);
  });

  test('are none where there is no folder', async () => {
    expect(await versionsAt(`sqlite:${join(temporaryFolder(), 'missing')}`, 'app')).toEqual([]);
  });
});

test('a location of another engine is a mistake of the caller', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'x'));
  const { path: _, ...elsewhere } = locate(`sqlite:${folder}`, 'app', 1);
  expect(() => sqliteLocation(elsewhere)).toThrow(TypeError);
});
