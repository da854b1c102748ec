import type { TableDefinition, Value } from '../schema/definition.ts';
import type { SchemaRecord, Source } from './source.ts';

/** A part of an extract as a load takes it: the bytes, for an engine that reads them itself, or the rows. */
export interface LoadablePart {
  readonly path: string;
  /** The rows it must have. */
  readonly rows: number;
  bytes(): AsyncIterable<Uint8Array>;
  /** Rows in batches; values in the order of the stored columns. */
  batches(): AsyncIterable<readonly (readonly Value[])[]>;
}

/** A row whose parent does not exist. */
export interface ReferenceViolation {
  readonly table: string;
  readonly foreignKey: string;
  readonly rows: number;
}

/**
 * A database being built under a name of its own. The final name appears in `publish` and nowhere else; disposing of a
 * target that was not published leaves nothing behind.
 */
export interface Target extends AsyncDisposable {
  /**
   * Inserts the rows of one part.
   *
   * @throws {NtomError} `LOAD_ROW_REFUSED` with the row, when the engine does not take it.
   */
  load(table: TableDefinition, part: LoadablePart): Promise<void>;

  /**
   * After the last row: indexes, auto-increment counters, views, triggers, the schema record. No row can be loaded after it.
   * `nextIds`: by table, the next auto-increment value.
   */
  complete(record: SchemaRecord, nextIds: ReadonlyMap<string, bigint>): Promise<void>;

  /** Foreign keys that do not hold, each once. Only after `complete`. */
  brokenReferences(): Promise<readonly ReferenceViolation[]>;

  /** The new database, opened anew for reading: what is on disk, not what was sent. Only after `complete`. */
  readBack(): Promise<Source>;

  /** Gives the database its final name, durably and in one step. Only after every source of `readBack` is disposed of. */
  publish(): Promise<void>;
}
