import { createRequire } from 'node:module';
import type { Country } from 'world-countries';
import type { Row } from '../../src/index.ts';
import type v1 from '../../schemas/v1.ts';
import type { Sample } from './sample.ts';

const require = createRequire(import.meta.url);
const countries = require('world-countries') as readonly Country[];

/** The countries of the package `world-countries` as schema 1 packs them, sorted by code. */
export function countryRows(sample: Sample | null): Row<typeof v1, 'country'>[] {
  const chosen = countries.filter(({ cca3 }) => sample === null || sample.countries.includes(cca3));
  const neighbours = new Set(chosen.map(({ cca3 }) => cca3));
  const spoken = new Set(chosen.flatMap(({ languages }) => Object.keys(languages)));
  const rows = chosen.map((country) => countryRow(within(country, neighbours, spoken)));
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Without the borders and translations that lead out of the sample. */
function within(country: Country, neighbours: ReadonlySet<string>, spoken: ReadonlySet<string>): Country {
  const isSpoken = ([code]: [string, unknown]) => spoken.has(code === 'per' ? 'fas' : code);
  return {
    ...country,
    borders: country.borders.filter((code) => neighbours.has(code)),
    translations: Object.fromEntries(Object.entries(country.translations).filter(isSpoken)),
  };
}

function countryRow(country: Country): Row<typeof v1, 'country'> {
  return {
    code: country.cca2,
    code3: country.cca3,
    number: country.ccn3,
    olympic_code: country.cioc,
    name: country.name.common,
    official_name: country.name.official,
    region: country.region,
    subregion: country.subregion,
    demonym: country.demonyms.eng?.m ?? '',
    flag: country.flag,
    independent: yesOrNo(country.independent),
    un_member: yesOrNo(country.unMember),
    landlocked: yesOrNo(country.landlocked),
    area: country.area,
    latitude: country.latlng[0],
    longitude: country.latlng[1],
    ...packedLists(country),
  };
}

function packedLists(country: Country) {
  const currencies = Object.entries(country.currencies);
  return {
    native_names: JSON.stringify(country.name.native),
    translations: JSON.stringify(country.translations),
    other_names: country.altSpellings.join('; '),
    capitals: country.capital.join(', '),
    languages: Object.entries(country.languages)
      .map(([code, name]) => `${code}=${name}`)
      .join(';'),
    currencies: currencies.map(([code, { name, symbol }]) => `${code}=${name} (${symbol})`).join(';'),
    borders: country.borders.join(','),
    domains: country.tld.join(','),
  };
}

/** null: the package does not say; so it is for Kosovo. */
function yesOrNo(value: boolean | null): string {
  if (value === null) return 'unknown';
  return value ? 'yes' : 'no';
}
