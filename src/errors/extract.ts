import { entry } from './entry.ts';

/** Of the extract phase, beside those of its source and of the files that it writes. */
export const extractErrors = {
  EXTRACT_TABLE_UNKNOWN: entry<{ table: string; schema: number; known: readonly string[] }>({
    exit: 'usage',
    message: (d) => `schema ${d.schema} has no table ${d.table}; its tables are ${d.known.join(', ')}`,
    example: { table: 'cities', schema: 3, known: ['country', 'city', 'country_total'] },
    cause:
      '`--table` of an extract, `--where` or `--with-children` of a fixture, or a unit test names a table that the schema has not.',
    cure: 'Correct the name: the message lists the tables there are.',
  }),
  EXTRACT_NOT_KEPT: entry<{ extract: string; reason: string }>({
    exit: 'failed',
    message: (d) => `the other tables of ${d.extract} cannot be kept: ${d.reason}`,
    example: {
      extract: 'extracts/v3',
      reason: 'the source database was written to since: its change counter was 41 and is 44',
    },
    cause:
      '`--table` makes some tables again and keeps the others, which is right only if they would come out the same.',
    cure: 'Extract all tables: run the command without `--table`.',
  }),
  EACH_BROKEN: entry<{ pipeline: string; table: string; each: string; due: number; found: number; dropped: number }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline}, table ${d.table}: the query returns ${d.found} rows, but there are ${d.due} rows of ${d.each}` +
      (d.dropped === 0 ? '' : ` (and ${d.dropped} dropped)`),
    example: { pipeline: '2to3', table: 'city', each: 'city', due: 135_233, found: 135_229, dropped: 0 },
    cause: '`copy` and `.each` promise one row for every row of the source table. A join loses or multiplies some.',
    cure: 'Correct the join; rows that may go are left out by `.each(table, { where, reason })`.',
  }),
  MERGE_BROKEN: entry<{
    pipeline: string;
    table: string;
    merges: string;
    by: readonly string[];
    counted: number;
    due: number;
    found: number;
  }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline}, table ${d.table}: the query returns ${d.found} rows, but the ${d.counted} rows of ${d.merges}` +
      (d.by.length === 0 ? ' are to be one' : ` have ${d.due} different values of ${d.by.join(', ')}`),
    example: {
      pipeline: '2to3',
      table: 'region_total',
      merges: 'country',
      by: ['region'],
      counted: 250,
      due: 6,
      found: 5,
    },
    cause:
      '`.merges` promises one row for all rows of the source table that are equal in `by`, byte for byte. The query groups by something else, by a collation that takes two texts for the same, or leaves rows out.',
    cure: 'Correct the query or `by`; name rows that may go by `where` and `reason`. Where texts are to be the same that differ, say so: by: [sql`lower(name)`].',
  }),
  SPLIT_BROKEN: entry<{
    pipeline: string;
    table: string;
    splits: string;
    by: readonly string[];
    due: number;
    found: number;
  }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline}, table ${d.table}: the rows of the query have ${d.found} different values of ${d.by.join(', ')}, but there are ${d.due} rows of ${d.splits}`,
    example: { pipeline: '1to2', table: 'article_tag', splits: 'article', by: ['article_id'], due: 4, found: 3 },
    cause:
      '`.splits` promises at least one row for every row of the source table, and none of another. `by` is the key of the source table in the result of the query.',
    cure: 'Correct the query or `by`; if a row may give none, say why: `.splits(table, { by, none: reason })`.',
  }),
  PIPELINE_MAP_RESULT: entry<{ pipeline: string; table: string; result: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline}, table ${d.table}: .map returns ${d.result}, not a row`,
    example: { pipeline: '2to3', table: 'city', result: 'a Promise' },
    cause: '`.map` is synchronous and returns one object with the columns of the table.',
    cure: 'Return the row itself: no Promise, no list, and never nothing. To leave rows out, use SQL or `.each` with `where`.',
  }),
  ROWS_REJECTED: entry<{ rows: number; tables: Readonly<Record<string, number>>; directory: string }>({
    exit: 'findings',
    message: (d) =>
      `${d.rows} ${d.rows === 1 ? 'row was' : 'rows were'} rejected (${Object.entries(d.tables)
        .map(([table, rows]) => `${table} ${rows}`)
        .join(', ')})`,
    example: { rows: 4, tables: { country: 1, city: 3 }, directory: 'extracts/v3.rejects' },
    cause:
      'Rows that the pipeline made, or that were edited before `seal`, do not fit schema M, repeat a key, or have no parent.',
    cure: 'Read the reasons in the `.rejects` folder; then correct the query, the map, the schema, the data, or the edited parts.',
  }),
};
