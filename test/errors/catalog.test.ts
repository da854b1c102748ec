import { describe, expect, expectTypeOf, test } from 'vitest';
import { catalog, catalogAreas, type ErrorDetails, type ErrorEntry } from '../../src/errors/catalog.ts';
import { failure } from '../../src/errors.ts';

const entries = Object.entries<ErrorEntry>(catalog);

test('every code is in one area, and every area is in the catalog', () => {
  const inAreas = Object.values(catalogAreas).flatMap((area) => Object.keys(area));
  expect(inAreas.toSorted()).toEqual(Object.keys(catalog).toSorted());
});

describe('the example of each code', () => {
  test.each(entries)('%s makes a message of one line, with a value for every detail', (_, { message, example }) => {
    const text = (message as (details: unknown) => string)(example);
    expect(text).toMatch(/^\S.*\S$/);
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });

  test.each(entries)('%s names nothing of the machine on which it was written', (_, { example }) => {
    expect(JSON.stringify(example)).not.toMatch(/\/(tmp|work|root|home|Users)\b/);
  });
});

test.each(entries)('%s says cause and cure in sentences', (_, { cause, cure }) => {
  for (const text of [cause, cure]) expect(text).toMatch(/^[\w`.-].*[^.]\.$/);
});

test('the compiler knows the details of each code', () => {
  expectTypeOf<ErrorDetails<'PART_CUT'>>().toEqualTypeOf<{ part: string; row: number }>();
  // @ts-expect-error -- the row is missing
  const lacking = failure('PART_CUT', { part: 'city.csv' });
  // @ts-expect-error -- a text is no row
  const wrong = failure('PART_CUT', { part: 'city.csv', row: '1' });
  expect([lacking.code, wrong.code]).toEqual(['PART_CUT', 'PART_CUT']);
});
