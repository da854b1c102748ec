/** What stands between two names; a comma, where it does not turn a name round. */
const separators = ['/', ';', ' & ', ' and ', ' And ', ' - '];

/** Names that have a separator in them. */
const undivided = "'AC/DC'";

/** The composers of a track as a JSON list: the separators become those of JSON. */
const list = separators.reduce((text, separator) => `replace(${text}, '${separator}', '","')`, 'commas_replaced');

/**
 * Common table expressions: `credit (track_id, position, name)`, a row for every name in a track's composers, and
 * `composer (id, name)`, every name once, numbered by name. See README.md for the rules.
 */
export const credits = `
  quoted AS (
    SELECT TrackId AS track_id, Composer AS text, CASE
        WHEN instr(Composer, '/') + instr(Composer, ';') > 0 THEN json_quote(Composer)
        ELSE replace(json_quote(Composer), ',', '","')
      END AS commas_replaced
      FROM Track WHERE Composer IS NOT NULL
  ),
  part AS (
    SELECT track_id, item.key AS place, trim(item.value, ' ,') AS name
      FROM quoted, json_each(CASE WHEN text IN (${undivided}) THEN json_array(text) ELSE '[' || ${list} || ']' END) AS item
  ),
  credit AS (
    SELECT track_id, name, row_number() OVER (PARTITION BY track_id ORDER BY min(place)) AS position
      FROM part WHERE name <> '' GROUP BY track_id, name
  ),
  composer AS (
    SELECT row_number() OVER (ORDER BY name) AS id, name FROM (SELECT DISTINCT name FROM credit)
  )`;
