import { bigint, bool, date, decimal, enumeration, int, schema, table, text } from 'ntom';
import { z } from 'zod';

const countryCode = () => text(3, z.string().regex(/^[A-Z]{3}$/));
const languageCode = () => text(3, z.string().regex(/^[a-z]{3}$/));
const currencyCode = () => text(3, z.string().regex(/^[A-Z]{3}$/));
const searchName = () => text(200, z.string().regex(/^[a-z0-9]+( [a-z0-9]+)*$/));
const slug = () => text(220, z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

const totalsAfter = (event: string, changes: readonly string[]) =>
  `CREATE TRIGGER city_after_${event} AFTER ${event} ON city FOR EACH ROW BEGIN ${changes.map(changeOfTotal).join(' ')} END`;

const changeOfTotal = (change: string) => {
  const sign = change === 'NEW' ? '+' : '-';
  const set = `cities = cities ${sign} 1, population = population ${sign} ${change}.population`;
  return `UPDATE country_total SET ${set} WHERE country_code = ${change}.country_code;`;
};

/** The normal form, with what used to be computed at each request: addresses, totals, exact coordinates. */
export default schema(
  3,
  {
    language: table({
      /** ISO 639-3. */
      code: languageCode().primaryKey(),
      name: text(100),
    }),

    currency: table({
      /** ISO 4217. */
      code: currencyCode().primaryKey(),
      name: text(100),
      symbol: text(10),
      withdrawn_on: date().nullable(),
    }),

    country: table({
      /** ISO 3166-1 alpha-3. */
      code: countryCode().primaryKey(),
      /** ISO 3166-1 alpha-2. */
      code2: text(2).unique(),
      number: text(3).nullable().unique(),
      slug: slug().unique(),
      name: text(100, z.string().min(1)).unique(),
      official_name: text(200, z.string().min(1)),
      region: enumeration(['Africa', 'Americas', 'Antarctic', 'Asia', 'Europe', 'Oceania']),
      subregion: text(50).nullable(),
      demonym: text(100).nullable(),
      /** NULL: disputed. */
      independent: bool().nullable(),
      un_member: bool().default(false),
      landlocked: bool().default(false),
      /** Square kilometres. */
      area: decimal(10, 2).nullable(),
      latitude: decimal(10, 8),
      longitude: decimal(11, 8),
    }),

    country_language: table(
      {
        country_code: countryCode().references('country.code'),
        language_code: languageCode().references('language.code'),
      },
      { primaryKey: ['country_code', 'language_code'], index: [['language_code']] },
    ),

    country_currency: table(
      {
        country_code: countryCode().references('country.code'),
        currency_code: currencyCode().references('currency.code'),
      },
      { primaryKey: ['country_code', 'currency_code'], index: [['currency_code']] },
    ),

    /** Two countries that share a border on land; as the source has it, so not always both ways. */
    border: table(
      {
        country_code: countryCode().references('country.code'),
        neighbour_code: countryCode().references('country.code'),
      },
      { primaryKey: ['country_code', 'neighbour_code'], check: ['country_code <> neighbour_code'] },
    ),

    native_name: table(
      {
        country_code: countryCode().references('country.code'),
        language_code: languageCode().references('language.code'),
        common: text(100),
        official: text(200),
        search_name: searchName(),
      },
      { primaryKey: ['country_code', 'language_code'], index: [['search_name']] },
    ),

    /** Only where it differs from the English name, which the application falls back to. */
    translation: table(
      {
        country_code: countryCode().references('country.code'),
        language_code: languageCode().references('language.code'),
        common: text(100),
        official: text(200),
        search_name: searchName(),
      },
      { primaryKey: ['country_code', 'language_code'], index: [['search_name']] },
    ),

    capital: table(
      {
        country_code: countryCode().references('country.code'),
        /** From 1, in the order of the source. */
        position: int(z.int().positive()),
        name: text(100),
      },
      { primaryKey: ['country_code', 'position'] },
    ),

    domain: table(
      {
        country_code: countryCode().references('country.code'),
        /** Without dots, in its own script. */
        name: text(63),
        /** As the name service has it: `xn--p1ai`. */
        ascii_name: text(63, z.string().regex(/^[a-z0-9-]+$/)),
      },
      { primaryKey: ['country_code', 'name'], index: [['ascii_name']] },
    ),

    city: table(
      {
        id: int().primaryKey().autoIncrement(),
        country_code: countryCode().references('country.code', { onDelete: 'restrict' }),
        /** Its address within the country: `/fra/paris`. Of namesakes only the largest goes without its id. */
        slug: slug(),
        name: text(200, z.string().min(1)),
        search_name: searchName(),
        feature_code: text(5),
        is_capital: bool().generated("feature_code = 'PPLC'", { stored: true }),
        population: int(z.int().nonnegative()),
        latitude: decimal(8, 5),
        longitude: decimal(8, 5),
      },
      {
        unique: [['country_code', 'slug']],
        index: [['country_code', 'population'], ['search_name']],
        check: ['population >= 0', 'latitude + 0e0 BETWEEN -90 AND 90', 'longitude + 0e0 BETWEEN -180 AND 180'],
      },
    ),

    country_total: table({
      country_code: countryCode().primaryKey().references('country.code', { onDelete: 'cascade' }),
      cities: int(),
      /** Of at least 100,000 inhabitants, when the totals were computed. */
      big_cities: int(),
      /** Of the cities together. */
      population: bigint(),
      largest_city_id: int().nullable().references('city.id', { onDelete: 'set null' }),
    }),

    region_total: table({
      region: text(20).primaryKey(),
      countries: int(),
      cities: int(),
      population: bigint(),
      /** Square kilometres of the countries together. */
      area: decimal(12, 2),
    }),

    source: table({
      name: text(100).primaryKey(),
      version: text(20),
      licence: text(100),
      used_for: text(100),
    }),
  },
  {
    views: {
      country_overview: `
        SELECT c.code, c.slug, c.name, c.region, t.cities, t.population, l.name AS largest_city
        FROM country c JOIN country_total t ON t.country_code = c.code LEFT JOIN city l ON l.id = t.largest_city_id`,
    },
    triggers: {
      city_after_insert: totalsAfter('insert', ['NEW']),
      city_after_delete: totalsAfter('delete', ['OLD']),
      city_after_update: totalsAfter('update', ['OLD', 'NEW']),
    },
    indexes: { city_capital: { sqlite: 'CREATE INDEX city_capital ON city (country_code) WHERE is_capital' } },
  },
);
