import { NtomError } from '../../errors.ts';
import type { FellowReaders, Source } from '../source.ts';
import { changeMarks, changeToken } from './change-token.ts';
import type { SqliteLocation } from './location.ts';
import { beginSnapshot, type SqliteConnection } from './open.ts';

/** What a source says of its snapshot. */
export type Snapshot = Pick<Source, 'isShared' | 'snapshotMethod' | 'changeToken'>;

/** How often all readers begin again because the database was written to while they began. */
const attempts = 5;

/**
 * Begins the snapshot of a connection and of its fellow readers. They have the same one if the file says the same before the
 * first and after the last of them began; where an application writes all the time, one reads alone.
 *
 * Without a write-ahead log a writer that waits for the first reader lets no other begin, and both would wait for ever: then too one
 * reads alone.
 */
export async function takeSnapshot(
  connection: SqliteConnection,
  location: SqliteLocation,
  fellows: FellowReaders | undefined,
): Promise<Snapshot> {
  // Before anybody has a transaction: it may not be asked for afterwards.
  const changeToken = tokenOf(location);
  if (fellows === undefined || fellows.count === 0) {
    beginSnapshot(connection, location);
    return { isShared: false, snapshotMethod: 'one read transaction', changeToken };
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = marksOf(location);
    beginSnapshot(connection, location);
    if (!(await allBegan(fellows))) break;
    const isShared = before !== null && marksOf(location) === before;
    const snapshotMethod = `${fellows.count + 1} read transactions of the same content`;
    if (isShared) return { isShared, snapshotMethod, changeToken };
  }
  await fellows.end();
  beginSnapshot(connection, location);
  const snapshotMethod = 'one read transaction: the database was written to whenever several began';
  return { isShared: false, snapshotMethod, changeToken };
}

async function allBegan(fellows: FellowReaders): Promise<boolean> {
  try {
    await fellows.begin();
    return true;
  } catch (error) {
    if (error instanceof NtomError && error.code === 'SOURCE_LOCKED') return false;
    throw error;
  }
}

/** `changeToken`, and null for a missing file: that is said better by the one who opens it. */
export function tokenOf({ path }: SqliteLocation): string | null {
  return orNull(() => changeToken(path));
}

function marksOf({ path }: SqliteLocation): string | null {
  return orNull(() => changeMarks(path));
}

function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
