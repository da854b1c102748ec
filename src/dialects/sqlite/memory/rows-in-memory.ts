import type { Database } from 'better-sqlite3';
import { failure, reasonOf } from '../../../errors.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition } from '../../../schema/definition.ts';
import { keyText } from '../../key-text.ts';
import type { RowsByTable } from '../../memory.ts';
import type { Source } from '../../source.ts';
import { ddl, names, quoted } from '../ddl.ts';
import { runInMemory, withinMemory } from '../empty-database.ts';
import { connect } from '../open.ts';
import { inMemory, readOnlySource } from './read-only-source.ts';
import { valueCodec } from '../values.ts';

/** Rows before triggers and the other statements, as a load does it. */
export async function rowsInMemory(schema: SchemaDefinition, rows: RowsByTable): Promise<Source> {
  const connection = await connect(':memory:', {});
  const { database } = connection;
  try {
    const { tables, indexes, views, triggers, statements } = ddl(schema);
    runInMemory(database, inMemory.label, ['PRAGMA foreign_keys = OFF', ...tables, ...indexes]);
    for (const table of schema.tables) insertAll(database, table, rows.get(table.name) ?? []);
    runInMemory(database, inMemory.label, [...views, ...triggers, ...withinMemory(statements)]);
    return readOnlySource(connection);
  } catch (error) {
    connection[Symbol.dispose]();
    throw error;
  }
}

function insertAll(
  database: Database,
  table: TableDefinition,
  rows: NonNullable<ReturnType<RowsByTable['get']>>,
): void {
  const columns = storedColumns(table);
  const codecs = columns.map(({ type }) => valueCodec(type));
  const marks = columns.map(() => '?').join(', ');
  const insert = database.prepare(
    `INSERT INTO ${quoted(table.name)} (${names(columns.map(({ name }) => name))}) VALUES (${marks})`,
  );
  for (const [index, row] of rows.entries()) {
    try {
      insert.run(row.map((value, at) => (value === null ? null : codecs[at]?.toDriver(value))));
    } catch (error) {
      const refused = { table: table.name, row: index + 1, key: keyText(table, row), reason: reasonOf(error) };
      throw failure('TEST_ROW_REFUSED', refused, error);
    }
  }
}
