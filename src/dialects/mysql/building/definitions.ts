import { textOf } from '../../raw-values.ts';
import { literal, quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';

/** A statement, and the sql_mode that it was written in; null: any. */
export interface Statement {
  readonly sql: string;
  readonly sqlMode: string | null;
}

/** What a database has beside tables. */
export interface NamedThings {
  readonly views: readonly string[];
  readonly triggers: readonly string[];
  readonly routines: readonly { readonly kind: string; readonly name: string }[];
}

/** The tables and views of a database. */
export async function tablesOf(connection: MysqlConnection, database: string) {
  const rows = await connection.query(
    'SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = ?',
    [database],
  );
  return rows.map(([name, type]) => ({ name: textOf(name), isView: type === 'VIEW' }));
}

export async function triggersOf(connection: MysqlConnection, database: string): Promise<readonly string[]> {
  const rows = await connection.query(
    'SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = ? ORDER BY action_order',
    [database],
  );
  return rows.map(([name]) => textOf(name));
}

/** The functions and procedures of a database. */
export async function routinesOf(connection: MysqlConnection, database: string): Promise<NamedThings['routines']> {
  const rows = await connection.query(
    'SELECT routine_type, routine_name FROM information_schema.routines WHERE routine_schema = ? ORDER BY routine_name',
    [database],
  );
  return rows.map(([kind, name]) => ({ kind: textOf(kind), name: textOf(name) }));
}

/** The statements that make them. */
export async function definitions(
  connection: MysqlConnection,
  database: string,
  { views, triggers, routines }: NamedThings,
): Promise<readonly Statement[]> {
  const shown = async (kind: string, name: string): Promise<readonly unknown[]> =>
    (await connection.query(`SHOW CREATE ${kind} ${quoted(database)}.${quoted(name)}`))[0] ?? [];
  const statements: Statement[] = [];
  for (const name of views) statements.push({ sql: textOf((await shown('VIEW', name))[1]), sqlMode: null });
  const inMode = [...triggers.map((name) => ({ kind: 'TRIGGER', name })), ...routines];
  for (const { kind, name } of inMode) {
    const [, sqlMode, sql] = await shown(kind, name);
    statements.push({ sql: textOf(sql), sqlMode: textOf(sqlMode) });
  }
  return statements;
}

/**
 * A view may be made of another: what is refused is tried again after the others. What exists still was not dropped. Returns what
 * was refused to the end, with the reason of each.
 */
export async function runInAnyOrder(
  connection: MysqlConnection,
  statements: readonly Statement[],
  run: (sql: string) => Promise<unknown>,
): Promise<readonly { readonly sql: string; readonly error: unknown }[]> {
  const [mode] = await connection.query('SELECT @@sql_mode');
  let left: readonly (Statement & { readonly error?: unknown })[] = statements;
  for (let before = left.length + 1; left.length > 0 && left.length < before;) {
    before = left.length;
    const refused: (Statement & { readonly error: unknown })[] = [];
    for (const statement of left) {
      await connection.run(`SET SESSION sql_mode = ${literal(statement.sqlMode ?? textOf(mode?.[0]))}`);
      await run(statement.sql).catch((error: unknown) => refused.push({ ...statement, error }));
    }
    left = refused;
  }
  await connection.run(`SET SESSION sql_mode = ${literal(textOf(mode?.[0]))}`);
  return left.map(({ sql, error }) => ({ sql, error }));
}
