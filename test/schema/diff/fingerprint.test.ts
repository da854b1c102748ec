import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SchemaStructure, TableDefinition } from '../../../src/schema/definition.ts';
import type { Privacy } from '../../../src/schema/privacy.ts';
import { diffSchemas } from '../../../src/schema/diff/diff-schemas.ts';
import { fingerprint } from '../../../src/schema/fingerprint.ts';

type Content = SchemaStructure;

const name = fc.constantFrom('a', 'b', 'c', 'constructor');
const names = fc.uniqueArray(name, { maxLength: 3 });
const sql = fc.oneof(fc.constantFrom('x', 'y'), fc.constant({ sqlite: 'x' }), fc.constant({ mysql: 'x', sqlite: 'y' }));
const length = fc.constantFrom(null, 1, 2);
const action = fc.constantFrom('cascade' as const, 'no action' as const);

const type = fc.oneof(
  fc.constantFrom({ kind: 'int' } as const, { kind: 'bigint' } as const, { kind: 'uuid' } as const),
  fc.record({ kind: fc.constant('text' as const), length }),
  fc.record({ kind: fc.constant('decimal' as const), precision: fc.constantFrom(8, 9), scale: fc.constantFrom(1, 2) }),
  fc.constantFrom({ kind: 'enum', values: ['a', 'b'] } as const, { kind: 'enum', values: ['b', 'a'] } as const),
);

const filled = fc.oneof(
  fc.constant(null),
  fc.record({ value: fc.constantFrom(null, 0, -0, 0n, '0', false, new Uint8Array([0]), new Uint8Array([1])) }),
  fc.record({ sql }),
);

const column = fc.record({
  name,
  type,
  nullable: fc.boolean(),
  default: filled,
  autoIncrement: fc.boolean(),
  collation: fc.option(sql),
  declared: fc.option(sql),
  attributes: fc.option(sql),
  generated: fc.option(fc.record({ expression: sql, stored: fc.boolean() })),
  refinement: fc.constant(null),
  privacy: fc.constantFrom<Privacy | null>(null, 'public', { pii: 'email' }),
});

/** A list without two of one name. */
function named<T extends { name: string }>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.uniqueArray(item, { selector: (each) => each.name, maxLength: 3 });
}

const key = fc.record({ name, columns: names });
const foreignKey = fc.record({
  name,
  columns: names,
  parent: name,
  parentColumns: names,
  onDelete: action,
  onUpdate: action,
  deferred: fc.boolean(),
});

const table: fc.Arbitrary<TableDefinition> = fc.record({
  name,
  columns: named(column),
  primaryKey: names,
  uniques: named(key),
  indexes: named(key),
  checks: named(fc.record({ name, expression: sql })),
  foreignKeys: named(foreignKey),
  attributes: fc.option(sql),
});

const content: fc.Arbitrary<Content> = fc.record({
  version: fc.constant(1),
  tables: named(table),
  indexes: named(fc.record({ name, sql })),
  views: named(fc.record({ name, sql })),
  triggers: named(fc.record({ name, sql })),
  statements: fc.array(sql, { maxLength: 3 }),
});

/** Some members of one object, the others of another: pairs that differ in little. */
function mixed<T extends object>(one: T, other: T): fc.Arbitrary<T> {
  const members = Object.keys(one) as (keyof T)[];
  return fc
    .subarray(members, { maxLength: 2 })
    .map((taken) => ({ ...one, ...Object.fromEntries(taken.map((member) => [member, other[member]])) }));
}

const similarTables = fc
  .tuple(table, table)
  .chain(([one, other]) =>
    fc.tuple(fc.constant(one), mixed(one, { ...other, name: one.name })).map((pair) => pair.map(schemaOf)),
  );

const shuffled = content.chain((one) =>
  fc
    .shuffledSubarray([...one.tables], { minLength: one.tables.length })
    .map((tables): Content[] => [one, { ...one, tables }]),
);

const similar = fc.tuple(content, content).chain(([one, other]) => fc.tuple(fc.constant(one), mixed(one, other)));

function schemaOf(only: TableDefinition): Content {
  return { version: 1, tables: [only], indexes: [], views: [], triggers: [], statements: [] };
}

test('a schema does not differ from itself, nor from its copy', () => {
  fc.assert(
    fc.property(content, (one) => {
      expect(diffSchemas(one, structuredClone(one))).toEqual([]);
    }),
  );
});

test('schemas differ if and only if their fingerprints do', () => {
  let same = 0;
  fc.assert(
    fc.property(fc.oneof(similarTables, similar, shuffled), ([from, to]) => {
      if (from === undefined || to === undefined) throw new Error('no pair');
      const isSame = fingerprint(from) === fingerprint(to);
      if (isSame) same += 1;
      expect(diffSchemas(from, to).length === 0).toBe(isSame);
      expect(diffSchemas(to, from).length === 0).toBe(isSame);
    }),
    { numRuns: 2000 },
  );
  expect(same).toBeGreaterThan(0);
});

test('each difference has words for what was and what is, and they are one line', () => {
  fc.assert(
    fc.property(content, content, (from, to) => {
      for (const { change, before, after } of diffSchemas(from, to)) {
        expect([before === null, after === null]).toEqual([change === 'added', change === 'removed']);
        expect(`${before}${after}`).not.toContain('\n');
      }
    }),
  );
});
