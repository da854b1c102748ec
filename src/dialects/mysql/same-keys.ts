import type { Connection } from 'mysql2';
import type { KeyDefinition, TableDefinition, Value } from '../../schema/definition.ts';
import { keyColumns, keysWith, sameKeyOf } from '../collated-keys.ts';
import type { KeyBatches, SameKey } from '../target.ts';
import { takesDifferentForSame, typeDdl, type TextCollation } from './ddl.ts';
import { insertLiterals, longestOf } from './insert.ts';
import type { MysqlConnection } from './open.ts';
import { keysTable, keysTableSql, sameKeysSql } from './queries.ts';
import { asServerError } from './failures.ts';
import { step } from '../../failpoints/step.ts';

/** Keys with text in them that is not compared by its bytes, and nothing that the database computes. */
export function collatedKeys(table: TableDefinition, collation: TextCollation): readonly KeyDefinition[] {
  return keysWith(table, (column) => takesDifferentForSame(column, collation));
}

export interface KeysPlace {
  readonly connection: MysqlConnection;
  /** The database that is being built. */
  readonly database: string;
  readonly collation: TextCollation;
}

/** The server compares the keys itself, in a table of their own. */
export async function sameKeys(
  { connection, database, collation }: KeysPlace,
  table: TableDefinition,
  key: KeyDefinition,
  keys: KeyBatches,
  most: number,
): Promise<readonly SameKey[]> {
  const columns = keyColumns(table, key);
  const drop = `DROP TABLE IF EXISTS ${keysTable(database)}`;
  const create = keysTableSql(database, columns.map(typeDdl), collation);
  await step('same-keys.drop-old', () => connection.run(drop), asServerError);
  await step('same-keys.create-table', () => connection.run(create), asServerError);
  await step('same-keys.insert', () => insertKeys(connection.driver, { database, table, key, keys }), asServerError);
  const rows = await connection.query(sameKeysSql(database, columns.length, most));
  await step('same-keys.drop', () => connection.run(drop), asServerError);
  return rows.map((row) => sameKeyOf(row, columns));
}

interface InsertedKeys {
  readonly database: string;
  readonly table: TableDefinition;
  readonly key: KeyDefinition;
  readonly keys: KeyBatches;
}

async function insertKeys(driver: Connection, { database, table, key, keys }: InsertedKeys): Promise<void> {
  await insertLiterals(driver, `INSERT INTO ${keysTable(database)} VALUES `, numbered(keys), (row) => ({
    table: table.name,
    key: `row ${String(row[0])}`,
    column: key.columns[longestOf(row) - 1] ?? '',
  }));
}

/** NULL is equal to none. */
async function* numbered(keys: KeyBatches): AsyncGenerator<readonly (readonly Value[])[]> {
  let row = 0;
  for await (const batch of keys) {
    const rows = batch.map((key): readonly Value[] => [(row += 1), ...key]);
    yield rows.filter((key) => !key.includes(null));
  }
}
