import { copy, pipeline, sql, type Row } from 'ntom';
import v2 from '../schemas/v2.ts';
import v3 from '../schemas/v3.ts';

/** With the key of the translation that it is; null: it is none. */
type Translation = Row<typeof v2, 'translation'> & {
  readonly translated_country: string | null;
  readonly translated_language: string | null;
};

/**
 * The way back, for whoever entered data in release 3 and has to return to release 2. What release 3 no longer has comes back
 * as NULL: the Olympic code of a country, the division of a city.
 */
export default pipeline(
  v3,
  v2,
  {
    language: copy(),
    currency: copy(),

    country: sql<Omit<Row<typeof v3, 'country'>, 'slug'>>`
      SELECT
        code, code2, number, name, official_name, region, subregion, demonym, independent, un_member, landlocked,
        area, latitude, longitude
      FROM country`
      .each('country')
      .map((row) => ({
        ...row,
        olympic_code: null,
        area: row.area === null ? null : Number(row.area),
        latitude: Number(row.latitude),
        longitude: Number(row.longitude),
      })),

    country_language: copy(),
    country_currency: copy(),
    border: copy(),
    native_name: copy(),

    // Every country has a name in every language there: the English one where 2to3 found no other.
    translation: sql<Translation>`
      SELECT
        country.code AS country_code,
        language.language_code,
        coalesce(translation.common, country.name) AS common,
        coalesce(translation.official, country.official_name) AS official,
        translation.country_code AS translated_country,
        translation.language_code AS translated_language
      FROM country
      CROSS JOIN (SELECT DISTINCT language_code FROM translation) AS language
      LEFT JOIN translation
        ON translation.country_code = country.code AND translation.language_code = language.language_code`
      .splits('translation', { by: ['translated_country', 'translated_language'] })
      .splits('country', { by: ['country_code'] })
      .map(({ country_code, language_code, common, official }) => ({ country_code, language_code, common, official })),

    capital: copy(),
    domain: copy(),

    city: sql<Omit<Row<typeof v3, 'city'>, 'slug'>>`
      SELECT id, country_code, name, search_name, feature_code, population, latitude, longitude FROM city`
      .each('city')
      .map((row) => ({
        ...row,
        admin_code: null,
        latitude: Number(row.latitude),
        longitude: Number(row.longitude),
      })),

    source: copy(),
  },
  {
    drops: {
      'currency.withdrawn_on': 'release 2 shows every currency',
      'country.slug': 'release 2 has addresses with codes',
      'city.slug': 'release 2 has addresses with codes',
      'native_name.search_name': 'release 2 searches cities only',
      'translation.search_name': 'release 2 searches cities only',
      'domain.ascii_name': 'computed anew by 2to3',
      country_total: 'computed anew by 2to3',
      region_total: 'computed anew by 2to3',
    },
  },
);
