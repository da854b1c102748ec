import { textOf } from '../raw-values.ts';
import { failure } from '../../errors.ts';
import { claimDatabase } from '../one-database.ts';
import type { BoundQuery, ChunkQuery, RawRow, Source } from '../source.ts';
import { changeToken } from './change-token.ts';
import { connectToDatabase } from './connection/database.ts';
import { beginSnapshot, shareSnapshot } from './connection/shared-snapshot.ts';
import { streamed } from './connection/stream.ts';
import type { MysqlLocation } from './location.ts';
import { queryFailure, serverFailure } from './failures.ts';
import type { MysqlConnection } from './open.ts';
import { pullDatabase } from './pull/pull-database.ts';
import {
  bounds,
  chunkColumn,
  chunked,
  counted,
  distinctCount,
  filtered,
  keysQuery,
  tableCount,
  tableQuery,
  withParameters,
  type ChunkColumn,
} from './queries.ts';
import { ask, fieldsOf, resultColumns, tablesRead } from './query-facts.ts';
import {
  columnsOf,
  schemaRecord,
  structure,
  tableNames,
  tablesWithoutSnapshot,
  type MysqlColumn,
} from './structure.ts';

/** A database open for reading: sessions in one consistent snapshot, no writes. */
interface OpenSource {
  /** For questions; for rows too if there are no readers. */
  readonly connection: MysqlConnection;
  readonly location: MysqlLocation;
  readonly columns: readonly MysqlColumn[];
  /** Sessions for rows that nobody uses now. */
  readonly idle: MysqlConnection[];
}

export async function openSource(location: MysqlLocation, readers: number): Promise<Source> {
  const claim = claimDatabase(location.toString());
  const sessions: MysqlConnection[] = [];
  try {
    return await sourceOf(location, readers, sessions, claim);
  } catch (error) {
    for (const session of sessions) session.driver.destroy();
    claim[Symbol.dispose]();
    throw serverFailure(location.server, error);
  }
}

async function sourceOf(
  location: MysqlLocation,
  readers: number,
  sessions: MysqlConnection[],
  claim: Disposable,
): Promise<Source> {
  const connection = await connectToDatabase(location);
  sessions.push(connection);
  await refuseWithoutSnapshot(connection, location);
  const before = await changeToken(connection);
  const snapshotMethod = await beginSnapshots(sessions, readers, location);
  const after = await changeToken(connection);
  const columns = await columnsOf(connection, location.database);
  const open: OpenSource = { connection, location, columns, idle: sessions.slice(1) };
  const [version] = await connection.query('SELECT version()');
  return {
    ...answers(open),
    readers: Math.max(1, open.idle.length),
    engineVersion: textOf(version?.[0]),
    snapshotMethod,
    changeToken: before === after ? after : null,
    async [Symbol.asyncDispose]() {
      for (const session of sessions) await session[Symbol.asyncDispose]();
      claim[Symbol.dispose]();
    },
  };
}

/** One session asks, the others read rows. Where they cannot share a snapshot, one does both. */
async function beginSnapshots(sessions: MysqlConnection[], readers: number, location: MysqlLocation): Promise<string> {
  const [asking] = sessions;
  if (asking === undefined) throw new TypeError('there is no session');
  if (readers > 1) {
    for (let reader = 0; reader < readers; reader += 1) sessions.push(await connectToDatabase(location));
    const tables = (await structure(asking, location.database)).map(({ name }) => name);
    const method = await shareSnapshot(sessions, location, tables);
    if (method !== null) return `${readers} readers, one snapshot by ${method}`;
    for (const session of sessions.splice(1)) await session[Symbol.asyncDispose]();
  }
  await beginSnapshot(asking);
  return readers > 1
    ? 'one reader: this user and server have no way to share a snapshot'
    : 'one reader, one consistent snapshot';
}

async function refuseWithoutSnapshot(connection: MysqlConnection, { database }: MysqlLocation): Promise<void> {
  const tables = await tablesWithoutSnapshot(connection, database);
  if (tables.length > 0) throw failure('SOURCE_WITHOUT_SNAPSHOT', { database, tables });
}

function answers(
  open: OpenSource,
): Omit<Source, 'readers' | 'engineVersion' | 'snapshotMethod' | 'changeToken' | typeof Symbol.asyncDispose> {
  const { connection, location } = open;
  return {
    structure: () => structure(connection, location.database),
    pull: (signal) => pullDatabase(connection, location.database, signal),
    schemaRecord: () => schemaRecord(connection, location.database),
    resultColumns: (query) => resultColumns(open, query),
    tablesRead: (query) => tablesRead(open, tableNames(open.columns), query),
    countRows: async (query) => Number((await ask(open, counted(query)))[0]?.[0]),
    countDistinct: async (query, columns, allNull) => {
      const distinct = distinctCount(query, columns, allNull, await chunkColumns(open, query));
      return Number((await ask(open, distinct))[0]?.[0]);
    },
    countTable: async (table) => Number((await ask(open, tableCount(table)))[0]?.[0]),
    keyBounds: (query, column) => keyBounds(open, query, column),
    rows: (query) => rows(open, query),
    tableQuery,
    keysQuery,
    filtered,
    nextId: (table) => nextId(open, table),
  };
}

/** Only where the server reads a range of the primary key of one table. */
async function keyBounds(
  open: OpenSource,
  query: BoundQuery,
  column: string,
): Promise<{ first: bigint; last: bigint } | null> {
  const [row] = await ask(open, bounds(query, column));
  const [first, last] = row ?? [];
  if (typeof first !== 'bigint' || typeof last !== 'bigint') return null;
  const ranged = chunked(
    { ...query, orderBy: [column], range: { column, from: last, to: last } },
    await chunkColumns(open, query),
  );
  const plan = await explained(open, ranged);
  return plan.length === 1 && plan[0]?.key === 'PRIMARY' && ['range', 'const', 'eq_ref'].includes(plan[0].type)
    ? { first, last }
    : null;
}

async function explained(
  { connection }: OpenSource,
  query: BoundQuery,
): Promise<readonly { key: string; type: string }[]> {
  const text = withParameters(query.sql, query.parameters);
  return new Promise((resolve, reject) => {
    connection.driver.query(`EXPLAIN ${text}`, (error, plan) => {
      if (error === null) resolve(plan as never);
      else reject(error);
    });
  });
}

async function chunkColumns(open: OpenSource, query: BoundQuery): Promise<readonly ChunkColumn[]> {
  const fields = await fieldsOf(open, query);
  return fields.map((field) =>
    chunkColumn(
      field,
      open.columns.find((column) => column.table === field.orgTable && column.name === field.orgName),
    ),
  );
}

async function* rows(open: OpenSource, query: ChunkQuery): AsyncGenerator<readonly RawRow[]> {
  const session = open.idle.pop() ?? open.connection;
  const chunk = chunked(query, await chunkColumns(open, query));
  const [row] = await ask(open, counted(query.range === null ? query : chunk));
  const due = Number(row?.[0]);
  let found = 0;
  try {
    for await (const batch of streamed(session, withParameters(chunk.sql, chunk.parameters))) {
      found += batch.length;
      yield batch;
    }
  } catch (error) {
    throw queryFailure(open.location.server, chunk.sql, error);
  }
  if (session !== open.connection) open.idle.push(session);
  if (found === due) return;
  throw failure('SERVER_FAILED', { server: open.location.label, reason: `it sent ${found} of ${due} rows` });
}

async function nextId({ connection, location }: OpenSource, table: string): Promise<bigint | null> {
  const [row] = await connection.query(
    'SELECT auto_increment FROM information_schema.tables WHERE table_schema = ? AND table_name = ?',
    [location.database, table],
  );
  const next = row?.[0];
  return typeof next === 'bigint' ? next : null;
}
