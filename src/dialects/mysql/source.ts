import { textOf } from '../raw-values.ts';
import { failure } from '../../errors.ts';
import { claimDatabase } from '../one-database.ts';
import type { BoundQuery, ChunkQuery, FellowReader, FellowReaders, RawRow, Source } from '../source.ts';
import { connectToDatabase } from './connection/database.ts';
import { streamed } from './connection/stream.ts';
import type { RowSink } from '../row-sink.ts';
import type { MysqlLocation } from './location.ts';
import { rowRecorder } from './rows/record-rows.ts';
import { refuseCutValues } from './connection/cut-values.ts';
import { queryFailure, serverFailure } from './failures.ts';
import { keyAt, keyBounds } from './key-bounds.ts';
import type { MysqlConnection } from './open.ts';
import {
  chunkColumn,
  chunked,
  counted,
  distinctCount,
  filtered,
  keysQuery,
  tableCount,
  tableQuery,
  withKeys,
  withParameters,
  type ChunkColumn,
} from './queries.ts';
import { ask, fieldsOf, resultColumns, tablesRead } from './query-facts.ts';
import { brokenReferences } from './references.ts';
import { beginSnapshot, takeSnapshot, type Snapshot } from './snapshot.ts';
import {
  columnsOf,
  schemaRecord,
  structure,
  tableNames,
  tablesWithoutSnapshot,
  type MysqlColumn,
} from './structure.ts';

/** A database open for reading: a session in a consistent snapshot, no writes. */
interface OpenSource {
  readonly connection: MysqlConnection;
  readonly location: MysqlLocation;
  readonly columns: readonly MysqlColumn[];
}

/** Opens a database, in one snapshot with fellow readers where server and user allow it. */
export function openSource(location: MysqlLocation, fellows?: FellowReaders): Promise<Source> {
  return opened(location, async (connection, close) => {
    await refuseWithoutSnapshot(connection, location);
    const snapshot = await takeSnapshot(connection, location, fellows);
    const open = { connection, location, columns: await columnsOf(connection, location.database) };
    const [version] = await connection.query('SELECT version()');
    return {
      ...answers(open),
      ...snapshot,
      engineVersion: textOf(version?.[0]),
      [Symbol.asyncDispose]: close,
    };
  });
}

/** Connects now; its transaction begins when it is told. */
export function openFellow(location: MysqlLocation): Promise<FellowReader> {
  return opened(location, async (connection, close) => {
    const open = { connection, location, columns: await columnsOf(connection, location.database) };
    return {
      begin: () => beginSnapshot(connection),
      rows: (query) => rows(open, query),
      record: (query, sink) => record(open, query, sink),
      brokenReferences: (schema) => brokenReferences(connection, location.database, schema),
      [Symbol.asyncDispose]: close,
    };
  });
}

/** `open` makes what is opened of a connection and of what closes it. */
async function opened<T>(
  location: MysqlLocation,
  open: (connection: MysqlConnection, close: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const claim = claimDatabase(location.toString());
  let connection: MysqlConnection | null = null;
  const close = async (): Promise<void> => {
    await connection?.[Symbol.asyncDispose]();
    claim[Symbol.dispose]();
  };
  try {
    connection = await connectToDatabase(location);
    return await open(connection, close);
  } catch (error) {
    connection?.driver.destroy();
    claim[Symbol.dispose]();
    throw serverFailure(location.server, error);
  }
}

async function refuseWithoutSnapshot(connection: MysqlConnection, { database }: MysqlLocation): Promise<void> {
  const tables = await tablesWithoutSnapshot(connection, database);
  if (tables.length > 0) throw failure('SOURCE_WITHOUT_SNAPSHOT', { database, tables });
}

function answers(open: OpenSource): Omit<Source, keyof Snapshot | 'engineVersion' | typeof Symbol.asyncDispose> {
  const { connection, location } = open;
  return {
    structure: () => structure(connection, location.database),
    async pull(signal) {
      const { pullDatabase } = await import('./pull/pull-database.ts');
      return pullDatabase(connection, location.database, signal);
    },
    schemaRecord: () => schemaRecord(connection, location.database),
    resultColumns: (query) => resultColumns(open, query),
    tablesRead: (query) => tablesRead(open, tableNames(open.columns), query),
    countRows: async (query) => Number((await ask(open, counted(query)))[0]?.[0]),
    countDistinct: async (query, columns, allNull) => {
      const distinct = distinctCount(query, columns, allNull, await chunkColumns(open, query));
      return Number((await ask(open, distinct))[0]?.[0]);
    },
    countTable: async (table) => Number((await ask(open, tableCount(table)))[0]?.[0]),
    keyBounds: async (query, column, orderBy) =>
      keyBounds(open, await chunkColumns(open, query), { ...query, orderBy }, column),
    keyAt: (query, ...where) => keyAt(open, query, ...where),
    rows: (query) => rows(open, query),
    record: (query, sink) => record(open, query, sink),
    brokenReferences: (schema) => brokenReferences(connection, location.database, schema),
    tableQuery,
    keysQuery,
    filtered,
    withKeys,
    nextId: (table) => nextId(open, table),
  };
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
  let batch: RawRow[] = [];
  for await (const _ of record(open, query, { row: (raw) => batch.push(raw), recording: null })) {
    yield batch;
    batch = [];
  }
}

async function* record(open: OpenSource, query: ChunkQuery, sink: RowSink): AsyncGenerator<number> {
  const chunk = chunked(query, await chunkColumns(open, query));
  const due = query.rows ?? Number((await ask(open, counted(query.range === null ? query : chunk)))[0]?.[0]);
  let found = 0;
  try {
    const sql = withParameters(chunk.sql, chunk.parameters);
    for await (const count of streamed(open.connection, sql, (fields) => rowRecorder(fields, sink))) {
      found += count;
      yield count;
    }
  } catch (error) {
    throw queryFailure(open.location.server, chunk.sql, error);
  }
  await refuseCutValues(open.connection, query);
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
