import fc from 'fast-check';
import { fixture, rows, runPipeline } from 'ntom/testing';
import { describe, expect, test } from 'vitest';
import twoToThree from '../../pipelines/2to3.ts';
import { searchName } from '../../pipelines/search-name.ts';
import v2 from '../../schemas/v2.ts';

const small = rows(v2, 'small');
type City = (typeof small.city)[number];

describe('2to3', () => {
  test('computes addresses and totals', async () => {
    const { rows: made } = await runPipeline(twoToThree, 'small');
    const addresses = made.city.map(({ country_code, slug }) => `${country_code.toLowerCase()}/${slug}`);
    expect({ addresses, totals: made.country_total, regions: made.region_total }).toMatchSnapshot();
  });

  test('gives the smaller of two cities of one name its id', async () => {
    const { rows: made } = await runPipeline(twoToThree, 'small');
    const [larger, smaller] = made.city
      .filter(({ name }) => name === 'Sankt Peter')
      .sort((a, b) => b.population - a.population);
    expect([larger?.slug, smaller?.slug]).toEqual(['sankt-peter', `sankt-peter-${smaller?.id}`]);
  });

  test('has a country without a city in the totals', async () => {
    const { rows: made } = await runPipeline(twoToThree, 'small');
    expect(made.country_total.filter(({ cities }) => cities === 0)).toEqual([
      { country_code: 'HMD', cities: 0, big_cities: 0, population: 0n, largest_city_id: null },
    ]);
  });

  test('counts a city as big from 100,000 inhabitants on', async () => {
    await using db = await fixture(2, 'small');
    const bigIn = async () => {
      const { rows: made } = await runPipeline(twoToThree, db);
      return made.country_total.find(({ country_code }) => country_code === 'LIE')?.big_cities;
    };
    const grow = db.database.prepare("UPDATE city SET population = ? WHERE name = 'Vaduz'");
    grow.run(99_999);
    expect(await bigIn()).toBe(0);
    grow.run(100_000);
    expect(await bigIn()).toBe(1);
  });

  test('leaves out translations that are as in English, and no others', async () => {
    const { rows: made } = await runPipeline(twoToThree, 'small');
    const english = new Map(small.country.map((each) => [each.code, each]));
    const differs = ({ country_code, common, official }: (typeof small.translation)[number]): boolean =>
      english.get(country_code)?.name !== common || english.get(country_code)?.official_name !== official;
    const keyOf = (each: { country_code: string; language_code: string }) =>
      `${each.country_code} ${each.language_code}`;
    expect(made.translation.map(keyOf)).toEqual(small.translation.filter(differs).map(keyOf));
    expect(made.translation.length).toBeLessThan(small.translation.length);
  });
});

describe('2to3, whatever the cities', () => {
  const [country] = small.country;
  if (country === undefined) throw new TypeError('the fixture has no country');
  const names = fc.oneof(
    fc.constantFrom('Sankt Peter', 'SANKT-PETER', 'Zürich', 'Zurich', 'Łódź', '中国', "L'Aquila", '٣', 'Ōsaka'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  );
  const city = fc.record({
    name: names,
    population: fc.integer({ min: 0, max: 40_000_000 }),
    latitude: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((each) => each / 1e5),
    longitude: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((each) => each / 1e5),
  });
  const cities = fc.array(city, { maxLength: 8 }).map((all) =>
    all
      .map((each, index): City => {
        const place = { id: index + 1, country_code: country.code, feature_code: 'PPL', admin_code: null };
        return { ...place, ...each, search_name: searchName(each.name) };
      })
      // Schema 2 takes no other.
      .filter(({ search_name }) => search_name !== ''),
  );

  test('each has an address of its own, and keeps its place', async () => {
    await fc.assert(
      fc.asyncProperty(cities, async (given) => {
        const { rows: made, rejects } = await runPipeline(twoToThree, { country: [country], city: given });
        expect(rejects).toEqual([]);
        expect(made.city.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
        expect(new Set(made.city.map(({ slug }) => slug)).size).toBe(given.length);
        for (const [index, { latitude, longitude }] of made.city.entries())
          expect([Number(latitude), Number(longitude)]).toEqual(
            [given[index]?.latitude, given[index]?.longitude].map(unsigned),
          );
      }),
      { numRuns: 30 },
    );
  });

  test('the totals are those of the cities', async () => {
    await fc.assert(
      fc.asyncProperty(cities, async (given) => {
        const { rows: made } = await runPipeline(twoToThree, { country: [country], city: given });
        const population = given.reduce((sum, each) => sum + BigInt(each.population), 0n);
        expect(made.country_total).toMatchObject([{ cities: given.length, population }]);
        expect(made.region_total).toMatchObject([{ countries: 1, cities: given.length, population }]);
        const most = Math.max(...given.map((each) => each.population));
        const largest = given.find((each) => each.population === most)?.id ?? null;
        expect(made.country_total[0]?.largest_city_id).toBe(largest);
      }),
      { numRuns: 30 },
    );
  });
});

/** A decimal has one zero. */
function unsigned(value: number | undefined): number | undefined {
  return value === 0 ? 0 : value;
}
