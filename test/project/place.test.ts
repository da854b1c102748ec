import { expect, test } from 'vitest';
import { absolutePlace, withDefaultsFile } from '../../src/project/place.ts';

test.each([
  ['engine:.', 'engine:/project'],
  ['engine:./data', 'engine:/project/data'],
  ['engine:data dir/x', 'engine:/project/data dir/x'],
  ['engine:../up', 'engine:/up'],
  ['engine:/absolute', 'engine:/absolute'],
  ['engine://user@host:3306', 'engine://user@host:3306'],
  ['no scheme', 'no scheme'],
])('absolutePlace: %s', (place, expected) => {
  expect(absolutePlace(place, '/project')).toBe(expected);
});

test.each([
  ['engine://host', 'engine://host?defaults-file=%2Fetc%2Fa.cnf'],
  ['engine://u@host:1/', 'engine://u@host:1/?defaults-file=%2Fetc%2Fa.cnf'],
  ['engine://host?tls=off&defaults-file=/b', 'engine://host?tls=off&defaults-file=%2Fetc%2Fa.cnf'],
  ['engine://host?socket=%2Ftmp%2Fs', 'engine://host?socket=%2Ftmp%2Fs&defaults-file=%2Fetc%2Fa.cnf'],
])('withDefaultsFile: %s', (place, expected) => {
  expect(withDefaultsFile(place, '/etc/a.cnf')).toBe(expected);
});

test('withDefaultsFile: a place on no server', () => {
  expect(() => withDefaultsFile('engine:/data', '/etc/a.cnf')).toThrow('--defaults-file: engine:/data is on no server');
});
