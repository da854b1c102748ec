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
  LOAD_ROW_REFUSED: {
    exit: 'failed',
    message: (d: { table: string; part: string; row: number; key: string; reason: string }) =>
      `the database refuses a row of table ${d.table}, part ${d.part}, row ${d.row}${d.key === '' ? '' : ` (${d.key})`}: ${d.reason}`,
    cause: 'The row breaks a check or another constraint that only the database knows.',
    cure: 'Correct the pipeline or the data so that the row fits, and make the extract again.',
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
