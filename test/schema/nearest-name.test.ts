import { expect, test } from 'vitest';
import { nearestName } from '../../src/schema/nearest-name.ts';

test.each([
  ['tabl', ['cable', 'table'], 'table'],
  ['table', ['cable', 'table'], 'table'],
  ['ONDELETE', ['onUpdate', 'onDelete'], 'onDelete'],
  ['uniuqe', ['index', 'unique'], 'unique'],
  ['engine', ['index', 'unique'], undefined],
  ['', ['index'], undefined],
  ['index', [], undefined],
])('of %j among %j: %j', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});
