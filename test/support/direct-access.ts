import type { DatabaseLocation } from '../../src/dialects/location.ts';

/** What a test does to a database without ntom: as the application that owns it, or as a witness. */
export interface DirectAccess {
  /** Puts a database that came from elsewhere, as a file or as the script that makes it, where `database` is looked for. */
  adopt(file: URL, database: DatabaseLocation): Promise<void>;
  /** Runs statements, all or none. Rows may refer to rows that come later. */
  execute(database: DatabaseLocation, script: string): Promise<void>;
  query(database: DatabaseLocation, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** What the engine's own checks find: damage, and rows without parent. Empty: nothing. */
  faults(database: DatabaseLocation): Promise<readonly unknown[]>;
  /** A hash of all that is in it: equal before and after if nothing was written. */
  contentHash(database: DatabaseLocation): Promise<string>;
}
