import { expect, test } from 'vitest';
import { absolutePlace } from '../../src/project/place.ts';

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
