import BetterSqlite3, { type Database } from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../../../../src/dialects/dialect.ts';
import { ddl } from '../../../../src/dialects/sqlite/ddl.ts';
import { typeMismatch, valueCodec } from '../../../../src/dialects/sqlite/values.ts';
import { columnSchema } from '../../../../src/schema/column-schema.ts';
import type { ColumnDefinition, Value } from '../../../../src/schema/definition.ts';
import { messagesOf, pull, schemaOf } from './pulled.ts';

const declarations: readonly string[] = [
  '',
  'INTEGER',
  'INT',
  'BIGINT',
  'TINYINT(1)',
  'INTERVAL',
  'TEXT',
  'VARCHAR(3)',
  'CHAR(36)',
  'BLOB',
  'BLOB(2)',
  'REAL',
  'FLOAT',
  'FLOATING POINT',
  'NUMERIC',
  'DECIMAL(10,2)',
  'DECIMAL(5)',
  'BOOLEAN',
  'DATE',
  'TIME',
  'DATETIME',
  'DATETIME(3)',
  'TIMESTAMP',
  'JSON',
  'UUID',
  'STRING',
  'BINARY(2)',
  'ANY',
  'odd type',
  'TEXT /* date */',
];

const declared = fc.constantFrom(...declarations);

/** As SQL, of every storage class. */
const literal = fc.oneof(
  fc.constantFrom('NULL', '0', '1', '2', '-1', '1.5', '2.0', '9007199254740993', '9e999', '1700000000'),
  fc.constantFrom(
    "''",
    "'a'",
    "'abcd'",
    "'12'",
    "'1.50'",
    "'2024-01-31'",
    "'2024-02-30'",
    "'2024-01-31 10:00:00'",
    "'t'",
  ),
  fc.constantFrom("'2024-01-31 10:00:00.25'", "'2024-01-31T10:00:00Z'", "'10:00:00'", "'10:00:00.5'", "'{}'", "'[1'"),
  fc.constantFrom(
    "x''",
    "x'00'",
    "x'ff41ff'",
    "CAST(x'ff41' AS TEXT)",
    "'7d444840-9dc0-11d1-b245-5ffdce74fad2'",
    "'a' || char(0)",
  ),
);

function withDatabase<T>(work: (database: Database) => T): T {
  const database = new BetterSqlite3(':memory:');
  try {
    return work(database);
  } finally {
    database.close();
  }
}

type Stored = readonly [storageClass: string, value: unknown];

/** Text as the bytes that it is made of. */
function valuesIn(database: Database): readonly Stored[] {
  const sql = `SELECT typeof(c), iif(typeof(c) = 'text', CAST(c AS BLOB), c) FROM t ORDER BY id`;
  return database.prepare<[], Stored>(sql).raw().safeIntegers().all();
}

/** What the codec makes of a value, if the schema takes it: null for one that is rejected. */
function taken(column: ColumnDefinition, [storageClass, raw]: Stored): { readonly value: Value } | null {
  const bytes = raw as Buffer;
  const isBroken = storageClass === 'text' && !Buffer.from(bytes.toString()).equals(bytes);
  const read = valueCodec(column.type).fromDriver(
    storageClass === 'text' ? (isBroken ? new Refusal('') : bytes.toString()) : raw,
  );
  return !(read instanceof Refusal) && z.safeParse(columnSchema('t', column), read).success ? { value: read } : null;
}

/** A whole double of a column without a type, and the digits of a fraction, are the same value whatever their form. */
function written({ type }: ColumnDefinition, [storageClass, raw]: Stored): unknown {
  if (type.kind === 'real' && raw !== null) return Number(raw);
  if (type.kind !== 'time' && type.kind !== 'datetime') return [storageClass, raw];
  return String(raw).padEnd(26, '0');
}

test('whatever a column holds, its rows are extracted, or counted in a note; and a new database keeps them', () => {
  fc.assert(
    fc.property(declared, fc.array(literal, { maxLength: 6 }), (type, literals) => {
      const [pulled, before] = withDatabase((database) => {
        database.exec(`CREATE TABLE t (id INTEGER PRIMARY KEY, c ${type})`);
        for (const each of literals) database.exec(`INSERT INTO t (c) VALUES (${each})`);
        return [pull(database), valuesIn(database)] as const;
      });
      const column = pulled.tables[0]?.columns[1];
      if (column === undefined) throw new TypeError('the column is gone');
      expect(typeMismatch(type.replace(/ ?\/\*.*/, ''), column.type)).toBeNull();
      const values = before.map((stored) => taken(column, stored));
      const noted = messagesOf(pulled).map((message) => Number(/rejects (\d+) of/.exec(message)?.[1] ?? 0));
      expect(values.filter((value) => value === null)).toHaveLength(noted.reduce((sum, count) => sum + count, 0));
      const after = withDatabase((database) => {
        for (const sql of ddl(schemaOf(pulled)).tables) database.exec(sql);
        const insert = database.prepare('INSERT INTO t (c) VALUES (?)');
        for (const each of values) if (each !== null) insert.run(valueCodec(column.type).toDriver(each.value));
        return valuesIn(database);
      });
      const kept = before.filter((_, index) => values[index] !== null);
      expect(after.map((stored) => written(column, stored))).toEqual(kept.map((stored) => written(column, stored)));
    }),
    { numRuns: 500 },
  );
});
