import { textOf } from '../../raw-values.ts';
import { literal, quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import { asServerError } from '../failures.ts';
import { definitions, runInAnyOrder, tablesOf, triggersOf } from './definitions.ts';
import { step } from '../../../failpoints/step.ts';

/** A database that is to be replaced, ready to be moved. */
export interface EarlierDatabase {
  /** Views left out. */
  readonly tables: readonly string[];
  /** Makes it what it was, if it is not moved after all. */
  restore(): Promise<void>;
}

/**
 * Takes views and triggers off a database, since they forbid to move its tables. Its record goes before them: without them it is
 * not complete. A database that has neither stays as it is.
 */
export async function makeMovable(connection: MysqlConnection, database: string): Promise<EarlierDatabase> {
  const found = await tablesOf(connection, database);
  const tables = found.filter(({ isView }) => !isView).map(({ name }) => name);
  const views = found.filter(({ isView }) => isView).map(({ name }) => name);
  const triggers = await triggersOf(connection, database);
  if (views.length + triggers.length === 0) return { tables, restore: async () => undefined };
  const statements = await definitions(connection, database, { views, triggers, routines: [] });
  const record = tables.includes('ntom_schema') ? await recordOf(connection, database) : [];
  const restore = async (): Promise<void> => {
    await connection.run(`USE ${quoted(database)}`);
    await runInAnyOrder(connection, statements, (sql) =>
      step('earlier.restore', () => connection.run(sql), asServerError),
    );
    for (const sql of record) await step('earlier.restore-record', () => connection.run(sql), asServerError);
  };
  try {
    const named = (name: string): string => `${quoted(database)}.${quoted(name)}`;
    if (record.length > 0)
      await step('earlier.unsign', () => connection.run(`DELETE FROM ${quoted(database)}.ntom_schema`), asServerError);
    for (const name of triggers)
      await step('earlier.drop-trigger', () => connection.run(`DROP TRIGGER ${named(name)}`), asServerError);
    for (const name of views)
      await step('earlier.drop-view', () => connection.run(`DROP VIEW ${named(name)}`), asServerError);
  } catch (error) {
    await restore().catch(() => undefined);
    throw error;
  }
  return { tables, restore };
}

/** The statements that write its record anew, where it has none: that it could not be removed may be why. */
async function recordOf(connection: MysqlConnection, database: string): Promise<readonly string[]> {
  const table = `${quoted(database)}.ntom_schema`;
  const rows = await connection.query(`SELECT \`schema\`, fingerprint, contentId, loadedAt FROM ${table}`);
  return rows.map((row) => {
    const values = row.map((value) => (value === null ? 'NULL' : literal(textOf(value))));
    return (
      `INSERT INTO ${table} (\`schema\`, fingerprint, contentId, loadedAt) ` +
      `SELECT ${values.join(', ')} FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM ${table})`
    );
  });
}
