import { entry } from './entry.ts';

/** Of the database that is read: finding it, opening it, and what is in it. */
export const sourceErrors = {
  SOURCE_MISSING: entry<{ database: string; path: string }>({
    exit: 'failed',
    message: (d) => `there is no database ${d.database} at ${d.path}`,
    example: { database: 'app_v2.db', path: '/srv/app/data' },
    cause: 'The database of this version does not exist at the place where it is looked for.',
    cure: 'Name the place with `--from`, or see with `ntom status` which versions there are.',
  }),
  SOURCE_NOT_A_DATABASE: entry<{ database: string }>({
    exit: 'failed',
    message: (d) => `${d.database} is not a database, or it is encrypted`,
    example: { database: 'app_v2.db' },
    cause: 'The file has the right name but other content, or its first bytes are damaged or encrypted.',
    cure: 'Put the database back from where it came.',
  }),
  SOURCE_LOCKED: entry<{ database: string; seconds: number }>({
    exit: 'failed',
    message: (d) => `${d.database} is locked by a writer, and was still locked after ${d.seconds} s`,
    example: { database: 'app_v2.db', seconds: 5 },
    cause: 'Another process holds the database in an exclusive transaction.',
    cure: 'Run the command again when the writer is done.',
  }),
  SOURCE_UNREADABLE: entry<{ database: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.database} cannot be read: ${d.reason}`,
    example: { database: 'app_v2.db', reason: 'database disk image is malformed' },
    cause:
      'The file or its folder is not readable, the file is damaged, or the database was not closed cleanly and needs a recovery that a reader may not do.',
    cure: 'Check the permissions of file and folder; if its program crashed, let that program open it once; if the file is damaged, restore it from a copy.',
  }),
  SOURCE_WITHOUT_SNAPSHOT: entry<{ database: string; tables: readonly string[] }>({
    exit: 'failed',
    message: (d) => `${d.database} has tables without snapshots: ${d.tables.join(', ')}`,
    example: { database: 'app_v2', tables: ['country', 'city'] },
    cause: 'Only InnoDB shows one state of all tables while others write.',
    cure: 'Convert the tables: `ALTER TABLE … ENGINE = InnoDB`.',
  }),
  SOURCE_ALTERED: entry<{ server: string; reason: string }>({
    exit: 'failed',
    message: (d) => `a table at ${d.server} was altered or made anew while it was to be read: ${d.reason}`,
    example: {
      server: 'db.example.org:3306',
      reason: 'Table definition has changed, please retry transaction',
    },
    cause:
      'Another session ran ALTER, TRUNCATE or CREATE TABLE after the snapshot was taken: the table has no state of that moment any more.',
    cure: 'Let nobody change the schema meanwhile, and run the command again.',
  }),
  SOURCE_OTHER_SCHEMA: entry<{ database: string; found: number; schema: number }>({
    exit: 'failed',
    message: (d) =>
      d.found === d.schema
        ? `${d.database} was made from another schema ${d.schema} than schemas/v${d.schema}.ts is now`
        : `${d.database} was made from schema ${d.found}, not ${d.schema}`,
    example: { database: 'app_v2.db', found: 2, schema: 2 },
    cause: 'The database says from which schema it was made, and it is not this one.',
    cure: 'Restore the schema file as it was released; a change of the schema is the next major version. A database of another version has the wrong name: put the right one there.',
  }),
  SOURCE_STRUCTURE_DIFFERS: entry<{ database: string; schema: number; differences: readonly string[] }>({
    exit: 'failed',
    message: (d) => `${d.database} does not have the structure of schema ${d.schema}: ${d.differences.join('; ')}`,
    example: {
      database: 'app_v2.db',
      schema: 2,
      differences: ['column city.population is missing', 'column country.name allows NULL in the database'],
    },
    cause: 'Someone altered the database, or the schema file does not describe it.',
    cure: 'Make the schema file say what the database has, name in its `leftOut` what is to stay behind, or take the alteration back.',
  }),
};
