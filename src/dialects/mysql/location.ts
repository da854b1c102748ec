import { textOf } from '../raw-values.ts';
import { failure, reasonOf } from '../../errors.ts';
import type { DatabaseLocation, LocationData } from '../location.ts';
import { shownPlace } from '../shown-place.ts';
import { databaseNameProblem } from './connection/database-name.ts';
import { connect } from './open.ts';
import { hasContent } from './structure.ts';

/** A server and who asks it. Holds no password: it is looked up when a connection is opened. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** null: what the client option file says, else the name of the system's user. */
  readonly user: string | null;
  /** A unix socket; null: TCP. */
  readonly socketPath: string | null;
  /** `verify`: encrypted, certificate and host name checked. `off`: chosen by the user. `auto`: verify unless loopback. */
  readonly tls: 'auto' | 'verify' | 'off';
  /** A certificate authority's file; null: the system's. */
  readonly caFile: string | null;
  /** A client option file; null: `~/.my.cnf` if there is one. */
  readonly defaultsFile: string | null;
}

export interface MysqlLocation extends DatabaseLocation {
  readonly server: ServerAddress;
  /** `app_v3`. */
  readonly database: string;
}

const parameters = ['socket', 'tls', 'ca', 'defaults-file'];

/** The database of a version on a server: `mysql://user@host:3306` holds `app_v3`. */
export function locate(place: string, app: string, version: number): MysqlLocation {
  return locationOf(serverOf(place), `${app}_v${version}`);
}

/** A database on a server by its own name. */
export function locateNamed(place: string, name: string): MysqlLocation {
  const reason = databaseNameProblem(name);
  if (reason !== null) throw failure('DATABASE_NAME_WRONG', { name, reason });
  return locationOf(serverOf(place), name);
}

/** A database by its name. */
export function locationOf(server: ServerAddress, database: string): MysqlLocation {
  const user = server.user === null ? '' : `${encodeURIComponent(server.user)}@`;
  const socket = server.socketPath === null ? '' : `?socket=${encodeURIComponent(server.socketPath)}`;
  const url = `mysql://${user}${server.host}:${server.port}/${encodeURIComponent(database)}${socket}`;
  return {
    engine: 'mysql',
    label: database,
    data: { server, database },
    folder: null,
    server,
    database,
    sizeBytes: () => sizeBytes(server, database),
    toString: () => url,
    toJSON: () => url,
  };
}

export function locationFrom({ server, database }: LocationData): MysqlLocation {
  return locationOf(server as ServerAddress, String(database));
}

/**
 * The versions whose database exists, ascending. One that is empty, or that a load has not signed yet, is none: `load` makes or completes
 * it.
 */
export async function versionsAt(place: string, app: string): Promise<readonly number[]> {
  await using connection = await connect(serverOf(place), { database: null });
  const rows = await connection.query('SELECT schema_name FROM information_schema.schemata');
  const found: number[] = [];
  for (const [name] of rows) {
    const version = versionOf(textOf(name), app);
    if (version !== null && (await hasContent(connection, textOf(name)))) found.push(version);
  }
  return found.sort((a, b) => a - b);
}

function versionOf(database: string, app: string): number | null {
  if (!database.startsWith(`${app}_v`)) return null;
  const version = /^[1-9]\d{0,8}$/.exec(database.slice(app.length + 2))?.[0];
  return version === undefined ? null : Number(version);
}

async function sizeBytes(server: ServerAddress, database: string): Promise<number | null> {
  await using connection = await connect(server, { database: null });
  const [row] = await connection.query(
    `SELECT (SELECT count(*) FROM information_schema.schemata WHERE schema_name = ?),
            (SELECT coalesce(sum(data_length + index_length), 0) FROM information_schema.tables WHERE table_schema = ?)`,
    [database, database],
  );
  return Number(row?.[0]) === 0 ? null : Number(row?.[1]);
}

/**
 * @throws {NtomError} `PLACE_INVALID`, `PLACE_HAS_PASSWORD`.
 */
function serverOf(place: string): ServerAddress {
  const url = parse(place);
  refuseSecrets(url, place);
  const shown = `mysql://${url.host}`;
  // Not by its name: it may be anything.
  if ([...url.searchParams.keys()].some((key) => !parameters.includes(key)))
    throw invalid(shown, `it has a parameter that is none of ${parameters.join(', ')}`);
  if (!/^\/?$/.test(url.pathname)) throw invalid(shown, 'it names a database: the name follows from the version');
  if (url.hash !== '') throw invalid(shown, 'it has a #');
  return {
    host: url.hostname === '' ? 'localhost' : url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 3306 : Number(url.port),
    user: url.username === '' ? null : decoded(shown, url.username),
    socketPath: url.searchParams.get('socket'),
    ...encryptionOf(shown, url.searchParams),
    defaultsFile: url.searchParams.get('defaults-file'),
  };
}

/** A `/`, `?` or `#` in a password ends what can be read as user and server: nothing of such a place is repeated. */
function refuseSecrets({ username, password, pathname, searchParams, hash }: URL, place: string): void {
  if (password !== '') throw failure('PLACE_HAS_PASSWORD', { place: shownPlace(place) });
  const isCutShort = username === '' && [pathname, hash, ...searchParams.keys()].some((text) => text.includes('@'));
  // It may have been encoded with all that follows the ?.
  const shown = shownPlace(place.replaceAll('%40', '@'));
  if (isCutShort) throw invalid(shown, 'what comes before its @ cannot be a user');
}

function parse(place: string): URL {
  try {
    return new URL(place);
  } catch (error) {
    throw failure('PLACE_INVALID', { place: shownPlace(place), reason: reasonOf(error) }, error);
  }
}

function decoded(place: string, part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    throw failure('PLACE_INVALID', { place, reason: 'its user is not well encoded: a % in it is %25' }, error);
  }
}

/** What is asked for and would not be done is refused: an authority where nothing is checked, encryption on a unix socket. */
function encryptionOf(place: string, asked: URLSearchParams): Pick<ServerAddress, 'tls' | 'caFile'> {
  const [named, caFile] = [asked.get('tls'), asked.get('ca')];
  if (named !== null && named !== 'verify' && named !== 'off')
    throw invalid(place, `tls is ${named}; it may be verify or off`);
  const tls = caFile === null ? (named ?? 'auto') : 'verify';
  if (named === 'off' && caFile !== null) throw invalid(place, 'ca is of no use with tls=off');
  if (tls === 'verify' && asked.has('socket')) throw invalid(place, 'a unix socket is not encrypted');
  return { tls, caFile };
}

function invalid(place: string, reason: string): Error {
  return failure('PLACE_INVALID', { place, reason });
}

/** A location that this dialect made. */
export function mysqlLocation(location: DatabaseLocation): MysqlLocation {
  if (!('server' in location)) throw new TypeError(`${location.label} is not on a server`);
  return location as MysqlLocation;
}
