import { readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { failure } from '../../../errors.ts';
import { systemReason } from '../failures.ts';
import type { SqliteLocation } from '../location.ts';
import { loadDriver } from '../open.ts';

/** A database in memory. */
export interface MemoryAccess {
  /** Of better-sqlite3, with foreign keys on. */
  readonly database: Database;
}

/** The bytes of the file become the memory of a database: no statement runs. */
export async function copyToMemory({ path }: SqliteLocation): Promise<MemoryAccess> {
  const Driver = await loadDriver();
  return { database: new Driver(bytesOf(path)) };
}

/** At once: a file of a test is small, and in the cache of the system. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (thrown) {
    throw failure('READ_FAILED', { path, reason: systemReason(thrown) }, thrown);
  }
}
