import type { ErrorEntry } from './catalog.ts';

/** Of the load phase and of verification. */
export const loadErrors = {
  LOAD_OTHER_SCHEMA: {
    exit: 'failed',
    message: (d: { extract: string; found: number; schema: number }) =>
      d.found === d.schema
        ? `${d.extract} was made for another schema ${d.schema} than schemas/v${d.schema}.ts is now`
        : `${d.extract} was made for schema ${d.found}, not ${d.schema}`,
    cause: 'The schema was changed after the extract was made, or this is the extract of another version.',
    cure: 'Make the extract again.',
  },
  LOAD_TABLES_DIFFER: {
    exit: 'failed',
    message: (d: { extract: string; table: string }) =>
      `${d.extract} does not have the tables and columns of the schema: ${d.table}`,
    cause: 'The manifest names other tables, columns or keys than the schema: it was altered.',
    cure: 'Make the extract again.',
  },
  LOAD_VALUE_UNSUPPORTED: {
    exit: 'failed',
    message: (d: {
      database: string;
      values: readonly { table: string; part: string; row: number; column: string; value: string; reason: string }[];
      count: number;
    }) =>
      `${d.database} cannot hold ${d.count === 1 ? 'a value' : `${d.count} values`}: ${listed(
        d.values.map((v) => `table ${v.table}, part ${v.part}, row ${v.row}: ${v.column} is ${v.value} (${v.reason})`),
        d.count,
      )}`,
    cause: 'The engine of the target has no such value: docs/servers.md lists them. No row was loaded.',
    cure: 'Let the pipeline make another value of it, or leave the row out, and make the extract again.',
  },
  LOAD_COLLATION_DUPLICATES: {
    exit: 'failed',
    message: (d: {
      database: string;
      keys: readonly {
        table: string;
        columns: readonly string[];
        row: number;
        key: string;
        first: number;
        firstKey: string;
      }[];
    }) =>
      `${d.database} would take different keys for the same: ${listed(
        d.keys.map(
          (k) => `table ${k.table} (${k.columns.join(', ')}), rows ${k.first} and ${k.row}: ${k.firstKey} and ${k.key}`,
        ),
      )}`,
    cause: 'The collation of a key column in the target takes texts for equal that differ. No row was loaded.',
    cure: 'Give the column a collation that tells them apart, or let the pipeline unite the rows.',
  },
  LOAD_ROW_REFUSED: {
    exit: 'failed',
    message: (d: { table: string; part: string; row: number | null; key: string; reason: string }) =>
      `the database refuses a row of table ${d.table}, part ${d.part}${d.row === null ? '' : `, row ${d.row}`}${d.key === '' ? '' : ` (${d.key})`}: ${d.reason}`,
    cause: 'The row breaks a check or another constraint that only the database knows.',
    cure: 'Correct the pipeline or the data so that the row fits, and make the extract again.',
  },
  LOAD_ROWS_DAMAGED: {
    exit: 'failed',
    message: (d: { part: string; due: string; found: string }) =>
      `the server would have changed rows of part ${d.part}: it says "${d.found}", not "${d.due}"`,
    cause: 'The server skipped, replaced or altered rows. They were rolled back.',
    cure: 'The server has the warnings; most often a value does not fit its column there.',
  },
  LOAD_REFERENCES_BROKEN: {
    exit: 'findings',
    message: (d: { broken: readonly { table: string; foreignKey: string; rows: number }[] }) =>
      `rows without a parent: ${d.broken.map(({ table, foreignKey, rows }) => `${table} (${foreignKey}) ${rows}`).join(', ')}`,
    cause: 'Rows refer to rows that the extract does not have.',
    cure: 'Make the extract again; it names such rows.',
  },
  VERIFY_DIFFERS: {
    exit: 'findings',
    message: (d: { database: string; differences: readonly string[] }) =>
      `${d.database} is not what the extract says: ${d.differences.join('; ')}`,
    cause: 'Rows were added, changed or deleted since the load, or the extract is another one.',
    cure: 'After a load that is what an application does. Before one, load again.',
  },
} satisfies Record<string, ErrorEntry>;

/** `count`: how many there are, of which these are the first. */
function listed(first: readonly string[], count = first.length): string {
  return [...first, ...(count > first.length ? [`and ${count - first.length} more`] : [])].join('; ');
}
