import type { Database } from 'better-sqlite3';

/** A chunk that is read, in batches. */
export interface ReadChunk {
  readonly database: Database;
  /** Names of its result columns. */
  readonly columns: readonly string[];
  /** The database's, as `PRAGMA encoding` says it. */
  readonly encoding: string;
}

/** Most rows of a batch. */
export const batchRows = 1000;

/** What a batch takes in memory, about. */
export const batchBytes = 1024 * 1024;

export function readChunk(database: Database, columns: readonly string[]): ReadChunk {
  return { database, columns, encoding: String(database.pragma('encoding', { simple: true })) };
}
