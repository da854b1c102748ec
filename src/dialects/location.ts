import type { EngineName } from './engines.ts';

/** A location as plain data, without a password, that its dialect makes a location of in another thread. */
export type LocationData = Readonly<Record<string, unknown>>;

/** Where one database is. `toString` and `toJSON` never show a password, so nothing can print it. */
export interface DatabaseLocation {
  readonly engine: EngineName;
  /** What people call it: `app_v3.db`. For messages. */
  readonly label: string;
  readonly data: LocationData;
  /** Absolute path of the folder on this machine that holds it; null: it is on a server. */
  readonly folder: string | null;
  /** How much room the database takes, about; null: there is none of that name. */
  sizeBytes(): Promise<number | null>;
  /** The connection string, without a secret: what `ntom url` prints. */
  toString(): string;
  toJSON(): string;
}
