import { entry } from './entry.ts';

export interface UnsupportedValue {
  readonly table: string;
  readonly part: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface SameKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly row: number;
  readonly key: string;
  readonly first: number;
  readonly firstKey: string;
}

/** Of the load phase and of verification, beside those of its target. */
export const loadErrors = {
  LOAD_OTHER_SCHEMA: entry<{ extract: string; found: number; schema: number }>({
    exit: 'failed',
    message: (d) =>
      d.found === d.schema
        ? `${d.extract} was made for another schema ${d.schema} than schemas/v${d.schema}.ts is now`
        : `${d.extract} was made for schema ${d.found}, not ${d.schema}`,
    example: { extract: 'extracts/v3', found: 3, schema: 3 },
    cause: 'The schema was changed after the extract was made, or this is the extract of another version.',
    cure: 'Make the extract again, or name the folder of the right one with `--in`.',
  }),
  EXTRACT_STALE: entry<{ extract: string; database: string; how: string }>({
    exit: 'failed',
    message: (d) => `${d.database} was written to since ${d.extract} was made from it: ${d.how}`,
    example: { extract: 'extracts/v3', database: 'app_v2.db', how: 'its change counter was 41 and is 44' },
    cause:
      'The application went on writing after the extract was made. What it wrote since is not in the extract. `load` and `migrate` warn of it, and with `--strict` refuse.',
    cure: 'Stop the application, make the extract again, and load that one.',
  }),
  EXTRACT_AGE_UNKNOWN: entry<{ extract: string; database: string; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `nobody knows whether ${d.database} was written to since ${d.extract} was made from it: ${d.reason}`,
    example: {
      extract: 'extracts/v3',
      database: 'app_v2',
      reason: 'the server keeps no log of changes, or does not tell this user',
    },
    cause:
      '`--strict` refuses what cannot be known: the source is on another machine, or its server does not tell of changes (docs/servers.md says what it takes).',
    cure: 'Load where the source is, or let the server tell; or make sure yourself that nobody writes to the source, and leave `--strict` out.',
  }),
  LOAD_TABLES_DIFFER: entry<{ extract: string; table: string }>({
    exit: 'failed',
    message: (d) => `${d.extract} does not have the tables and columns of the schema: ${d.table}`,
    example: { extract: 'extracts/v3', table: 'city' },
    cause: 'The manifest names other tables, columns or keys than the schema: it was altered.',
    cure: 'Make the extract again.',
  }),
  LOAD_VALUE_UNSUPPORTED: entry<{ database: string; values: readonly UnsupportedValue[]; count: number }>({
    exit: 'failed',
    message: (d) =>
      `${d.database} cannot hold ${d.count === 1 ? 'a value' : `${d.count} values`}: ${joined(
        d.values.map((v) => `table ${v.table}, part ${v.part}, row ${v.row}: ${v.column} is ${v.value} (${v.reason})`),
        d.count,
      )}`,
    example: {
      database: 'app_v3',
      values: [
        {
          table: 'country',
          part: 'country.csv',
          row: 41,
          column: 'density',
          value: 'Infinity',
          reason: 'a DOUBLE has no infinities',
        },
      ],
      count: 1,
    },
    cause: 'The engine of the target has no such value: docs/servers.md lists them. No row was loaded.',
    cure: 'Let the pipeline make another value of it, or leave the row out, and make the extract again.',
  }),
  PACKET_TOO_SMALL: entry<{ table: string; key: string; column: string; bytes: number; most: number }>({
    exit: 'failed',
    message: (d) =>
      `a row of table ${d.table}${d.key === '' ? '' : ` (${d.key})`} takes ${d.bytes} bytes as a statement, most of them for ${d.column}: max_allowed_packet of the server leaves room for ${d.most}`,
    example: { table: 'photo', key: 'id 137', column: 'content', bytes: 20_971_604, most: 16_777_180 },
    cause:
      'Rows are sent as statements, since the server has local_infile off, and it limits them by max_allowed_packet.',
    cure: 'Raise max_allowed_packet, or switch local_infile on, and run the command again.',
  }),
  LOAD_COLLATION_DUPLICATES: entry<{ database: string; keys: readonly SameKey[] }>({
    exit: 'failed',
    message: (d) =>
      `${d.database} would take different keys for the same: ${joined(
        d.keys.map(
          (k) => `table ${k.table} (${k.columns.join(', ')}), rows ${k.first} and ${k.row}: ${k.firstKey} and ${k.key}`,
        ),
      )}`,
    example: {
      database: 'app_v3',
      keys: [
        {
          table: 'customer',
          columns: ['email'],
          row: 88,
          key: '"Ada@example.org"',
          first: 17,
          firstKey: '"ada@example.org"',
        },
      ],
    },
    cause: 'The collation of a key column in the target takes texts for equal that differ. No row was loaded.',
    cure: 'Give the column a collation that tells them apart, or let the pipeline unite the rows.',
  }),
  LOAD_ROW_REFUSED: entry<{ table: string; part: string; row: number | null; key: string; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `the database refuses a row of table ${d.table}, part ${d.part}${d.row === null ? '' : `, row ${d.row}`}${d.key === '' ? '' : ` (${d.key})`}: ${d.reason}`,
    example: {
      table: 'city',
      part: 'city.00002.csv',
      row: 18_231,
      key: 'id 68231',
      reason: 'CHECK constraint failed: city_check_1',
    },
    cause: 'The row breaks a check or another constraint that only the database knows.',
    cure: 'Correct the pipeline or the data so that the row fits, and make the extract again.',
  }),
  LOAD_ROWS_DAMAGED: entry<{ part: string; due: string; found: string }>({
    exit: 'failed',
    message: (d) => `the server would have changed rows of part ${d.part}: it says "${d.found}", not "${d.due}"`,
    example: {
      part: 'city.00002.csv',
      due: 'Records: 50000  Deleted: 0  Skipped: 0  Warnings: 0',
      found: 'Records: 50000  Deleted: 0  Skipped: 0  Warnings: 3',
    },
    cause:
      'The server skipped, replaced or altered rows: most often a value does not fit its column there. They were rolled back.',
    cure: 'Switch local_infile off on the server and load again: rows are then sent as strict statements, and the server says which one it refuses and why.',
  }),
  LOAD_REFERENCES_BROKEN: entry<{ broken: readonly { table: string; foreignKey: string; rows: number }[] }>({
    exit: 'findings',
    message: (d) =>
      `rows without a parent: ${d.broken.map(({ table, foreignKey, rows }) => `${table} (${foreignKey}) ${rows}`).join(', ')}`,
    example: { broken: [{ table: 'city', foreignKey: 'city_country_code_fkey', rows: 12 }] },
    cause: 'Rows refer to rows that the extract does not have. The database was not made.',
    cure: 'Make the extract again: it refuses such rows and names each of them.',
  }),
  VERIFY_DIFFERS: entry<{ database: string; differences: readonly string[] }>({
    exit: 'findings',
    message: (d) => `${d.database} is not what the extract says: ${d.differences.join('; ')}`,
    example: {
      database: 'app_v3.db',
      differences: ['city has 135232 rows, not 135233', 'country has 250 rows as it should, but not the same ones'],
    },
    cause:
      '`verify`: rows were added, changed or deleted since the load, or the extract is another one. `load`: the new database does not give back what was put in, and is not kept.',
    cure: 'Where the application has written since the load, this is no error. Otherwise load again, with `--replace` if the database is there.',
  }),
};

/** `count`: how many there are, of which these are the first. */
function joined(first: readonly string[], count = first.length): string {
  return [...first, ...(count > first.length ? [`and ${count - first.length} more`] : [])].join('; ');
}
