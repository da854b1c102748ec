import type { SchemaDefinition, TableDefinition, Value } from '../schema/definition.ts';
import type { DatabaseLocation } from './location.ts';
import type { Source } from './source.ts';
import type { MemoryAccess } from './sqlite/memory/copy-to-memory.ts';

export type { MemoryAccess };

/** By table, rows whose values are in the order of the stored columns. */
export type RowsByTable = ReadonlyMap<string, readonly (readonly Value[])[]>;

/** Databases in the memory of this process, for tests. */
export interface MemoryDatabases {
  /** A copy of a complete database. Closing it is all there is to do. */
  copy(template: DatabaseLocation): Promise<MemoryAccess>;

  /**
   * A copy of what is committed in such a database at this time, open for reading.
   *
   * @throws {NtomError} `FIXTURE_UNREADABLE` while a transaction is open or a query goes on, and when it is closed.
   */
  openCopy(access: MemoryAccess): Promise<Source>;

  /**
   * A database of a schema with these rows, open for reading. Foreign keys need not hold.
   *
   * @throws {NtomError} `TEST_ROW_REFUSED` for a row that breaks a check or a unique key; `TARGET_REFUSED_STATEMENT`.
   */
  open(schema: SchemaDefinition, rows: RowsByTable): Promise<Source>;

  /**
   * An empty database of a schema to try rows in. It has no triggers: a load makes them when the rows are there.
   *
   * @throws {NtomError} `TARGET_REFUSED_STATEMENT`.
   */
  judge(schema: SchemaDefinition): Promise<RowJudge>;
}

/** A check that has no SQL for the engine, and that it does not understand as others have it. */
export interface UnknownCheck {
  readonly table: string;
  readonly check: string;
}

/**
 * Says of rows whether a database takes them, by its checks and unique keys. Checks that have no SQL for the engine count as they
 * are written for another one, if it understands them. It does not look at foreign keys.
 */
export interface RowJudge extends Disposable {
  /** Whether rows keep these, nobody knows. */
  readonly unknown: readonly UnknownCheck[];

  /** Puts a row in; why it does not go in, in the engine's words. `row`: values in the order of the stored columns. */
  insert(table: TableDefinition, row: readonly Value[]): string | null;

  /** Puts a row in the place of one that is there; why not. If other rows are equal to it, it stays. */
  replace(table: TableDefinition, row: readonly Value[], by: readonly Value[]): string | null;

  /** What it does is undone if it returns false. */
  attempt(work: () => boolean): boolean;
}
