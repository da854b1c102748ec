import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { createDatabase } from '../../src/load/create-database.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { datetime, enumeration, int, real, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

/** Orders of nine columns, with text that has quotes and line feeds in it, NULLs, doubles and a foreign key. */
export const orders = schema(1, {
  customer: table({ id: int().primaryKey().autoIncrement(), name: text(60), email: text(80).unique() }),
  order: table({
    id: int().primaryKey().autoIncrement(),
    customer_id: int().references('customer.id'),
    placed_at: datetime(),
    status: enumeration(['open', 'paid', 'sent', 'returned']),
    quantity: int(),
    price: real(),
    weight: real().nullable(),
    note: text().nullable(),
    reference: text(40),
  }),
});

export function placeOf(folder: string): string {
  return `sqlite:${join(folder, 'source')}`;
}

/** A database of `rows` orders and a tenth as many customers; the same one every time. */
export async function buildOrders(folder: string, rows: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const target = sqlite.locate(placeOf(folder), 'orders', 1);
  await createDatabase({ schema: orders, dialect: sqlite, target });
  const database = new BetterSqlite3(target.toString().slice('sqlite:'.length));
  const customers = rows / 10;
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  database
    .prepare(`${numbers} INSERT INTO customer SELECT i, 'Customer "' || i || '"', 'c' || i || '@example.com' FROM n`)
    .run(customers);
  database.prepare(`${numbers} INSERT INTO "order" SELECT ${orderValues} FROM n`).run(rows, customers);
  database.exec('COMMIT');
  database.close();
}

const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)';

/** From a number `i`: multiplications by primes that scatter the values. */
const orderValues = `
  i,
  1 + i * 7919 % ?,
  datetime(1700000000 + i * 31 % 50000000, 'unixepoch'),
  CASE i % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' WHEN 2 THEN 'sent' ELSE 'returned' END,
  1 + i % 12,
  (i * 104729 % 1000003) / 7.0,
  CASE WHEN i % 5 THEN (i * 15485863 % 1000033) / 13.0 END,
  CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN 'please leave "it" at the door,' || char(10) || 'number ' || i ELSE 'no. ' || i END,
  printf('R-%012d', i * 48271)`;
