import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { handOver } from '../row-sink.ts';
import type { Pulled } from '../pulled.ts';
import type { BoundQuery, ChunkQuery, FellowReader, FellowReaders, RawRow, Source } from '../source.ts';
import { readingFailure } from './failures.ts';
import { keyAt, keyBounds } from './key-bounds.ts';
import type { SqliteLocation } from './location.ts';
import { beginSnapshot, connectForReading, fellowLockTimeoutMs, type SqliteConnection } from './open.ts';
import { counted, distinctCount, filtered, keysQuery, tableCount, tableQuery, withKeys } from './queries.ts';
import { prepare, resultColumns, tablesRead } from './query-facts.ts';
import { batches } from './reading/batches.ts';
import { brokenReferences } from './references.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { schemaRecord, structure } from './structure.ts';

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
  const connection = await connectForReading(location, fellowLockTimeoutMs);
  return {
    begin: async () => beginSnapshot(connection, location),
    rows: (query) => rows(connection.database, query, location.label),
    record: (query, sink) => handOver(rows(connection.database, query, location.label), sink),
    brokenReferences: async (schema) =>
      reading(location.label, null, () => brokenReferences(connection.database, schema)),
    async [Symbol.asyncDispose]() {
      connection[Symbol.dispose]();
    },
  };
}

/** A source on an open connection whose snapshot has begun. */
export function sourceOf(connection: SqliteConnection, location: SqliteLocation, snapshot: Snapshot): Source {
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
    keyBounds: async (query, ...by) => read(query, () => keyBounds(database, query, ...by)),
    keyAt: async (query, ...where) => read(query, () => keyAt(database, query, ...where)),
    rows: (query) => rows(database, query, location.label),
    record: (query, sink) => handOver(rows(database, query, location.label), sink),
    brokenReferences: async (schema) => read(null, () => brokenReferences(database, schema)),
    tableQuery,
    keysQuery,
    filtered,
    withKeys,
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

function nextId(database: Database, table: string): bigint | null {
  const kept = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`).get();
  if (kept === undefined) return null;
  const last = database.prepare<[string], bigint>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table);
  return last === undefined ? null : last + 1n;
}

/** Looks at the event loop between two batches: the driver is synchronous. */
async function* rows(database: Database, query: ChunkQuery, label: string): AsyncGenerator<readonly RawRow[]> {
  try {
    for (const batch of batches(database, query)) {
      yield batch;
      await nextTurn();
    }
  } catch (error) {
    throw readingFailure(label, query.sql, error);
  }
}
