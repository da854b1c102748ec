import { engineNames } from '../dialects/engines.ts';
import { entry } from './entry.ts';

/** Of the places that hold databases, and of reaching a server. */
export const placeErrors = {
  PLACE_UNKNOWN_ENGINE: entry<{ place: string; known: readonly string[] }>({
    exit: 'usage',
    message: (d) =>
      `${d.place} is not the URL of a place for databases; it begins with ${d.known.map((scheme) => `${scheme}:`).join(' or ')}`,
    example: { place: './data', known: engineNames },
    cause: 'The scheme of the URL names the engine.',
    cure: 'Write the URL of the folder or server that holds the versions of the database.',
  }),
  PLACE_INVALID: entry<{ place: string; reason: string }>({
    exit: 'usage',
    message: (d) => `${d.place} is not a place for databases: ${d.reason}`,
    example: { place: `${engineNames[0]}:`, reason: 'it names no folder' },
    cause: 'The URL cannot be read.',
    cure: 'Write the URL of the folder or server that holds the versions of the database; docs/servers.md has the form of a server.',
  }),
  PLACE_HAS_PASSWORD: entry<{ place: string }>({
    exit: 'usage',
    message: (d) => `the URL of ${d.place} has a password in it`,
    example: { place: '…@db.example.org' },
    cause: 'Command lines and configuration files are read by others.',
    cure: 'Leave it out of the URL; docs/servers.md says where it goes.',
  }),
  DATABASE_NAME_WRONG: entry<{ name: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${JSON.stringify(d.name)} cannot be the name of a database: ${d.reason}`,
    example: { name: '/srv/shop/dev.db', reason: 'it has to be a path from the folder of the place' },
    cause: '`names` of `ntom.config.ts` gives a database a name that the place cannot have.',
    cure: 'Give the file as a path from the folder of the place, as in `../prisma/dev.db`, or the name of the database on the server.',
  }),
  TWO_DATABASES: entry<{ open: string; refused: string }>({
    exit: 'failed',
    message: (d) => `${d.open} is open, so ${d.refused} is not opened`,
    example: { open: '/srv/app/data/app_v2.db', refused: '/srv/app/data/app_v3.db' },
    cause: 'ntom never has two databases open at the same time. This is an error in ntom or in a program that uses it.',
    cure: 'In a program, close the first one before the second is opened. If it came from the command line, report it as a bug.',
  }),
  OPTION_FILE_UNREADABLE: entry<{ path: string; reason: string }>({
    exit: 'failed',
    message: (d) => `the client option file ${d.path} cannot be read: ${d.reason}`,
    example: { path: '/etc/ntom/loader.cnf', reason: "EACCES: permission denied, open '/etc/ntom/loader.cnf'" },
    cause: 'The file does not exist, or you may not read it.',
    cure: 'Name another one with `--defaults-file`, or mend its permissions.',
  }),
  SERVER_REFUSED_ACCESS: entry<{ server: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.server} refuses access: ${d.reason}`,
    example: {
      server: 'db.example.org:3306',
      reason: "Access denied for user 'loader'@'app.example.org' (using password: YES)",
    },
    cause: 'The user, the password or a privilege is not right.',
    cure: 'See in docs/servers.md where user and password are taken from, and which privileges each command needs.',
  }),
  PRIVILEGE_MISSING: entry<{ user: string; on: string; privileges: readonly string[] }>({
    exit: 'failed',
    message: (d) => `user ${d.user} lacks ${d.privileges.join(', ')} on ${d.on}`,
    example: { user: 'loader@app.example.org', on: 'app_v3__loading', privileges: ['CREATE', 'DROP'] },
    cause: 'The command needs privileges that nobody gave to this user. Nothing was begun.',
    cure: 'Let an administrator grant them; docs/servers.md has the statements. Without SELECT, a user does not even see whether a database is there.',
  }),
  SERVER_FAILED: entry<{ server: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.server} failed: ${d.reason}`,
    example: { server: 'db.example.org:3306', reason: 'connect ECONNREFUSED 192.0.2.10:3306' },
    cause: 'The server cannot be reached, was stopped, ended the connection, or could not do what was asked.',
    cure: 'See that the server runs and has room, then run the command again.',
  }),
};
