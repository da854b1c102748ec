import { step } from '../../../failpoints/step.ts';
import { textOf } from '../../raw-values.ts';
import { definitions, routinesOf, tablesOf, triggersOf, type Statement } from '../building/definitions.ts';
import { names, quoted } from '../ddl.ts';
import { asServerError } from '../failures.ts';
import type { MysqlLocation } from '../location.ts';
import type { MysqlConnection } from '../open.ts';
import { columnsOf } from '../structure.ts';

/** Copies the tables of a database into the one in use, rows, keys and counters included. No row leaves the server. */
export async function copyTables(connection: MysqlConnection, from: string): Promise<void> {
  const columns = await columnsOf(connection, from);
  for (const { name, isView } of await tablesOf(connection, from)) {
    if (isView) continue;
    const [row] = await connection.query(`SHOW CREATE TABLE ${quoted(from)}.${quoted(name)}`);
    await step('copy.create-table', () => connection.run(textOf(row?.[1])), asServerError);
    const stored = columns.filter(({ table, generated }) => table === name && !generated);
    const listed = names(stored.map((column) => column.name));
    const insert = `INSERT INTO ${quoted(name)} (${listed}) SELECT ${listed} FROM ${quoted(from)}.${quoted(name)}`;
    await step('copy.insert', () => connection.run(insert), asServerError);
  }
}

/** What makes views, triggers, functions and procedures again: the server writes the database before the names in a view. */
export async function otherThings(
  connection: MysqlConnection,
  { database: from }: MysqlLocation,
  { database: to }: MysqlLocation,
): Promise<readonly Statement[]> {
  const views = (await tablesOf(connection, from)).filter(({ isView }) => isView).map(({ name }) => name);
  const [triggers, routines] = [await triggersOf(connection, from), await routinesOf(connection, from)];
  const found = await definitions(connection, from, { views, triggers, routines });
  return found.map(({ sql, sqlMode }) => ({ sql: sql.replaceAll(quoted(from), () => quoted(to)), sqlMode }));
}
