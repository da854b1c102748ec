import type { KeyDefinition, TableDefinition, Value } from '../schema/definition.ts';
import type { DatabaseLocation } from './location.ts';
import type { FellowReaders, SchemaRecord, Source } from './source.ts';

/** How a target is begun. */
export interface TargetOptions {
  /** Whether a database that has the final name may be replaced, at the end. */
  readonly replace: boolean;
  /** Equal for the very same parts, so that a broken load of them can be gone on with; null: there are none. */
  readonly partsId: string | null;
  /** How many parts are to be loaded at the same time, if the engine can (default 1). */
  readonly lanes?: number;
  /** What runs, for others to read (default `load N`). */
  readonly command?: string;
}

/** By stored column, what reads the canonical text of a value; undefined: the text is none. */
export type CsvReaders = readonly ((text: string) => Value | undefined)[];

/** A part of an extract as a load takes it: the bytes, for an engine that reads them itself, or the rows. */
export interface LoadablePart {
  readonly path: string;
  /** The rows it must have. */
  readonly rows: number;
  /** The bytes of its records in CSV, without a header, proved but for what the records say. */
  records(): AsyncIterable<Uint8Array>;
  /** What reads the fields of the records; null: the part is not CSV, and its rows are had for less than the records. */
  readonly readers: CsvReaders | null;
  /** Rows in batches; values in the order of the stored columns. */
  batches(): AsyncIterable<readonly (readonly Value[])[]>;
  /** Aborted: the load is to end. */
  readonly signal: AbortSignal;
}

/** What `Dialect.preparePart` made of a part, for one call of `Target.load`. Plain data. */
export interface PreparedPart {
  /** Absolute path. */
  readonly file: string;
  readonly rows: number;
  /** Whether each value is known to be one of its column's type, by length and list of values too. */
  readonly isOfTypes: boolean;
}

export type KeyBatches = AsyncIterable<readonly (readonly Value[])[]>;

/** A row whose key the database takes for that of an earlier row, though they differ. Rows are counted from 1. */
export interface SameKey {
  readonly row: number;
  readonly values: readonly Value[];
  readonly first: number;
  readonly firstValues: readonly Value[];
}

/**
 * A database being built under a name of its own. The final name appears in `publish` and nowhere else; disposing of a
 * target that was not published leaves nothing behind.
 */
export interface Target extends AsyncDisposable {
  /** Unique keys of a table by which this database may take different rows for the same: their text has a collation. */
  collatedKeys(table: TableDefinition): readonly KeyDefinition[];

  /**
   * Rows that such a key takes for the same as an earlier row, as this database compares them; at most `most`. Only before the
   * first row is loaded. `keys`: the values of the key's columns, of every row of the table, in batches.
   */
  sameKeys(table: TableDefinition, key: KeyDefinition, keys: KeyBatches, most: number): Promise<readonly SameKey[]>;

  /** Path prefix of the files that `Dialect.preparePart` makes; what of them is left goes with the target. Empty: it makes none. */
  readonly place: string;

  /** How many parts may be loaded at the same time. */
  readonly lanes: number;

  /**
   * Inserts the rows of one part. `prepared`: what the dialect prepared of it, which is used up; null where it prepares nothing. After an error no other
   * part is begun.
   *
   * @throws {NtomError} `LOAD_ROW_REFUSED` with the row, when the engine does not take it; `INTERRUPTED`.
   */
  load(table: TableDefinition, part: LoadablePart, prepared: PreparedPart | null): Promise<void>;

  /**
   * After the last row: indexes, auto-increment counters, views, triggers, the schema record. No row can be loaded after it.
   * `nextIds`: by table, the next auto-increment value.
   */
  complete(record: SchemaRecord, nextIds: ReadonlyMap<string, bigint>): Promise<void>;

  /** Where it is being built. */
  readonly built: DatabaseLocation;

  /** The new database, opened anew for reading: what is on disk, not what was sent. Only after `complete`. */
  readBack(fellows?: FellowReaders): Promise<Source>;

  /** Says that what was built is wrong: nobody goes on with it, and disposing of it leaves nothing. */
  discard(): void;

  /** Gives the database its final name, durably and in one step. Only after every source of `readBack` is disposed of. */
  publish(): Promise<void>;
}
