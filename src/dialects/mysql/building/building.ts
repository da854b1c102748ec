import type { SchemaDefinition } from '../../../schema/definition.ts';
import type { SchemaDdl } from '../../dialect.ts';
import type { SchemaRecord } from '../../source.ts';
import type { TextCollation } from '../ddl.ts';
import type { MysqlLocation } from '../location.ts';
import type { MysqlConnection } from '../open.ts';

/** A database under construction, and how far it is. */
export interface Building {
  readonly schema: SchemaDefinition;
  readonly ddl: SchemaDdl;
  /** Of text whose column names none. */
  readonly collation: TextCollation;
  readonly final: MysqlLocation;
  readonly loading: MysqlLocation;
  /** Holds the lock. */
  readonly connection: MysqlConnection;
  /** Its number. */
  readonly session: bigint;
  /** Parts that are loaded, by the ledger. */
  readonly done: Set<string>;
  /** Whether a run before this one has moved the tables to the final name already. */
  readonly isMoved: boolean;
  record: SchemaRecord | null;
  isPublished: boolean;
  isDiscarded: boolean;
}

/** Where a database is built. */
export function loadingName({ database }: MysqlLocation): string {
  return `${database}__loading`;
}

/** Where a database that is replaced is kept until the new one is complete. */
export function replacedName({ database }: MysqlLocation): string {
  return `${database}__replaced`;
}
