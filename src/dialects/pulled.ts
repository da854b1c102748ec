import type { Finding } from '../finding.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import type { SqlLexemes } from './engine-rules.ts';

/** What a database is, as a schema would say it. Names and SQL are the database's own: they are not checked yet. */
export interface Pulled extends Pick<SchemaDefinition, 'tables' | 'indexes' | 'views' | 'triggers'> {
  /** Names of what has rows and is not among `tables` and `views`; each has its note. What uses one would not work without it. */
  readonly beyond: readonly string[];
  /** How the SQL of this database reads. */
  readonly lexemes: SqlLexemes;
  readonly notes: readonly PulledNote[];
}

/**
 * What there is to say of a table or a column besides. An error: something of the database that a schema cannot say, and that
 * is therefore not in it. A warning: something that was seen in the data, or decided.
 */
export interface PulledNote {
  /** null: of no one table. */
  readonly table: string | null;
  /** null: of the table as a whole. */
  readonly column: string | null;
  readonly finding: Finding;
}
