import { fixture, rows, runPipeline } from 'ntom/testing';
import { describe, expect, test } from 'vitest';
import threeToTwo from '../../pipelines/3to2.ts';
import v2 from '../../schemas/v2.ts';

const before = rows(v2, 'small');
const { tables } = v2;
const names = tables.map(({ name }) => name as keyof typeof before);

describe('3to2, the way back', () => {
  test.each(names.filter((name) => name !== 'city' && name !== 'country'))(
    'gives back every row of %s',
    async (name) => {
      const { rows: made } = await runPipeline(threeToTwo, 'small');
      expect(before[name]).not.toEqual([]);
      expect(made[name]).toEqual(before[name]);
    },
  );

  test('gives back cities, but for the divisions that release 3 does not keep', async () => {
    const { rows: made } = await runPipeline(threeToTwo, 'small');
    expect(made.city).toEqual(before.city.map((city) => ({ ...city, admin_code: null })));
    expect(before.city.some(({ admin_code }) => admin_code !== null)).toBe(true);
  });

  test('gives back countries, but for the Olympic codes', async () => {
    const { rows: made } = await runPipeline(threeToTwo, 'small');
    expect(made.country).toEqual(before.country.map((country) => ({ ...country, olympic_code: null })));
    expect(before.country.some(({ olympic_code }) => olympic_code !== null)).toBe(true);
  });

  test('takes along what was entered in release 3', async () => {
    await using db = await fixture(3, 'small');
    db.database.exec(`
      INSERT INTO city (country_code, slug, name, search_name, feature_code, population, latitude, longitude)
      VALUES ('LIE', 'neudorf', 'Neudorf', 'neudorf', 'PPL', 100, '47.10000', '9.50000')`);
    const { rows: made, rejects } = await runPipeline(threeToTwo, db);
    expect(rejects).toEqual([]);
    expect(made.city.filter(({ name }) => name === 'Neudorf')).toMatchObject([
      { country_code: 'LIE', population: 100, latitude: 47.1, longitude: 9.5 },
    ]);
  });
});
