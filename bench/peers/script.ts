import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import { splitAddress } from './split-address.ts';

// What a developer would write for this one change: `script.ts extract|load DATABASE FOLDER copied|mapped`.
const [phase = '', path = '', folder = '', change = ''] = process.argv.slice(2);
const isMapped = change === 'mapped';

const moment = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
const text = (length: number): z.ZodString => z.string().max(length);
const place = isMapped ? { street: text(80), town: text(60) } : { address: text(100) };
const status = z.enum(['open', 'paid', 'sent', 'done']);
const tables = {
  customer: { id: z.int(), name: text(100), email: text(100).nullable(), city: text(60), created_at: moment },
  orders: {
    id: z.int(),
    customer_id: z.int(),
    status,
    note: text(200).nullable(),
    total: z.number(),
    discount: z.number().nullable(),
    quantity: z.int(),
    ordered_at: moment,
    ...place,
  },
};
const create = `
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
  CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, city TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), status TEXT NOT NULL,
    note TEXT, total REAL NOT NULL, discount REAL, quantity INTEGER NOT NULL, ordered_at TEXT NOT NULL,
    ${isMapped ? 'street TEXT NOT NULL, town TEXT NOT NULL' : 'address TEXT NOT NULL'}) STRICT;`;

const database = new Database(path, { readonly: phase === 'extract' });
await (phase === 'extract' ? extract() : load());

async function extract(): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    const file = createWriteStream(`${folder}/${table}.csv`);
    await pipeline(
      Readable.from(checkedRows(table, z.object(columns))),
      stringify({ header: true, quoted_string: true }),
      file,
    );
  }
}

function* checkedRows(table: string, schema: z.ZodObject): Generator<object> {
  for (const row of database.prepare<[], { address: string }>(`SELECT * FROM ${table} ORDER BY id`).iterate()) {
    if (table !== 'orders' || !isMapped) yield schema.parse(row);
    else {
      const { address, ...rest } = row;
      yield schema.parse({ ...rest, ...splitAddress(address) });
    }
  }
}

async function load(): Promise<void> {
  database.exec(create);
  database.exec('BEGIN');
  for (const [table, columns] of Object.entries(tables)) {
    const insert = database.prepare(
      `INSERT INTO ${table} VALUES (${Object.keys(columns)
        .map(() => '?')
        .join(', ')})`,
    );
    const records = createReadStream(`${folder}/${table}.csv`).pipe(parse({ from_line: 2, cast: valueOf }));
    for await (const record of records as AsyncIterable<unknown[]>) insert.run(record);
  }
  database.exec('COMMIT');
}

/** Text is quoted, numbers are not, and NULL is nothing at all. */
function valueOf(value: string, { quoting }: { quoting: boolean }): unknown {
  if (quoting) return value;
  return value === '' ? null : Number(value);
}
