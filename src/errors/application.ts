import { entry } from './entry.ts';
import { exampleFingerprints } from './example-fingerprints.ts';
import { shortFingerprint } from './short-fingerprint.ts';

/** Of the functions that an application calls when it starts. */
export const applicationErrors = {
  APP_NAME_WRONG: entry<{ app: unknown }>({
    exit: 'failed',
    message: (d) =>
      `${quoted(d.app)} cannot be the name of an application: it takes letters, digits and _, begins with a letter, and has no version`,
    example: { app: 'web-shop' },
    cause: 'The name becomes part of the names of files and databases.',
    cure: 'Use a name like `app` or `web_shop`, of at most 40 characters.',
  }),
  APP_VERSION_WRONG: entry<{ version: unknown }>({
    exit: 'failed',
    message: (d) => `${quoted(d.version)} is not a schema version: a whole number from 1`,
    example: { version: 3.1 },
    cause: 'A schema version is the major number of a release.',
    cure: 'Give a whole number from 1, or take it from a release with `schemaVersionOf(release)`.',
  }),
  APP_RELEASE_WRONG: entry<{ release: unknown }>({
    exit: 'failed',
    message: (d) => `${quoted(d.release)} is not a release such as "3.1" or "3.1.4"`,
    example: { release: 'v3' },
    cause: 'The schema version is read from the major number of a release.',
    cure: 'Give `major.minor`, as text.',
  }),
  APP_SCHEMA_DIFFERS: entry<{ needed: number; found: number }>({
    exit: 'failed',
    message: (d) =>
      `this release needs schema ${d.needed}, but the database has schema ${d.found}; run: ${migrateCommand(d)}`,
    example: { needed: 3, found: 2 },
    cause: 'The application was started on the database of another schema version.',
    cure: 'Migrate the data, or connect the application to the database of its own version.',
  }),
  APP_SCHEMA_ALTERED: entry<{ schema: number; needed: string; found: string }>({
    exit: 'failed',
    message: (d) =>
      `the database was made from another schema ${d.schema} (${shortFingerprint(d.found)}) than this release has (${shortFingerprint(d.needed)}); run: ntom status`,
    example: { schema: 3, needed: exampleFingerprints.after, found: exampleFingerprints.before },
    cause: 'The schema file was changed after the database had been made, without a new version number.',
    cure: 'Give the changed schema a version of its own, or build the database again from an extract.',
  }),
  APP_SCHEMA_UNKNOWN: entry<{ needed: number; reason: string }>({
    exit: 'failed',
    message: (d) =>
      `this release needs schema ${d.needed}, but the database does not say which it has: ${d.reason}; run: ntom status`,
    example: { needed: 3, reason: 'it has no table ntom_schema' },
    cause: 'ntom did not make this database: it has no table `ntom_schema` with one row.',
    cure: 'Connect the application to a database that ntom loaded or created.',
  }),
  APP_DATABASE_NOT_UNDERSTOOD: entry<{ found: string }>({
    exit: 'failed',
    message: (d) => `the database given to assertSchema is ${d.found}`,
    example: { found: 'a connection whose get() is asynchronous' },
    cause:
      'assertSchema takes a connection with a synchronous `prepare(sql).get()`, or a function from SQL to one row.',
    cure: 'Give a function: `assertSchema(async (sql) => firstRowOf(sql), v3)`.',
  }),
};

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function migrateCommand(d: { needed: number; found: number }): string {
  return d.found < d.needed ? `ntom migrate --to ${d.needed}` : `ntom url ${d.needed}`;
}
