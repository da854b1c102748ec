/** What stands between two names; a comma, where it does not turn a name round. */
const separators = ['/', ';', ' & ', ' and ', ' And ', ' - '];

/** Names that have a separator in them. */
const undivided = "'AC/DC'";

/** The composers of a track as the inside of a JSON list: the separators become those of JSON. */
const list = separators.reduce((text, separator) => `replace(${text}, '${separator}', '","')`, 'commas_replaced');

/**
 * Common table expressions: `credit (track_id, position, name)`, a row for every name in a track's composers, and
 * `composer (id, name)`, every name once, numbered by name. See README.md for the rules.
 */
const creditsOf = ({ text, part }: { readonly text: string; readonly part: string }): string => `
  quoted AS (
    SELECT TrackId AS track_id, ${text} AS text, CASE
        WHEN instr(Composer, '/') + instr(Composer, ';') > 0 THEN json_quote(${text})
        ELSE replace(json_quote(${text}), ',', '","')
      END AS commas_replaced
      FROM Track WHERE Composer IS NOT NULL
  ),
  part AS (
    ${part}
  ),
  credit AS (
    SELECT track_id, name, row_number() OVER (PARTITION BY track_id ORDER BY min(place)) AS position
      FROM part WHERE name <> '' GROUP BY track_id, name
  ),
  composer AS (
    SELECT row_number() OVER (ORDER BY name) AS id, name FROM (SELECT DISTINCT name FROM credit) AS names
  )`;

export const credits = {
  sqlite: creditsOf({
    text: 'Composer',
    part: `SELECT track_id, item.key AS place, trim(item.value, ' ,') AS name
      FROM quoted, json_each(CASE WHEN text IN (${undivided}) THEN json_array(text) ELSE '[' || ${list} || ']' END) AS item`,
  }),
  // The columns have a collation in which names are equal that differ in case and accents.
  mysql: creditsOf({
    text: 'CONVERT(Composer USING utf8mb4) COLLATE utf8mb4_bin',
    part: `SELECT track_id, item.place, regexp_replace(item.value, '^[ ,]+|[ ,]+$', '') AS name
      FROM quoted, json_table(
        CASE WHEN text IN (${undivided}) THEN json_array(text) ELSE concat('[', ${list}, ']') END,
        '$[*]' COLUMNS (place FOR ORDINALITY, value VARCHAR(220) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')
      ) AS item`,
  }),
};
