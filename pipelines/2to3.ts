import { domainToASCII } from 'node:url';
import { copy, pipeline, sql, type Row } from 'ntom';
import v2 from '../schemas/v2.ts';
import v3 from '../schemas/v3.ts';
import { fixedPoint } from './fixed-point.ts';
import { searchName } from './search-name.ts';
import { slugify } from './slugify.ts';

type Country = Omit<Row<typeof v2, 'country'>, 'olympic_code'>;
/** `namesake`: 1 for the largest city of that name in the country. */
type City = Omit<Row<typeof v2, 'city'>, 'admin_code'> & { readonly namesake: number };
type Name = Row<typeof v2, 'native_name'>;

const inhabitantsOfBigCity = 100_000;

/** Computes once what the application computed at each request. */
export default pipeline(
  v2,
  v3,
  {
    language: copy(),
    currency: copy({ withdrawn_on: null }),

    country: sql<Country>`
      SELECT
        code, code2, number, name, official_name, region, subregion, demonym, independent, un_member, landlocked,
        area, latitude, longitude
      FROM country`
      .each('country')
      .map(({ area, latitude, longitude, ...row }) => ({
        ...row,
        slug: slugify(row.name),
        area: area === null ? null : fixedPoint(area, 2),
        latitude: fixedPoint(latitude, 8),
        longitude: fixedPoint(longitude, 8),
      })),

    country_language: copy(),
    country_currency: copy(),
    border: copy(),

    native_name: sql<Name>`SELECT country_code, language_code, common, official FROM native_name`
      .each('native_name')
      .map((row) => ({ ...row, search_name: searchName(row.common) })),

    translation: sql<Name>`
      SELECT
        translation.country_code,
        translation.language_code,
        translation.common,
        translation.official,
        translation.common = country.name AND translation.official = country.official_name AS as_in_english
      FROM translation JOIN country ON country.code = translation.country_code`
      .each('translation', { where: 'NOT as_in_english', reason: 'the same as in English, which is the fallback' })
      .map(({ country_code, language_code, common, official }) => {
        return { country_code, language_code, common, official, search_name: searchName(common) };
      }),

    capital: copy(),

    domain: sql<Row<typeof v2, 'domain'>>`SELECT country_code, name FROM domain`
      .each('domain')
      .map((row) => ({ ...row, ascii_name: domainToASCII(row.name) })),

    city: sql<City>`
      SELECT
        id, country_code, name, search_name, feature_code, population, latitude, longitude,
        row_number() OVER (PARTITION BY country_code, search_name ORDER BY population DESC, id) AS namesake
      FROM city`
      .each('city')
      .map(({ namesake, latitude, longitude, ...row }) => ({
        ...row,
        slug: namesake === 1 ? slugify(row.name) : `${slugify(row.name)}-${row.id}`,
        latitude: fixedPoint(latitude, 5),
        longitude: fixedPoint(longitude, 5),
      })),

    country_total: sql`
      SELECT
        country.code AS country_code,
        count(city.id) AS cities,
        count(CASE WHEN city.population >= ${inhabitantsOfBigCity} THEN 1 END) AS big_cities,
        CAST(coalesce(sum(city.population), 0) AS SIGNED INTEGER) AS population,
        (
          SELECT id FROM city AS largest
          WHERE largest.country_code = country.code ORDER BY largest.population DESC, id LIMIT 1
        ) AS largest_city_id
      FROM country LEFT JOIN city ON city.country_code = country.code
      GROUP BY country.code`.each('country'),

    region_total: sql({
      sqlite: `${regionTotals("printf('%.2f', sum(area))")}`,
      mysql: `${regionTotals('CAST(sum(area) AS DECIMAL(12, 2))')}`,
    }).merges('country', { by: ['region'] }),

    source: copy(),
  },
  {
    drops: {
      'country.olympic_code': 'used by no page since 2.4',
      'city.admin_code': 'means nothing without the names of the divisions, which the source does not have',
    },
  },
);

/** `area`: the sum of areas as an exact decimal, in the words of the engine. */
function regionTotals(area: string): string {
  return `
    SELECT
      region,
      count(*) AS countries,
      CAST(coalesce(sum(cities), 0) AS SIGNED INTEGER) AS cities,
      CAST(coalesce(sum(population), 0) AS SIGNED INTEGER) AS population,
      ${area} AS area
    FROM country LEFT JOIN (
      SELECT country_code, count(*) AS cities, sum(population) AS population FROM city GROUP BY country_code
    ) AS total ON total.country_code = country.code
    GROUP BY region`;
}
