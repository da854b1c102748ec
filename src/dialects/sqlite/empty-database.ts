import type { Database } from 'better-sqlite3';
import { failure, reasonOf } from '../../errors.ts';
import type { SchemaDefinition, TableDefinition } from '../../schema/definition.ts';
import type { EmptyDatabase } from '../empty-database.ts';
import type { BoundQuery } from '../source.ts';
import { ddl, quoted } from './ddl.ts';
import { readingFailure } from './failures.ts';
import type { SqliteLocation } from './location.ts';
import { connect } from './open.ts';
import { filtered, keysQuery, tableQuery } from './queries.ts';
import { program, resultColumns, tablesRead } from './query-facts.ts';

/** In memory. `location`: what messages call it. */
export async function openEmpty({ label }: SqliteLocation, schema: SchemaDefinition): Promise<EmptyDatabase> {
  const connection = await connect(':memory:', {});
  const { database } = connection;
  const asked = async <T>(query: BoundQuery, work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw readingFailure(label, query.sql, error);
    }
  };
  try {
    database.defaultSafeIntegers(true);
    runInMemory(database, label, statementsOf(schema));
  } catch (error) {
    connection[Symbol.dispose]();
    throw error;
  }
  return {
    tableQuery,
    keysQuery,
    filtered,
    resultColumns: (query) => asked(query, () => resultColumns(database, query)),
    tablesRead: (query) => asked(query, () => tablesRead(database, query)),
    columnsUsed: async (table, queries) => columnsUsed(database, table, queries),
    async [Symbol.asyncDispose]() {
      connection[Symbol.dispose]();
    },
  };
}

function statementsOf(schema: SchemaDefinition): readonly string[] {
  const { tables, indexes, views, triggers, statements } = ddl(schema);
  return [...tables, ...indexes, ...views, ...triggers, ...withinMemory(statements)];
}

/** Of the statements of a schema those that a query may need. The others could reach beyond the memory. */
export function withinMemory(statements: readonly string[]): readonly string[] {
  return statements.filter((sql) => /^\s*(?:create|alter)\s/i.test(sql));
}

/**
 * Runs statements of a schema in a database that is in memory.
 *
 * @throws {NtomError} `TARGET_REFUSED_STATEMENT`.
 */
export function runInMemory(database: Database, label: string, statements: readonly string[]): void {
  for (const statement of statements) {
    try {
      database.exec(statement);
    } catch (error) {
      throw failure('TARGET_REFUSED_STATEMENT', { database: label, reason: reasonOf(error), statement }, error);
    }
  }
}

function columnsUsed(database: Database, table: TableDefinition, queries: readonly BoundQuery[]): ReadonlySet<string> {
  const before = queries.map((query) => meaning(database, query));
  const isChanged = (): boolean => queries.some((query, index) => meaning(database, query) !== before[index]);
  const used = table.columns.filter(({ name }) => withoutColumn(database, table.name, name, isChanged));
  return new Set(used.map(({ name }) => name));
}

/**
 * What a query returns and how: a name that is found in another table of the query when it is gone from this one gives another
 * program. null: the query is refused.
 */
function meaning(database: Database, query: BoundQuery): string | null {
  try {
    return JSON.stringify([resultColumns(database, query), program(database, query)], bigintAsText);
  } catch {
    return null;
  }
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Nothing else has this name. */
const otherName = 'ntom_renamed';

/**
 * Asks while a column has another name. Renaming it would rename it in views and triggers too: views are as they were written,
 * and triggers, which no query needs, would be in the way.
 */
function withoutColumn(database: Database, table: string, column: string, ask: () => boolean): boolean {
  database.exec('BEGIN');
  try {
    const dependent = database
      .prepare<[], { type: string; name: string; sql: string }>(
        `SELECT type, name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger')`,
      )
      .all();
    for (const { type, name } of dependent) database.exec(`DROP ${type} IF EXISTS ${quoted(name)}`);
    database.exec(`ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(column)} TO ${quoted(otherName)}`);
    for (const { type, sql } of dependent) if (type === 'view') database.exec(sql);
    return ask();
  } finally {
    database.exec('ROLLBACK');
  }
}
