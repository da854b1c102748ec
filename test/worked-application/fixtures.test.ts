import { fixture, rows, runPipeline } from 'ntom/testing';
import { expect, test } from 'vitest';
import oneToTwo from '../../pipelines/1to2.ts';
import twoToThree from '../../pipelines/2to3.ts';
import v1 from '../../schemas/v1.ts';
import v2 from '../../schemas/v2.ts';
import v3 from '../../schemas/v3.ts';

// After a change of a pipeline: `ntom fixture migrate 1to2`, `ntom fixture migrate 2to3`, and the difference is for the review.
test('the fixture of schema 2 is what 1to2 makes of that of schema 1', async () => {
  const { rows: made, rejects } = await runPipeline(oneToTwo, fixture(1, 'small'));
  expect(rejects).toEqual([]);
  expect(made).toEqual({ ...rows(v2, 'small') });
});

test('the fixture of schema 3 is what 2to3 makes of that of schema 2', async () => {
  const { rows: made, rejects } = await runPipeline(twoToThree, fixture(2, 'small'));
  expect(rejects).toEqual([]);
  expect(made).toEqual({ ...rows(v3, 'small') });
});

test('they have what is not usual', () => {
  const { country, city } = rows(v1, 'small');
  const names = city.filter((each) => each.country === 'AT').map(({ name }) => name);
  expect(new Set(names).size, 'two cities of one name in a country').toBeLessThan(names.length);
  const cityless = country.filter(({ code }) => city.every((each) => each.country !== code));
  expect(cityless, 'a country without a city, a language, a border or a capital').toMatchObject([
    { code: 'HM', languages: 'eng=English', borders: '', capitals: '' },
  ]);
  const scripts = [/\p{Script=Armenian}/u, /\p{Script=Georgian}/u, /\p{Script=Arabic}/u];
  for (const script of scripts) expect(country.some(({ native_names }) => script.test(native_names))).toBe(true);
});
