import { copy, pipeline, sql, type Row } from 'ntom';
import v1 from '../schemas/v1.ts';
import v2 from '../schemas/v2.ts';
import { piecesOf } from './packed-list.ts';
import { namesIn } from './packed-names.ts';
import { searchName } from './search-name.ts';

type CityWithCountry = Omit<Row<typeof v2, 'city'>, 'search_name'>;

/** Unpacks the lists, checks the keys, turns words into values. */
export default pipeline(
  v1,
  v2,
  {
    // Where countries name a language differently, the name that most of them use.
    language: {
      sql: `${piecesOf('languages', ';')}
        SELECT code, name FROM (
          SELECT code, name, row_number() OVER (PARTITION BY code ORDER BY count(*) DESC, name DESC) AS choice
          FROM (SELECT substr(item, 1, 3) AS code, substr(item, 5) AS name FROM piece WHERE position > 0) AS spoken
          GROUP BY code, name
        ) AS ranked WHERE choice = 1`,
    },

    currency: {
      sql: `${piecesOf('currencies', ';')}
        SELECT code, name, symbol FROM (
          SELECT
            code, name, symbol,
            row_number() OVER (PARTITION BY code ORDER BY count(*) DESC, name DESC, symbol DESC) AS choice
          FROM (
            SELECT
              substr(item, 1, 3) AS code,
              substr(item, 5, instr(item, ' (') - 5) AS name,
              replace(substr(item, instr(item, ' (') + 2), ')', '') AS symbol
            FROM piece WHERE position > 0
          ) AS paid
          GROUP BY code, name, symbol
        ) AS ranked WHERE choice = 1`,
    },

    country: sql`
      SELECT
        code3 AS code,
        code AS code2,
        nullif(number, '') AS number,
        nullif(olympic_code, '') AS olympic_code,
        name,
        official_name,
        region,
        nullif(subregion, '') AS subregion,
        nullif(demonym, '') AS demonym,
        CASE independent WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS independent,
        un_member = 'yes' AS un_member,
        landlocked = 'yes' AS landlocked,
        nullif(area, -1) AS area,
        latitude,
        longitude
      FROM country`.each('country'),

    country_language: sql({
      sql: `${piecesOf('languages', ';')}
        SELECT country_code, substr(item, 1, 3) AS language_code FROM piece WHERE position > 0`,
    }).splits('country', { by: ['country_code'], none: 'no language is known' }),

    country_currency: sql({
      sql: `${piecesOf('currencies', ';')}
        SELECT country_code, substr(item, 1, 3) AS currency_code FROM piece WHERE position > 0`,
    }).splits('country', { by: ['country_code'], none: 'no currency is known' }),

    border: sql({
      sql: `${piecesOf('borders', ',')} SELECT country_code, item AS neighbour_code FROM piece WHERE position > 0`,
    }).splits('country', { by: ['country_code'], none: 'an island, or no neighbour is known' }),

    native_name: sql(namesIn('native_names')).splits('country', { by: ['country_code'], none: 'no language is known' }),

    // Persian has two codes in ISO 639-2; the translations use the one that ISO 639-3 does not have.
    translation: sql<Row<typeof v2, 'translation'>>(namesIn('translations'))
      .splits('country', { by: ['country_code'] })
      .map((row) => ({
        ...row,
        language_code: row.language_code === 'per' ? 'fas' : row.language_code,
      })),

    capital: sql({
      sql: `${piecesOf('capitals', ', ')} SELECT country_code, position, item AS name FROM piece WHERE position > 0`,
    }).splits('country', { by: ['country_code'], none: 'no capital is known' }),

    domain: sql({
      sql: `${piecesOf('domains', ',')}
        SELECT country_code, replace(item, '.', '') AS name FROM piece WHERE position > 0`,
    }).splits('country', { by: ['country_code'] }),

    city: sql<CityWithCountry>`
      SELECT
        city.id,
        country.code3 AS country_code,
        city.name,
        city.feature AS feature_code,
        nullif(city.admin, '') AS admin_code,
        city.population,
        city.latitude,
        city.longitude
      FROM city JOIN country ON country.code = city.country`
      .each('city')
      .map((row) => ({ ...row, search_name: searchName(row.name) })),

    source: copy(),
  },
  {
    drops: {
      'country.flag': 'two letters of an alphabet of their own: the application computes them from code2',
      'country.other_names': 'the search uses native_name and translation',
      'city.alt_name': 'holds country codes by a slip of the first import',
    },
  },
);
