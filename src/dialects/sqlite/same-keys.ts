import type { Database } from 'better-sqlite3';
import type { ColumnDefinition, KeyDefinition, TableDefinition } from '../../schema/definition.ts';
import { keyColumns, keysWith, sameKeyOf } from '../collated-keys.ts';
import type { KeyBatches, SameKey } from '../target.ts';
import { collationDdl } from './ddl.ts';
import { keyRowSql, sameKeysSql } from './queries.ts';
import { asDriverError } from './failures.ts';
import { declaredTypes, valueCodec } from './values.ts';
import { stepSync } from '../../failpoints/step.ts';

/** Keys with a collation of their own in them, and nothing that the database computes. */
export function collatedKeys(table: TableDefinition): readonly KeyDefinition[] {
  return keysWith(table, (column) => collationDdl(column).length > 0);
}

/** The engine compares the keys itself, in a temporary table. */
export async function sameKeys(
  database: Database,
  table: TableDefinition,
  key: KeyDefinition,
  keys: KeyBatches,
  most: number,
): Promise<readonly SameKey[]> {
  const columns = keyColumns(table, key);
  const types = columns.map((column, index) =>
    [`k${index}`, declaredTypes[column.type.kind], ...collationDdl(column)].join(' '),
  );
  stepSync(
    'same-keys.create',
    () => database.exec(`CREATE TEMP TABLE ntom_keys (n INTEGER PRIMARY KEY, ${types.join(', ')})`),
    asDriverError,
  );
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
  stepSync('same-keys.commit', () => database.exec('COMMIT'), asDriverError);
}
