/** The names in a JSON column of schema 1's country, one row for each language. */
export function namesIn(column: string) {
  return {
    sqlite: `
      SELECT
        country.code3 AS country_code,
        name.key AS language_code,
        json_extract(name.value, '$.common') AS common,
        json_extract(name.value, '$.official') AS official
      FROM country, json_each(country.${column}) AS name`,
    mysql: `
      SELECT
        country.code3 AS country_code,
        name.language_code,
        json_unquote(json_extract(country.${column}, concat('$.', name.language_code, '.common'))) AS common,
        json_unquote(json_extract(country.${column}, concat('$.', name.language_code, '.official'))) AS official
      FROM country, json_table(json_keys(country.${column}), '$[*]' COLUMNS (language_code varchar(3) PATH '$')) AS name`,
  };
}
