import type { FellowReaders, Source } from '../source.ts';
import { changeToken } from './change-token.ts';
import type { SqliteLocation } from './location.ts';
import { beginSnapshot, type SqliteConnection } from './open.ts';

/** What a source says of its snapshot. */
export type Snapshot = Pick<Source, 'isShared' | 'snapshotMethod' | 'changeToken'>;

/** How often all readers begin again because the database was written to while they began. */
const attempts = 5;

/**
 * Begins the snapshot of a connection and of its fellow readers. They have the same one if the file says the same before the
 * first and after the last of them began; where an application writes all the time, one reads alone.
 */
export async function takeSnapshot(
  connection: SqliteConnection,
  location: SqliteLocation,
  fellows: FellowReaders | undefined,
): Promise<Snapshot> {
  if (fellows === undefined || fellows.count === 0) return alone(connection, location);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = tokenOf(location);
    beginSnapshot(connection, location);
    await fellows.begin();
    const isShared = before !== null && tokenOf(location) === before;
    const snapshotMethod = `${fellows.count + 1} read transactions of the same content`;
    if (isShared) return { isShared, snapshotMethod, changeToken: before };
  }
  const { changeToken } = alone(connection, location);
  const snapshotMethod = 'one read transaction: the database was written to whenever several began';
  return { isShared: false, snapshotMethod, changeToken };
}

function alone(connection: SqliteConnection, location: SqliteLocation): Snapshot {
  const before = tokenOf(location);
  beginSnapshot(connection, location);
  const isUnchanged = tokenOf(location) === before;
  return { isShared: false, snapshotMethod: 'one read transaction', changeToken: isUnchanged ? before : null };
}

/** A missing file is said better by the one who opens it. */
function tokenOf({ path }: SqliteLocation): string | null {
  try {
    return changeToken(path);
  } catch {
    return null;
  }
}
