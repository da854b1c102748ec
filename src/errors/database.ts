import type { ErrorEntry } from './catalog.ts';
import { oneLine } from './one-line.ts';

/** Of databases: finding, opening, reading and making them. */
export const databaseErrors = {
  NODE_TOO_OLD: {
    exit: 'failed',
    message: (d: { problem: string }) => d.problem,
    cause: 'The database driver was built for newer versions of Node.js, and crashes on older ones.',
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
  PLACE_HAS_PASSWORD: {
    exit: 'usage',
    message: (d: { place: string }) => `the URL of ${d.place} has a password in it`,
    cause: 'Command lines and configuration files are read by others.',
    cure: 'Leave it out of the URL; docs/servers.md says where it goes.',
  },
  OPTION_FILE_UNREADABLE: {
    exit: 'failed',
    message: (d: { path: string; reason: string }) => `the client option file ${d.path} cannot be read: ${d.reason}`,
    cause: 'The file does not exist, or you may not read it.',
    cure: 'Name another one, or mend its permissions.',
  },
  SERVER_REFUSED_ACCESS: {
    exit: 'failed',
    message: (d: { server: string; reason: string }) => `${d.server} refuses access: ${d.reason}`,
    cause: 'The user, the password or a privilege is not right.',
    cure: 'See which privileges each command needs in docs/servers.md.',
  },
  PRIVILEGE_MISSING: {
    exit: 'failed',
    message: (d: { user: string; on: string; privileges: readonly string[] }) =>
      `user ${d.user} lacks ${d.privileges.join(', ')} on ${d.on}`,
    cause: 'The command needs privileges that nobody gave to this user. Nothing was begun.',
    cure: 'Let an administrator grant them; docs/servers.md has the statements. Without SELECT, a user does not even see whether a database is there.',
  },
  SERVER_FAILED: {
    exit: 'failed',
    message: (d: { server: string; reason: string }) => `${d.server} failed: ${d.reason}`,
    cause: 'The server cannot be reached, was stopped, ended the connection, or could not do what was asked.',
    cure: 'See that the server runs and has room, then run the command again.',
  },
  PACKET_TOO_SMALL: {
    exit: 'failed',
    message: (d: { bytes: number; most: number }) =>
      `a row of ${d.bytes} bytes does not fit into a statement: the server takes ${d.most}`,
    cause:
      'Rows are sent as statements, since the server has local_infile off, and it limits them by max_allowed_packet.',
    cure: 'Raise max_allowed_packet, or switch local_infile on, and run the command again.',
  },
  SOURCE_WITHOUT_SNAPSHOT: {
    exit: 'failed',
    message: (d: { database: string; tables: readonly string[] }) =>
      `${d.database} has tables without snapshots: ${d.tables.join(', ')}`,
    cause: 'Only InnoDB shows one state of all tables while others write.',
    cure: 'Convert the tables: ALTER TABLE … ENGINE = InnoDB.',
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
  TARGET_LOCKED: {
    exit: 'failed',
    message: (d: { database: string; holder: string }) => `${d.database} is being loaded by ${d.holder}`,
    cause: 'Another run of ntom builds the same database. Its lock goes when it ends, however it ends.',
    cure: 'Wait for the other run, or end it.',
  },
  TARGET_NAME_TAKEN: {
    exit: 'failed',
    message: (d: { database: string }) => `${d.database} exists and was not made by ntom`,
    cause: 'A load builds its database under this name first.',
    cure: 'Rename or remove that database.',
  },
  TARGET_LOWERS_NAMES: {
    exit: 'failed',
    message: (d: { server: string; names: readonly string[] }) =>
      `${d.server} writes names in lower case, so it cannot have ${d.names.join(', ')}`,
    cause: 'The server has lower_case_table_names = 1: what is made there has another name than in the schema.',
    cure: 'Name application and tables in lower case, or use a server that keeps names.',
  },
  TARGET_WITHOUT_SET_DEFAULT: {
    exit: 'failed',
    message: (d: { database: string; foreignKeys: readonly string[] }) =>
      `${d.database} cannot set defaults when a parent row goes: ${d.foreignKeys.join(', ')}`,
    cause: "The server takes a foreign key with 'set default' and does nothing of it.",
    cure: 'Use another action, or another engine.',
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
