import { lockFileOf } from '../../path-lock.ts';
import { isBusy, lockingFailure, openLock, readHolder } from './lock-database.ts';

/** Takes the lock for the moment of asking, if nobody has it. */
export async function holderOf(path: string): Promise<string | null> {
  const file = lockFileOf(path);
  const database = await openLock(file).catch((error: unknown) => {
    throw lockingFailure(file, error);
  });
  if (database === null) return null;
  try {
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return null;
  } catch (error) {
    if (!isBusy(error)) throw lockingFailure(file, error);
    return readHolder(database)?.shown ?? 'another process';
  } finally {
    database.close();
  }
}
