import type { Database } from 'better-sqlite3';
import {
  uniqueKeys,
  type ColumnDefinition,
  type KeyDefinition,
  type TableDefinition,
  type Value,
} from '../../schema/definition.ts';
import type { KeyBatches, SameKey } from '../target.ts';
import { collationDdl } from './ddl.ts';
import { keyRowSql, sameKeysSql } from './queries.ts';
import { declaredTypes, valueCodec } from './values.ts';

/** Keys with a collation of their own in them, and nothing that the database computes. */
export function collatedKeys(table: TableDefinition): readonly KeyDefinition[] {
  return uniqueKeys(table).filter((key) => {
    const columns = columnsOf(table, key);
    return (
      columns.every(({ generated }) => generated === null) && columns.some((column) => collationDdl(column).length > 0)
    );
  });
}

/** The engine compares the keys itself, in a temporary table. */
export async function sameKeys(
  database: Database,
  table: TableDefinition,
  key: KeyDefinition,
  keys: KeyBatches,
  most: number,
): Promise<readonly SameKey[]> {
  const columns = columnsOf(table, key);
  const types = columns.map((column, index) =>
    [`k${index}`, declaredTypes[column.type.kind], ...collationDdl(column)].join(' '),
  );
  database.exec(`CREATE TEMP TABLE ntom_keys (n INTEGER PRIMARY KEY, ${types.join(', ')})`);
  try {
    await insertKeys(database, columns, keys);
    const rows = database.prepare<[number], unknown[]>(sameKeysSql(columns.length)).raw(true).all(most);
    return rows.map((row) => sameKeyOf(row, columns));
  } finally {
    database.exec('DROP TABLE temp.ntom_keys');
  }
}

async function insertKeys(database: Database, columns: readonly ColumnDefinition[], keys: KeyBatches): Promise<void> {
  const codecs = columns.map((column) => valueCodec(column.type));
  const insert = database.prepare(keyRowSql(columns.length));
  let row = 0;
  database.exec('BEGIN');
  for await (const batch of keys) {
    for (const key of batch) {
      row += 1;
      // NULL is equal to none.
      if (!key.includes(null))
        insert.run(BigInt(row), ...codecs.map((codec, index) => codec.toDriver(key[index] ?? null)));
    }
  }
  database.exec('COMMIT');
}

function sameKeyOf(row: readonly unknown[], columns: readonly ColumnDefinition[]): SameKey {
  const values = (from: number) =>
    columns.map((column, index) => valueCodec(column.type).fromDriver(row[from + index]) as Value);
  const second = columns.length + 1;
  return { row: Number(row[0]), values: values(1), first: Number(row[second]), firstValues: values(second + 1) };
}

function columnsOf(table: TableDefinition, { columns }: KeyDefinition): readonly ColumnDefinition[] {
  return columns.flatMap((name) => table.columns.filter((column) => column.name === name));
}
