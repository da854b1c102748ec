import { quoted, type TextCollation } from '../ddl.ts';
import type { DecidedTypes } from './decided-types.ts';
import type { PullNotes } from './pull-notes.ts';
import type { TableFacts } from './table-facts.ts';

/** What is known of the whole database while its tables are described. */
export interface PullContext {
  readonly database: string;
  /** Of text that ntom declares. */
  readonly collation: TextCollation;
  readonly tables: readonly TableFacts[];
  readonly types: DecidedTypes;
  readonly notes: PullNotes;
}

/** Whether SQL of the server's own names the database: it would not fit another one. */
export function namesDatabase(sql: string, database: string): boolean {
  return sql.includes(`${quoted(database)}.`);
}
