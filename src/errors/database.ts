import type { ErrorEntry } from './catalog.ts';
import { oneLine } from './one-line.ts';

/** Of databases: finding, opening, reading and making them. */
export const databaseErrors = {
  NODE_TOO_OLD: {
    exit: 'failed',
    message: (d: { found: string; oldest: number }) => `ntom needs Node.js ${d.oldest} or newer; this is ${d.found}`,
    cause: 'The database driver does not work with older versions of Node.js.',
    cure: 'Install a newer Node.js; `npm install --save-dev node@24` brings one for a single project.',
  },
  PLACE_UNKNOWN_ENGINE: {
    exit: 'usage',
    message: (d: { place: string; known: readonly string[] }) =>
      `${d.place} is not the URL of a place for databases; it begins with ${d.known.map((scheme) => `${scheme}:`).join(' or ')}`,
    cause: 'The scheme of the URL names the engine.',
    cure: 'Write the URL of the folder or server that holds the versions of the database.',
  },
  PLACE_INVALID: {
    exit: 'usage',
    message: (d: { place: string; reason: string }) => `${d.place} is not a place for databases: ${d.reason}`,
    cause: 'The URL cannot be read.',
    cure: 'Write the URL of the folder or server that holds the versions of the database.',
  },
  TWO_DATABASES: {
    exit: 'failed',
    message: (d: { open: string; refused: string }) => `${d.open} is open, so ${d.refused} is not opened`,
    cause: 'ntom never has two databases open at the same time. This is an error in ntom or in a program that uses it.',
    cure: 'Close the first one before the second is opened.',
  },
  SOURCE_MISSING: {
    exit: 'failed',
    message: (d: { database: string; path: string }) => `there is no database ${d.database} at ${d.path}`,
    cause: 'The database of this version does not exist at the place where it is looked for.',
    cure: 'Name the place with --from, or see with `ntom status` which versions there are.',
  },
  SOURCE_NOT_A_DATABASE: {
    exit: 'failed',
    message: (d: { database: string }) => `${d.database} is not a database, or it is encrypted`,
    cause: 'The file has the right name but other content, or its first bytes are damaged or encrypted.',
    cure: 'Put the database back from where it came.',
  },
  SOURCE_LOCKED: {
    exit: 'failed',
    message: (d: { database: string; seconds: number }) =>
      `${d.database} is locked by a writer, and was still locked after ${d.seconds} s`,
    cause: 'Another process holds the database in an exclusive transaction.',
    cure: 'Run the command again when the writer is done.',
  },
  SOURCE_UNREADABLE: {
    exit: 'failed',
    message: (d: { database: string; reason: string }) => `${d.database} cannot be read: ${d.reason}`,
    cause:
      'The file or its folder is not readable, the file is damaged, or the database was not closed cleanly and needs a recovery that a reader may not do.',
    cure: 'Check the permissions of file and folder; if its program crashed, let that program open it once; if the file is damaged, restore it from a copy.',
  },
  TARGET_EXISTS: {
    exit: 'failed',
    message: (d: { database: string }) => `${d.database} exists already`,
    cause: 'A load makes a fresh database and overwrites none.',
    cure: 'Use --replace if the database that is there may go: it stays until the new one is complete and proved.',
  },
  TARGET_IN_USE: {
    exit: 'failed',
    message: (d: { database: string; file: string }) =>
      `${d.database} is in use or was not closed cleanly: ${d.file} is there`,
    cause: 'The database that is to be replaced has a journal with changes in it.',
    cure: 'Stop the application; if it crashed, let it open and close the database once.',
  },
  TARGET_UNWRITABLE: {
    exit: 'failed',
    message: (d: { database: string; reason: string }) => `${d.database} cannot be made: ${d.reason}`,
    cause: 'The folder does not exist, may not be written to, or its disk is full.',
    cure: 'Mend the permissions or free some space.',
  },
  TARGET_REFUSED_STATEMENT: {
    exit: 'failed',
    message: (d: { database: string; reason: string; statement: string }) =>
      `${d.database} refuses a statement of the schema: ${d.reason}: ${oneLine(d.statement)}`,
    cause:
      'A table, index, view, trigger or statement of the schema is not valid SQL for this engine, or the rows break a key that only the database can compute.',
    cure: 'Correct the schema or the rows, and make the extract again.',
  },
} satisfies Record<string, ErrorEntry>;
