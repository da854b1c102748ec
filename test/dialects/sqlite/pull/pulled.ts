import BetterSqlite3, { type Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Pulled } from '../../../../src/dialects/pulled.ts';
import { ddl } from '../../../../src/dialects/sqlite/ddl.ts';
import { pullDatabase } from '../../../../src/dialects/sqlite/pull/pull-database.ts';
import { checkSchema } from '../../../../src/schema/check-schema.ts';
import type { SchemaDefinition } from '../../../../src/schema/definition.ts';
import { fingerprint } from '../../../../src/schema/fingerprint.ts';

/** A database in memory until the test has finished. */
export function databaseOf(...statements: readonly string[]): Database {
  const database = new BetterSqlite3(':memory:');
  onTestFinished(() => void database.close());
  for (const sql of statements) database.exec(sql);
  return database;
}

export function pull(database: Database): Pulled {
  database.defaultSafeIntegers(true);
  database.exec('BEGIN');
  try {
    const steps = pullDatabase(database);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  } finally {
    database.exec('ROLLBACK');
  }
}

/** What was pulled as a schema, which it has to be. */
export function schemaOf({ tables, indexes, views, triggers }: Pulled): SchemaDefinition {
  const content = { version: 1, tables, indexes, views, triggers, statements: [] };
  checkSchema(content);
  return { ...content, leftOut: {}, fingerprint: fingerprint(content) };
}

/** An empty database made by the schema that was pulled. */
export function madeFrom(pulled: Pulled): Database {
  const { tables, indexes, views, triggers, statements } = ddl(schemaOf(pulled));
  return databaseOf(...tables, ...indexes, ...views, ...triggers, ...statements);
}

/** What a copy has too. */
export function withoutNotes({ notes: _, beyond: __, ...rest }: Pulled): Omit<Pulled, 'notes' | 'beyond'> {
  return rest;
}

export function messagesOf({ notes }: Pulled): readonly string[] {
  return notes.map(({ finding }) => `${finding.severity}: ${finding.message}`);
}
