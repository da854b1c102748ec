import type { ErrorEntry } from './catalog.ts';

/** Of the extract phase. */
export const extractErrors = {
  SOURCE_OTHER_SCHEMA: {
    exit: 'failed',
    message: (d: { database: string; found: number; schema: number }) =>
      d.found === d.schema
        ? `${d.database} was made from another schema ${d.schema} than schemas/v${d.schema}.ts is now`
        : `${d.database} was made from schema ${d.found}, not ${d.schema}`,
    cause: 'The database says from which schema it was made, and it is not this one.',
    cure: 'Restore the schema file as it was released; a change of the schema is the next major version.',
  },
  SOURCE_STRUCTURE_DIFFERS: {
    exit: 'failed',
    message: (d: { database: string; schema: number; differences: readonly string[] }) =>
      `${d.database} does not have the structure of schema ${d.schema}: ${d.differences.join('; ')}`,
    cause: 'Someone altered the database, or the schema file does not describe it.',
    cure: 'Make the schema file say what the database has.',
  },
  EXTRACT_TABLE_UNKNOWN: {
    exit: 'usage',
    message: (d: { table: string; schema: number; known: readonly string[] }) =>
      `schema ${d.schema} has no table ${d.table}; its tables are ${d.known.join(', ')}`,
    cause: '--table names a table of the schema that the extract is for.',
    cure: 'Correct the name.',
  },
  EXTRACT_NOT_KEPT: {
    exit: 'failed',
    message: (d: { extract: string; reason: string }) => `the other tables of ${d.extract} cannot be kept: ${d.reason}`,
    cause: '--table makes some tables again and keeps the others, which is right only if they would come out the same.',
    cure: 'Extract all tables.',
  },
  EACH_BROKEN: {
    exit: 'failed',
    message: (d: { pipeline: string; table: string; each: string; due: number; found: number; dropped: number }) =>
      `pipeline ${d.pipeline}, table ${d.table}: the query returns ${d.found} rows, but there are ${d.due} rows of ${d.each}` +
      (d.dropped === 0 ? '' : ` (and ${d.dropped} dropped)`),
    cause: '`copy` and `.each` promise one row for every row of the source table. A join loses or multiplies some.',
    cure: 'Correct the join; rows that may go are left out by `.each(table, { where, reason })`.',
  },
  PIPELINE_MAP_RESULT: {
    exit: 'failed',
    message: (d: { pipeline: string; table: string; result: string }) =>
      `pipeline ${d.pipeline}, table ${d.table}: .map returns ${d.result}, not a row`,
    cause: '`.map` is synchronous and returns one object with the columns of the table.',
    cure: 'Return the row itself.',
  },
  ROWS_REJECTED: {
    exit: 'findings',
    message: (d: { rows: number; tables: Readonly<Record<string, number>>; directory: string }) =>
      `${d.rows} ${d.rows === 1 ? 'row was' : 'rows were'} rejected (${Object.entries(d.tables)
        .map(([table, rows]) => `${table} ${rows}`)
        .join(', ')})`,
    cause: 'Rows that the pipeline made do not fit schema M, repeat a key, or have no parent.',
    cure: 'Read the reasons in the `.rejects` folder; then correct the query, the map, the schema, or the data.',
  },
} satisfies Record<string, ErrorEntry>;
