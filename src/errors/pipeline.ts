import { engineNames } from '../dialects/engines.ts';
import { entry } from './entry.ts';
import { oneLine } from './one-line.ts';

/** Of pipelines: what a pipeline file says, before any row is read. */
export const pipelineErrors = {
  PIPELINE_TABLE_MISSING: entry<{ pipeline: string; table: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline} does not say how table ${d.table} is made`,
    example: { pipeline: '2to3', table: 'country_total' },
    cause: 'The pipeline has no entry for a table of schema M.',
    cure: 'Add an entry for the table: `copy()` or a query.',
  }),
  PIPELINE_TABLE_UNKNOWN: entry<{ pipeline: string; table: string; schema: number }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline} makes table ${d.table}, which schema ${d.schema} does not have`,
    example: { pipeline: '2to3', table: 'cities', schema: 3 },
    cause: 'The pipeline has an entry for a table that is not in schema M.',
    cure: 'Remove the entry, or add the table to the schema.',
  }),
  PIPELINE_ENTRY_WRONG: entry<{ pipeline: string; table: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline}, table ${d.table}: the entry is neither a query nor copy()`,
    example: { pipeline: '2to3', table: 'city' },
    cause: 'An entry is `copy(…)`, a query made with `sql`, or an object with `sql` and `parameters`.',
    cure: 'Write the entry as one of these.',
  }),
  PIPELINE_TODO: entry<{ where: string | null; note: string }>({
    exit: 'failed',
    message: (d) => `${d.where === null ? '' : `${d.where}: `}still to be written: ${oneLine(d.note)}`,
    example: { where: 'pipelines/2to3.ts:9:26', note: 'text(100)' },
    cause: 'A pipeline that `ntom new` began has a `todo(…)`, for what only a person can decide.',
    cure: 'Write what the note asks for in place of the `todo(…)`.',
  }),
  PIPELINE_COPY_NO_TABLE: entry<{ pipeline: string; table: string; schema: number }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline} copies table ${d.table}, which schema ${d.schema} does not have`,
    example: { pipeline: '2to3', table: 'country_total', schema: 2 },
    cause: '`copy` takes the table of the same name.',
    cure: 'Write a query for the table instead.',
  }),
  PIPELINE_COPY_NO_VALUE: entry<{ pipeline: string; table: string; column: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline} copies table ${d.table}, but has no value for its new column ${d.column}`,
    example: { pipeline: '2to3', table: 'country', column: 'independent' },
    cause: 'The column is not in the source table, and `copy` was given no value for it.',
    cure: 'Name a value, as in `copy({ column: value })`, or write a query.',
  }),
  PIPELINE_COPY_OVERWRITES: entry<{ pipeline: string; table: string; column: string }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline} copies table ${d.table}, but its value for column ${d.column} would overwrite the data there`,
    example: { pipeline: '2to3', table: 'country', column: 'name' },
    cause: 'The column exists in the source table: one value for all rows would lose what is in it.',
    cure: 'Leave the value out, or write a query if the data is to be replaced.',
  }),
  PIPELINE_COPY_COLUMN_UNKNOWN: entry<{ pipeline: string; table: string; column: string }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline} copies table ${d.table} with a value for column ${d.column}, which the new table does not have`,
    example: { pipeline: '2to3', table: 'country', column: 'independant' },
    cause: '`copy` was given a value for a column that is not in schema M, or that the database computes.',
    cure: 'Remove the value or correct the name.',
  }),
  PIPELINE_COLUMN_LOST: entry<{ pipeline: string; table: string; column: string }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline} copies table ${d.table} without its column ${d.column}, and drops does not say why`,
    example: { pipeline: '2to3', table: 'country', column: 'olympic_code' },
    cause: 'A column of schema N is not in schema M, so its data would be left behind.',
    cure: "Name it in the pipeline's `drops` with the reason, or carry it over with a query.",
  }),
  PIPELINE_TABLE_LOST: entry<{ pipeline: string; table: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline} reads no row of table ${d.table}, and drops does not say why`,
    example: { pipeline: '2to3', table: 'native_name' },
    cause: 'No query uses a table of schema N, so its data would be left behind.',
    cure: "Name the table in the pipeline's `drops` with the reason, or write a query that uses it.",
  }),
  PIPELINE_DROP_UNKNOWN: entry<{ pipeline: string; drop: string; schema: number }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline} drops ${d.drop}, which schema ${d.schema} does not have`,
    example: { pipeline: '2to3', drop: 'country.old_flag', schema: 2 },
    cause: '`drops` names a table or a `table.column` of schema N.',
    cure: 'Correct the name or remove the line.',
  }),
  PIPELINE_DROP_WITHOUT_REASON: entry<{ pipeline: string; drop: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline} drops ${d.drop} without a reason`,
    example: { pipeline: '2to3', drop: 'country.olympic_code' },
    cause: 'Whoever reads the report wants to know why data was left behind.',
    cure: "Write it behind the name: `drops: { 'country.olympic_code': 'not shown since 1.4' }`.",
  }),
  PIPELINE_COUNT_UNKNOWN: entry<{ pipeline: string; table: string; count: string; name: string; place: string }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline}, table ${d.table}: ${d.count} names ${d.name}, which ${d.place} does not have`,
    example: { pipeline: '2to3', table: 'city', count: ".each('citys')", name: 'citys', place: 'schema 2' },
    cause:
      '`.each`, `.merges` and `.splits` name the table of schema N whose rows are counted. `by` names columns: of that table in `.merges`, of the result of the query in `.splits`.',
    cure: 'Correct the name.',
  }),
  PIPELINE_COUNT_WRONG: entry<{ pipeline: string; table: string; count: string; reason: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline}, table ${d.table}: ${d.count} ${d.reason}`,
    example: {
      pipeline: '2to3',
      table: 'city',
      count: ".merges('city')",
      reason: 'counts table city, which is counted already',
    },
    cause: 'What a query promises of a source table is said once, and what is left out has a reason.',
    cure: 'Correct the call; see Accounting in docs/writing-pipelines.md.',
  }),
  ROWS_NOT_COUNTED: entry<{ pipeline: string; tables: readonly string[] }>({
    exit: 'done',
    message: (d) =>
      `pipeline ${d.pipeline} reads rows of ${d.tables.join(', ')}, but does not count them: whether all are carried over, nobody knows`,
    example: { pipeline: '2to3', tables: ['country'] },
    cause: 'Queries use the table, but none says how many rows it makes of it, and `drops` does not name it.',
    cure: 'Add `.each`, `.merges` or `.splits` for the table to a query, or name it in `drops` with the reason.',
  }),
  PIPELINE_CHUNK_UNKNOWN: entry<{ pipeline: string; table: string; column: string }>({
    exit: 'failed',
    message: (d) =>
      `pipeline ${d.pipeline}, table ${d.table}: .chunkBy('${d.column}') names a column that the query does not return`,
    example: { pipeline: '2to3', table: 'order_item', column: 'orderid' },
    cause: 'A query is cut by ranges of one of its result columns.',
    cure: 'Correct the name, or return the column: `.map` may leave it out again.',
  }),
  PIPELINE_QUERY_NESTED: entry<object>({
    exit: 'failed',
    message: () => 'a query that differs by engine cannot stand for one engine',
    example: {},
    cause: '`sql({ … })` was given another `sql({ … })` for one of its engines.',
    cure: 'Give a text or a template for each engine.',
  }),
  PIPELINE_ENGINE_MISSING: entry<{ pipeline: string; table: string; engine: string }>({
    exit: 'failed',
    message: (d) => `pipeline ${d.pipeline}, table ${d.table}: there is no query for ${d.engine}`,
    example: { pipeline: '2to3', table: 'city', engine: engineNames[1] },
    cause: 'The query was written for another engine than the one the source database has.',
    cure: 'Add the text for this engine to `sql({ … })`.',
  }),
  PIPELINE_COLUMNS: entry<{
    pipeline: string;
    table: string;
    missing: readonly string[];
    extra: readonly string[];
    repeated: readonly string[];
  }>({
    exit: 'failed',
    message: (d) => {
      const wrong = [
        d.missing.length > 0 ? `without ${d.missing.join(', ')}` : '',
        d.extra.length > 0 ? `with ${d.extra.join(', ')}, which the table does not have` : '',
        d.repeated.length > 0 ? `with ${d.repeated.join(', ')} more than once` : '',
      ].filter((part) => part !== '');
      return `pipeline ${d.pipeline}, table ${d.table}: the query returns rows ${wrong.join(' and ')}`;
    },
    example: { pipeline: '2to3', table: 'city', missing: ['slug'], extra: ['name'], repeated: [] },
    cause:
      'The columns of the query are not the columns of the table. A column that the database generates is not one of them.',
    cure: 'Name the columns in the SELECT as the table does (`AS name`).',
  }),
  QUERY_REFUSED: entry<{ where: string | null; query: string; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `${d.where === null ? '' : `${d.where}: `}the database refuses the query: ${d.reason}: ${oneLine(d.query)}`,
    example: {
      where: 'pipeline 2to3, table city',
      query: 'SELECT id, country_code, nam AS name FROM city',
      reason: 'no such column: nam',
    },
    cause:
      'The query has an error, names a table or column that is not there, is not one SELECT, or meets a row that it cannot compute.',
    cure: 'Correct the query in the pipeline.',
  }),
  QUERY_VALUES_CUT: entry<{ query: string; reasons: readonly string[] }>({
    exit: 'failed',
    message: (d) => `the server cuts values of the query: ${d.reasons.join('; ')}: ${oneLine(d.query)}`,
    example: {
      query: 'SELECT id, concat(first, second) AS body FROM letter',
      reasons: ['Result of concat() was larger than max_allowed_packet (16777216) - truncated'],
    },
    cause:
      'A server makes NULL of what a function returns beyond max_allowed_packet, and cuts a GROUP_CONCAT there. Columns that are read as they are have no such limit.',
    cure: 'Raise max_allowed_packet on the server, or read the columns as they are and compute in `.map`.',
  }),
};
