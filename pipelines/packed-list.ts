/**
 * The start of a query on schema 1: a table `piece` with one row for each item of a packed list of a country, `position` from 1
 * (the row 0 is the whole list). In SQL that every engine reads.
 */
export function piecesOf(column: string, separator: string): string {
  const end = `instr(rest, '${separator}')`;
  return `
    WITH RECURSIVE piece (country_code, position, item, rest) AS (
      SELECT code3, 0, ${column}, ${column} FROM country
      UNION ALL
      SELECT
        country_code,
        position + 1,
        CASE ${end} WHEN 0 THEN rest ELSE substr(rest, 1, ${end} - 1) END,
        CASE ${end} WHEN 0 THEN '' ELSE substr(rest, ${end} + ${separator.length}) END
      FROM piece WHERE rest <> ''
    )`;
}
