import { entry } from './entry.ts';
import { oneLine } from './one-line.ts';

/** Of the database that is made: its name, its place, and the statements of its schema. */
export const targetErrors = {
  TARGET_EXISTS: entry<{ database: string }>({
    exit: 'failed',
    message: (d) => `${d.database} exists already`,
    example: { database: 'app_v3.db' },
    cause: 'A load makes a fresh database and overwrites none.',
    cure: 'Use `--replace` if the database that is there may go: it stays until the new one is complete and proved.',
  }),
  TARGET_ADOPTED: entry<{ database: string; schema: number }>({
    exit: 'failed',
    message: (d) => `${d.database} is the application's own database of schema ${d.schema}: it is never written to`,
    example: { database: 'dev.db', schema: 1 },
    cause: '`names` of `ntom.config.ts` gives this version a database that ntom did not make. It is read only.',
    cure: 'Load into another place with `--to`; or, when that database is no longer needed, take its name out of `names`.',
  }),
  TARGET_IN_USE: entry<{ database: string; file: string }>({
    exit: 'failed',
    message: (d) => `${d.database} is in use or was not closed cleanly: ${d.file} is there`,
    example: { database: 'app_v3.db', file: 'app_v3.db-wal' },
    cause: 'The database that is to be replaced or removed has a journal with changes in it.',
    cure: 'Stop the application; if it crashed, let it open and close the database once.',
  }),
  TARGET_UNWRITABLE: entry<{ database: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.database} cannot be made: ${d.reason}`,
    example: { database: 'app_v3.db', reason: 'database or disk is full' },
    cause: 'Its folder cannot be made or written to, or the disk is full.',
    cure: 'Mend the permissions or free some space, then run the command again.',
  }),
  TARGET_LOCKED: entry<{ database: string; holder: string }>({
    exit: 'failed',
    message: (d) => `${d.database} is being loaded by ${d.holder}`,
    example: { database: 'app_v3', holder: 'process 4711 (load 3), since 2026-07-01T09:30:00.000Z' },
    cause: 'Another run of ntom builds the same database. Its lock goes when it ends, however it ends.',
    cure: 'Wait for the other run, or end it.',
  }),
  TARGET_NAME_TAKEN: entry<{ database: string }>({
    exit: 'failed',
    message: (d) => `${d.database} exists and was not made by ntom`,
    example: { database: 'app_v3__loading' },
    cause: 'A load builds its database under this name first.',
    cure: 'Rename or remove that database, then run the command again.',
  }),
  TARGET_LOWERS_NAMES: entry<{ server: string; names: readonly string[] }>({
    exit: 'failed',
    message: (d) => `${d.server} writes names in lower case, so it cannot have ${d.names.join(', ')}`,
    example: { server: 'db.example.org:3306', names: ['Country', 'City'] },
    cause: 'The server has lower_case_table_names = 1: what is made there has another name than in the schema.',
    cure: 'Name application and tables in lower case, or use a server that keeps names.',
  }),
  TARGET_WITHOUT_SET_DEFAULT: entry<{ database: string; foreignKeys: readonly string[] }>({
    exit: 'failed',
    message: (d) => `${d.database} cannot set defaults when a parent row goes: ${d.foreignKeys.join(', ')}`,
    example: { database: 'app_v3', foreignKeys: ['city_country_code_fkey'] },
    cause: "The server takes a foreign key with 'set default' and does nothing of it.",
    cure: 'Use another action, or another engine.',
  }),
  TARGET_REFUSED_STATEMENT: entry<{ database: string; reason: string; statement: string }>({
    exit: 'failed',
    message: (d) => `${d.database} refuses a statement of the schema: ${d.reason}: ${oneLine(d.statement)}`,
    example: {
      database: 'app_v3.db',
      reason: 'no such column: inhabitants',
      statement: 'CREATE TRIGGER city_grows AFTER UPDATE OF inhabitants ON city BEGIN SELECT 1; END',
    },
    cause:
      'A table, index, view, trigger or statement of the schema is not valid SQL for this engine, or the rows break a key that only the database can compute.',
    cure: 'Correct the schema or the rows, and make the extract again.',
  }),
};
