import { rows } from 'ntom/testing';
import { fixtureTest } from 'ntom/vitest';
import { expect } from 'vitest';
import v3 from '../../schemas/v3.ts';

const test = fixtureTest(3, 'small');
const small = rows(v3, 'small');

const neudorf = `
  INSERT INTO city (country_code, slug, name, search_name, feature_code, population, latitude, longitude)
  VALUES ('LIE', 'neudorf', 'Neudorf', 'neudorf', 'PPL', 100, '47.10000', '9.50000')`;
const overview = "SELECT slug, cities, population, largest_city FROM country_overview WHERE code = 'LIE'";

test('ids go on where they were', ({ db: { database } }) => {
  const highest = Math.max(...small.city.map(({ id }) => id));
  expect(database.prepare(neudorf).run().lastInsertRowid).toBe(highest + 1);
});

test('triggers keep the totals, and the view shows them', ({ db: { database } }) => {
  const seen = (): unknown => database.prepare(overview).get();
  const before = seen() as { cities: number; population: number };
  expect(before).toMatchObject({ slug: 'liechtenstein', largest_city: 'Vaduz' });
  database.exec(neudorf);
  expect(seen()).toEqual({ ...before, cities: before.cities + 1, population: before.population + 100 });
  database.exec("UPDATE city SET population = 150 WHERE slug = 'neudorf'");
  expect(seen()).toEqual({ ...before, cities: before.cities + 1, population: before.population + 150 });
  database.exec("DELETE FROM city WHERE slug = 'neudorf'");
  expect(seen()).toEqual(before);
});

test('an address is there once in a country', ({ db: { database } }) => {
  database.exec(neudorf);
  expect(() => database.exec(neudorf)).toThrow('UNIQUE constraint failed: city.country_code, city.slug');
});

test('a country stays as long as it has a city', ({ db: { database } }) => {
  expect(() => database.exec("DELETE FROM country WHERE code = 'LIE'")).toThrow('FOREIGN KEY constraint failed');
});

test('a capital is known by its feature code', ({ db: { database } }) => {
  const capitals = database.prepare('SELECT name FROM city WHERE is_capital ORDER BY name').pluck().all();
  expect(capitals).toEqual(['Bern', 'Tbilisi', 'Tehran', 'Vaduz', 'Vienna', 'Yerevan']);
});

test('without its largest city a country has none, until the totals are computed again', ({ db: { database } }) => {
  database.exec("DELETE FROM city WHERE name = 'Vaduz'");
  expect(database.prepare(overview).get()).toEqual({
    slug: 'liechtenstein',
    cities: 0,
    population: 0,
    largest_city: null,
  });
});
