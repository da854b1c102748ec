import type { Database, Statement } from 'better-sqlite3';
import { reasonOf } from '../../../errors.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition, type Value } from '../../../schema/definition.ts';
import type { RowJudge, UnknownCheck } from '../../memory.ts';
import { addFunctions, understoodTable } from './borrowed-checks.ts';
import { ddl, names, quoted } from '../ddl.ts';
import { runInMemory } from '../empty-database.ts';
import { locationOf } from '../location.ts';
import { connect } from '../open.ts';
import { valueCodec } from '../values.ts';

const inMemory = locationOf('memory', ':memory:');

/** Tables and indexes, as a load has them when the rows go in. */
export async function rowJudge(schema: SchemaDefinition): Promise<RowJudge> {
  const connection = await connect(':memory:', {});
  const { database } = connection;
  const unknown: UnknownCheck[] = [];
  try {
    addFunctions(database);
    const understood = { ...schema, tables: schema.tables.map((table) => understoodTable(database, table, unknown)) };
    const { tables, indexes } = ddl(understood);
    runInMemory(database, inMemory.label, ['PRAGMA foreign_keys = OFF', ...tables, ...indexes]);
  } catch (error) {
    connection[Symbol.dispose]();
    throw error;
  }
  const statements = new Map(schema.tables.map((table) => [table.name, statementsOf(database, table)]));
  const run = (table: TableDefinition, which: keyof TableStatements, rows: readonly (readonly Value[])[]) =>
    refusal(statements.get(table.name)?.[which], toDriver(table, rows));
  return {
    unknown,
    insert: (table, row) => run(table, 'insert', [row]),
    replace: (table, row, by) => run(table, 'replace', [by, row]),
    attempt: (work) => attempted(database, work),
    [Symbol.dispose]: () => connection[Symbol.dispose](),
  };
}

interface TableStatements {
  readonly insert: Statement;
  /** Of one row: where there is another one like it, nothing is changed. */
  readonly replace: Statement;
}

function statementsOf(database: Database, table: TableDefinition): TableStatements {
  const columns = storedColumns(table).map(({ name }) => name);
  const each = (text: string, between: string) => columns.map((name) => `${quoted(name)} ${text}`).join(between);
  const name = quoted(table.name);
  const same = `${each('IS ?', ' AND ')}`;
  return {
    insert: database.prepare(`INSERT INTO ${name} (${names(columns)}) VALUES (${columns.map(() => '?').join(', ')})`),
    replace: database.prepare(`UPDATE ${name} SET ${each('= ?', ', ')} WHERE ${same}`),
  };
}

function toDriver(table: TableDefinition, rows: readonly (readonly Value[])[]): readonly unknown[] {
  const codecs = storedColumns(table).map(({ type }) => valueCodec(type));
  return rows.flatMap((row) => row.map((value, at) => (value === null ? null : codecs[at]?.toDriver(value))));
}

function refusal(statement: Statement | undefined, values: readonly unknown[]): string | null {
  if (statement === undefined) throw new TypeError('the schema has no such table');
  try {
    return statement.run(...values).changes === 1 ? null : 'it is not one row';
  } catch (error) {
    return reasonOf(error);
  }
}

function attempted(database: Database, work: () => boolean): boolean {
  database.exec('SAVEPOINT attempt');
  let isDone = false;
  try {
    isDone = work();
    return isDone;
  } finally {
    if (!isDone) database.exec('ROLLBACK TO attempt');
    database.exec('RELEASE attempt');
  }
}
