import { textOf } from '../../raw-values.ts';
import { literal, quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import { asServerError } from '../failures.ts';
import { step } from '../../../failpoints/step.ts';

/** A database that is to be replaced, ready to be moved. */
export interface EarlierDatabase {
  /** Views left out. */
  readonly tables: readonly string[];
  /** Makes it what it was, if it is not moved after all. */
  restore(): Promise<void>;
}

/** A statement, and the sql_mode that it was written in; null: any. */
interface Statement {
  readonly sql: string;
  readonly sqlMode: string | null;
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
  const statements = await definitions(connection, database, views, triggers);
  const record = tables.includes('ntom_schema') ? await recordOf(connection, database) : [];
  const restore = async (): Promise<void> => {
    await connection.run(`USE ${quoted(database)}`);
    await runInAnyOrder(connection, statements);
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

async function tablesOf(connection: MysqlConnection, database: string) {
  const rows = await connection.query(
    'SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = ?',
    [database],
  );
  return rows.map(([name, type]) => ({ name: textOf(name), isView: type === 'VIEW' }));
}

async function triggersOf(connection: MysqlConnection, database: string): Promise<readonly string[]> {
  const rows = await connection.query(
    'SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = ? ORDER BY action_order',
    [database],
  );
  return rows.map(([name]) => textOf(name));
}

async function definitions(
  connection: MysqlConnection,
  database: string,
  views: readonly string[],
  triggers: readonly string[],
): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  for (const name of views) {
    const [row] = await connection.query(`SHOW CREATE VIEW ${quoted(database)}.${quoted(name)}`);
    statements.push({ sql: textOf(row?.[1]), sqlMode: null });
  }
  for (const name of triggers) {
    const [row] = await connection.query(`SHOW CREATE TRIGGER ${quoted(database)}.${quoted(name)}`);
    statements.push({ sql: textOf(row?.[2]), sqlMode: textOf(row?.[1]) });
  }
  return statements;
}

/** The statements that write its record anew. */
async function recordOf(connection: MysqlConnection, database: string): Promise<readonly string[]> {
  const table = `${quoted(database)}.ntom_schema`;
  const rows = await connection.query(`SELECT \`schema\`, fingerprint, contentId, loadedAt FROM ${table}`);
  return rows.map((row) => {
    const values = row.map((value) => (value === null ? 'NULL' : literal(textOf(value))));
    return `INSERT INTO ${table} (\`schema\`, fingerprint, contentId, loadedAt) VALUES (${values.join(', ')})`;
  });
}

/** A view may be made of another: what is refused is tried again after the others. What exists still was not dropped. */
async function runInAnyOrder(connection: MysqlConnection, statements: readonly Statement[]): Promise<void> {
  const [mode] = await connection.query('SELECT @@sql_mode');
  let left = statements;
  for (let before = left.length + 1; left.length > 0 && left.length < before;) {
    before = left.length;
    const refused: Statement[] = [];
    for (const statement of left) {
      await connection.run(`SET SESSION sql_mode = ${literal(statement.sqlMode ?? textOf(mode?.[0]))}`);
      await step('earlier.restore', () => connection.run(statement.sql), asServerError).catch(() =>
        refused.push(statement),
      );
    }
    left = refused;
  }
  await connection.run(`SET SESSION sql_mode = ${literal(textOf(mode?.[0]))}`);
}
