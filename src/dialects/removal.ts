import type { DatabaseLocation } from './location.ts';

/** Removes databases that ntom made. A run that is ended on the way leaves a leftover `of: 'prune'`, and no database. */
export interface Removal {
  /**
   * Under the lock of the database. `command`: what runs, for others to read.
   *
   * @throws {NtomError} `PRUNE_FOREIGN` without a record of ntom; `PRUNE_IN_USE`, `PRUNE_FAILED`, `TARGET_LOCKED`, `TARGET_IN_USE`; on
   *   a server `PRIVILEGE_MISSING` and what connecting throws.
   */
  remove(location: DatabaseLocation, command: string): Promise<void>;

  /** Goes on with what such a run has left of a database. Touches nothing else that has its name by now. Throws what `remove` throws. */
  finish(location: DatabaseLocation, command: string): Promise<void>;
}
