import fc from 'fast-check';
import { bigint, bool, decimal, enumeration, int, real, schema, table, text } from '../../../src/index.ts';
import type { Column } from '../../../src/schema/column.ts';
import type { SchemaDefinition, Value } from '../../../src/schema/definition.ts';
import type { Table } from '../../../src/schema/table.ts';

/** Few, so that both schemas have some of them: short and long, plain and to be quoted. */
const names = [
  'a',
  'order',
  'b c',
  '`',
  '日本 語',
  '${d}\\',
  "it's",
  'n'.repeat(30),
  'm'.repeat(60),
  '本'.repeat(25),
  'q q'.repeat(15),
];

const types: readonly (() => Column<Value>)[] = [
  () => int(),
  () => int().nullable(),
  () => bigint().default(5n),
  () => real(),
  () => bool().default(true),
  () => decimal(10, 2),
  () => text(),
  () => text(90).default('it\'s "long" '.repeat(6)),
  () => text(20).unique(),
  () => enumeration(['one', 'two', 'three'.repeat(20)]),
  () => int().generated('1'),
];

const anyColumns = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...types), { minKeys: 1, maxKeys: 9 });

const anyTable: fc.Arbitrary<Table> = anyColumns.map((columns) => {
  const all = Object.entries(columns).map(([name, type]) => [name, type()] as const);
  return table(Object.fromEntries([['id', int()], ...all]), { primaryKey: ['id'] });
});

const anyTables = fc.dictionary(fc.constantFrom(...names), anyTable, { minKeys: 1, maxKeys: 4 });

/** Two schemas that have some names in common. */
export const anySchemas: fc.Arbitrary<readonly [SchemaDefinition, SchemaDefinition]> = fc
  .tuple(anyTables, anyTables)
  .map(([from, to]) => [schema(1, from), schema(2, to)]);
