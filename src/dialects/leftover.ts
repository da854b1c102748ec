/** Something that a run has left, or works on, which is no database of the application. */
export interface Leftover {
  /** `app_v3.db.partial-5f0c2a9e`, `app_v3__loading`. */
  readonly label: string;
  /** Of the schema whose database was to be made. */
  readonly version: number;
  /** The command that made it, and takes care of it. */
  readonly of: 'load' | 'check' | 'prune';
  /** `7 parts are loaded: the next load goes on`. */
  readonly is: string;
  /** Who works on it, as in `LockRequest`; null: nobody does. */
  readonly holder: string | null;
}
