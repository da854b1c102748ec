import type { Source } from '../../source.ts';
import { locationOf } from '../location.ts';
import type { SqliteConnection } from '../open.ts';
import { sourceOf } from '../source.ts';

/** What messages call a database in memory. */
export const inMemory = locationOf('memory', ':memory:');

const snapshot = { isShared: false, snapshotMethod: 'in memory', changeToken: null };

/** A database in memory that is written to no more. Disposing of it closes it. */
export function readOnlySource(connection: SqliteConnection): Source {
  const { database } = connection;
  database.defaultSafeIntegers(true);
  database.exec('PRAGMA query_only = ON; BEGIN');
  return sourceOf(connection, inMemory, snapshot);
}
