import { isIP } from 'node:net';
import { userInfo } from 'node:os';
import { createConnection, type Connection, type FieldPacket, type QueryOptions, type ResultSetHeader } from 'mysql2';
import type { RawValue } from '../raw-values.ts';
import { clientOptions } from './connection/option-file.ts';
import { optionalStatements, sessionStatements } from './connection/session.ts';
import { socketToAddress, tlsOptions } from './connection/tls.ts';
import { serverFailure } from './failures.ts';
import type { ServerAddress } from './location.ts';
import { withParameters } from './queries.ts';
import { rowReader } from './rows.ts';

const connectTimeoutMs = 10_000;

export interface ConnectOptions {
  /** null: none yet. */
  readonly database: string | null;
  /** Whether the server may ask for the bytes that `loadLocal` sends; never for a file. */
  readonly sendsParts?: boolean;
}

/** One session on a server, with our settings. Every failure of the connection reaches whoever waits for it. */
export interface MysqlConnection extends AsyncDisposable {
  readonly driver: Connection;
  /** The rows of a query, all at once. */
  query(sql: string, parameters?: readonly RawValue[]): Promise<readonly (readonly RawValue[])[]>;
  /** A statement without rows. */
  run(sql: string): Promise<ResultSetHeader>;
}

/** Opens a session; the only place where one is opened. */
export async function connect(server: ServerAddress, options: ConnectOptions): Promise<MysqlConnection> {
  const driver = await connected(server, options);
  const connection: MysqlConnection = {
    driver,
    query: async (sql, parameters = []) => {
      const { rows, fields } = await send(driver, withParameters(sql, parameters));
      const read = rowReader(fields);
      return rows.map((row) => read(row));
    },
    run: async (sql) => (await send(driver, sql)).header,
    [Symbol.asyncDispose]: () => closed(driver),
  };
  try {
    for (const statement of sessionStatements) await connection.run(statement);
    for (const statement of optionalStatements) await connection.run(statement).catch(() => undefined);
    return connection;
  } catch (error) {
    driver.destroy();
    throw serverFailure(server, error);
  }
}

async function connected(server: ServerAddress, { database, sendsParts = false }: ConnectOptions): Promise<Connection> {
  const ssl = tlsOptions(server);
  const driver = createConnection({
    ...(server.socketPath === null ? { host: server.host, port: server.port } : { socketPath: server.socketPath }),
    ...accountOf(server),
    ...(database === null ? {} : { database }),
    ...(ssl === undefined
      ? {}
      : { ssl, ...(isIP(server.host) === 0 ? {} : { stream: () => socketToAddress(server) }) }),
    charset: 'utf8mb4',
    connectTimeout: connectTimeoutMs,
    flags: sendsParts ? [] : ['-LOCAL_FILES'],
  });
  // Without a listener an error between two queries would end the process; whoever waits gets it from the query.
  driver.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    driver.connect((error) => (error === null ? resolve(driver) : reject(serverFailure(server, error))));
  });
}

/** Who asks, and the password: from the environment, else from the client option file. */
export function accountOf({ user, defaultsFile }: ServerAddress): { user: string; password?: string } {
  const file = clientOptions(defaultsFile);
  const password = process.env['NTOM_MYSQL_PASSWORD'] ?? file.password;
  return { user: user ?? file.user ?? userInfo().username, ...(password === undefined ? {} : { password }) };
}

interface Answer {
  readonly rows: readonly (readonly (Buffer | null)[])[];
  readonly fields: readonly FieldPacket[];
  readonly header: ResultSetHeader;
}

/** Rows as the bytes of the text protocol: the driver's own conversions lose digits. */
const rawRows = { rowsAsArray: true, typeCast: false } as const;

export function send(driver: Connection, sql: string, options: Partial<QueryOptions> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    driver.query({ ...options, ...rawRows, sql }, (error, result, fields) => {
      // Whatever the driver says of an answer, it is the server's fault.
      if (error !== null) reject('code' in error ? error : Object.assign(error, { code: 'PROTOCOL_ERROR' }));
      else
        resolve({
          rows: Array.isArray(result) ? (result as never) : [],
          fields: fields ?? [],
          header: result as ResultSetHeader,
        });
    });
  });
}

/** A session that is broken cannot say goodbye. */
function closed(driver: Connection): Promise<void> {
  return new Promise((resolve) => {
    driver.end((error) => {
      if (error) driver.destroy();
      resolve();
    });
  });
}
