import { bool, enumeration, int, real, schema, table, text } from 'ntom';
import { z } from 'zod';

const countryCode = () => text(3, z.string().regex(/^[A-Z]{3}$/));
const languageCode = () => text(3, z.string().regex(/^[a-z]{3}$/));
const currencyCode = () => text(3, z.string().regex(/^[A-Z]{3}$/));

/** The first schema in normal form: a row for each thing, and keys that hold. */
export default schema(2, {
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
  }),

  country: table({
    /** ISO 3166-1 alpha-3. */
    code: countryCode().primaryKey(),
    /** ISO 3166-1 alpha-2. */
    code2: text(2).unique(),
    number: text(3).nullable().unique(),
    olympic_code: text(3).nullable(),
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
    area: real(z.number().positive()).nullable(),
    latitude: real(z.number().min(-90).max(90)),
    longitude: real(z.number().min(-180).max(180)),
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
    },
    { primaryKey: ['country_code', 'language_code'] },
  ),

  translation: table(
    {
      country_code: countryCode().references('country.code'),
      language_code: languageCode().references('language.code'),
      common: text(100),
      official: text(200),
    },
    { primaryKey: ['country_code', 'language_code'] },
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
    },
    { primaryKey: ['country_code', 'name'] },
  ),

  city: table(
    {
      id: int().primaryKey().autoIncrement(),
      country_code: countryCode().references('country.code', { onDelete: 'restrict' }),
      name: text(200, z.string().min(1)),
      /** What people type to find it: lower-case letters a to z, digits and single blanks. */
      search_name: text(200, z.string().regex(/^[a-z0-9]+( [a-z0-9]+)*$/)),
      feature_code: text(5),
      admin_code: text(20).nullable(),
      population: int(z.int().nonnegative()),
      latitude: real(z.number().min(-90).max(90)),
      longitude: real(z.number().min(-180).max(180)),
    },
    { index: [['country_code', 'population'], ['search_name']], check: ['population >= 0'] },
  ),

  source: table({
    name: text(100).primaryKey(),
    version: text(20),
    licence: text(100),
    used_for: text(100),
  }),
});
