import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import type { Row } from '../../src/schema/schema.ts';
import { rows } from '../../src/testing/index.ts';
import { fixtureProject, makeFixture, smallRows } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

const bern = {
  id: 1,
  country_code: 'CHE',
  name: 'Bern',
  slug: 'bern',
  population: 134591,
  area: '51.62',
  budget: 9007199254740993n,
  coat_of_arms: Buffer.from([0, 255]),
  facts: '{"bears": 3}',
};

test.each([
  ['csv', null],
  ['csv', 'gzip'],
  ['csv', 'zstd'],
  ['jsonl', null],
  ['jsonl', 'gzip'],
] as const)('the rows of a fixture, typed: %s, compressed %s', async (format, compression) => {
  const project = fixtureProject();
  // Three parts of cities.
  const changes = { format, compression, chunkRows: 1 };
  await makeFixture({ project, schema: v3, name: 'small', rows: smallRows }, changes);
  const { city, country, change } = rows(v3, 'small');
  expectTypeOf(city).toEqualTypeOf<Row<typeof v3, 'city'>[]>();
  expect(city).toEqual([
    bern,
    expect.objectContaining({ id: 2, name: 'Zürich', area: null, coat_of_arms: null }),
    expect.objectContaining({ id: 9, budget: -1n, coat_of_arms: Buffer.alloc(0), facts: '[]' }),
  ]);
  expect(country.map(({ independent }) => independent)).toEqual([true, true]);
  expect(change).toEqual([{ city_id: 1, what: 'made' }]);
});

test('rows belong to who asked for them', async () => {
  const project = fixtureProject();
  await makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
  const mine = rows(v3, 'small');
  expect(mine.city).toBe(mine.city);
  mine.city.length = 1;
  Object.assign(mine.city[0] ?? {}, { name: 'Berne' });
  expect(rows(v3, 'small').city.map(({ name }) => name)).toEqual(['Bern', 'Zürich', 'Paris']);
});

test('a table is read when it is asked for, and proved then', async () => {
  const project = fixtureProject();
  const directory = await makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
  truncateSync(join(directory, 'city.csv'), 20);
  writeFileSync(join(directory, 'change.csv'), '"city_id","what"\n2,"made"\n');
  const read = rows(v3, 'small');
  expect(read.country).toHaveLength(2);
  expect(() => read.city).toThrow(expect.objectContaining({ code: 'FIXTURE_ALTERED' }));
  expect(() => read.change).toThrow(/sha256/);
});
