import type { SchemaDefinition, Value } from '../schema/definition.ts';
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
}
