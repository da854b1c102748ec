import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Pulled } from '../pulled.ts';
import type { BoundQuery, ChunkQuery, FellowReader, FellowReaders, RawRow, Source } from '../source.ts';
import { readingFailure } from './failures.ts';
import type { SqliteLocation } from './location.ts';
import { beginSnapshot, connectForReading, type SqliteConnection } from './open.ts';
import { bounds, chunked, counted, distinctCount, filtered, keysQuery, tableCount, tableQuery } from './queries.ts';
import { prepare, resultColumns, tablesRead } from './query-facts.ts';
import { checkedText } from './rows.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { schemaRecord, structure } from './structure.ts';

/** Rows between two looks at the event loop: the driver is synchronous. */
const rowsPerBatch = 1000;

/** A database file open for reading in one transaction, or in one for each reader of the same content. */
export async function openSource(location: SqliteLocation, fellows?: FellowReaders): Promise<Source> {
  const connection = await connectForReading(location);
  try {
    return sourceOf(connection, location, await takeSnapshot(connection, location, fellows));
  } catch (error) {
    connection[Symbol.dispose]();
    throw error;
  }
}

/** Connects now; its transaction begins when it is told. */
export async function openFellow(location: SqliteLocation): Promise<FellowReader> {
  const connection = await connectForReading(location);
  return {
    begin: async () => beginSnapshot(connection, location),
    rows: (query) => rows(connection.database, query, location.label),
    async [Symbol.asyncDispose]() {
      connection[Symbol.dispose]();
    },
  };
}

function sourceOf(connection: SqliteConnection, location: SqliteLocation, snapshot: Snapshot): Source {
  const { database } = connection;
  const read = <T>(query: BoundQuery | null, work: () => T): T => reading(location.label, query, work);
  return {
    ...snapshot,
    engineVersion: String(database.prepare('SELECT sqlite_version()').pluck().get()),
    structure: async () => read(null, () => structure(database)),
    pull: (signal) => pulled(database, location.label, signal),
    schemaRecord: async () => read(null, () => schemaRecord(database)),
    resultColumns: async (query) => read(query, () => resultColumns(database, query)),
    tablesRead: async (query) => read(query, () => tablesRead(database, query)),
    countRows: async (query) => read(query, () => Number(single(database, counted(query))[0])),
    countDistinct: async (query, columns, allNull) =>
      read(query, () => Number(single(database, distinctCount(query, columns, allNull))[0])),
    countTable: async (table) => read(null, () => Number(single(database, tableCount(table))[0])),
    keyBounds: async (query, column) => read(query, () => keyBounds(database, query, column)),
    rows: (query) => rows(database, query, location.label),
    tableQuery,
    keysQuery,
    filtered,
    nextId: async (table) => read(null, () => nextId(database, table)),
    async [Symbol.asyncDispose]() {
      connection[Symbol.dispose]();
    },
  };
}

/** What goes wrong is said of the query as it was written. null: it is not one of the pipeline's. */
function reading<T>(database: string, query: BoundQuery | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw readingFailure(database, query?.sql ?? null, error);
  }
}

/** Looks at the event loop between its steps. The signal's reason is thrown where it stands, so that no statement stays open. */
async function pulled(database: Database, label: string, signal: AbortSignal): Promise<Pulled> {
  const { pullDatabase } = await import('./pull/pull-database.ts');
  const steps = pullDatabase(database);
  for (;;) {
    const step = reading(label, null, () => (signal.aborted ? steps.throw(signal.reason) : steps.next()));
    if (step.done === true) return step.value;
    await nextTurn();
  }
}

function single(database: Database, query: BoundQuery): unknown[] {
  return prepare(database, query).get() ?? [];
}

/** Only where the plan is one search by row id: every other range would read all rows again. */
function keyBounds(database: Database, query: BoundQuery, column: string): { first: bigint; last: bigint } | null {
  const ranged = chunked({ ...query, orderBy: [column], range: { column, from: 0n, to: 0n } });
  const plan = prepare(database, { ...ranged, sql: `EXPLAIN QUERY PLAN ${ranged.sql}` }).all();
  const seeks =
    plan.length === 1 && /^SEARCH .* USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)$/.test(String(plan[0]?.[3]));
  if (!seeks) return null;
  const [first, last] = single(database, bounds(query, column));
  return typeof first === 'bigint' && typeof last === 'bigint' ? { first, last } : null;
}

function nextId(database: Database, table: string): bigint | null {
  const kept = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`).get();
  if (kept === undefined) return null;
  const last = database.prepare<[string], bigint>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table);
  return last === undefined ? null : last + 1n;
}

async function* rows(database: Database, query: ChunkQuery, label: string): AsyncGenerator<readonly RawRow[]> {
  const chunk = chunked(query);
  const encoding = String(database.pragma('encoding', { simple: true }));
  let batch: RawRow[] = [];
  try {
    const columns = resultColumns(database, chunk).map((column) => column.name);
    const read = (sql: BoundQuery): Iterable<unknown[]> => prepare(database, sql).iterate();
    for (const row of checkedText({ chunk, columns, encoding, read })) {
      batch.push(row);
      if (batch.length < rowsPerBatch) continue;
      yield batch;
      batch = [];
      await nextTurn();
    }
  } catch (error) {
    throw readingFailure(label, query.sql, error);
  }
  yield batch;
}
