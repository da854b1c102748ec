import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Limit } from '../../src/dialects/engine-rules.ts';
import type { EngineName } from '../../src/dialects/engines.ts';
import { allEngineRules } from '../../src/dialects/registry.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { blob, bool, date, datetime, decimal, enumeration, int, text, uuid } from '../../src/schema/column-types.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';
import { schema, type SchemaOptions } from '../../src/schema/schema.ts';
import { table, type Columns } from '../../src/schema/table.ts';
import { databaseIn } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';

const id = { id: int().primaryKey() };
const of = (columns: Columns, options?: Parameters<typeof table>[1]): SchemaDefinition =>
  schema(1, { item: table(columns, options) });
const many = (count: number, column: (index: number) => Columns[string]): Columns =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, column(index)]));
const withParent = (parent: Columns[string]): SchemaDefinition =>
  schema(1, { parent: table(id), child: table({ ...id, parent }) });

/** `refused`: the server takes no such schema. `unfillable`: but no row. `told`: this one does, or makes less of it. `held`: there is nothing to say. */
type Verdict = 'refused' | 'unfillable' | 'told' | 'held';

const cases: readonly (readonly [what: string, schema: SchemaDefinition, verdicts: Record<EngineName, Verdict>])[] = [
  ['a primary key of 3072 bytes', of({ a: text(768).primaryKey() }), { sqlite: 'held', mysql: 'held' }],
  ['a primary key of 3076 bytes', of({ a: text(769).primaryKey() }), { sqlite: 'held', mysql: 'refused' }],
  [
    'a primary key of 3073 bytes in two columns',
    of({ a: text(766), b: int(), c: bool() }, { primaryKey: ['a', 'b', 'c'] }),
    { sqlite: 'held', mysql: 'refused' },
  ],
  [
    'a primary key of 3072 bytes in many columns',
    of(
      {
        a: text(740),
        b: int(),
        c: bool(),
        d: uuid(),
        e: date(),
        f: datetime(6),
        g: decimal(65, 30),
        h: enumeration(['x']),
        i: blob(20),
      },
      { primaryKey: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] },
    ),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    'a primary key of 3072 bytes of latin1',
    of({ a: text(3072).primaryKey().collation({ mysql: 'latin1_bin' }) }),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    'a primary key of 3075 bytes of utf8mb3',
    of({ a: text(1025).primaryKey().collation({ mysql: 'utf8mb3_bin' }) }),
    { sqlite: 'held', mysql: 'refused' },
  ],
  [
    'a row of 65526 bytes of latin1',
    of(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, text(16379).collation({ mysql: 'latin1_bin' })]))),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    'a reference of endless text',
    schema(1, {
      parent: table({ name: text(9).primaryKey() }),
      child: table({ ...id, parent: text().references('parent.name') }),
    }),
    { sqlite: 'held', mysql: 'refused' },
  ],
  ['a unique key of 3076 bytes', of({ ...id, a: text(769).unique() }), { sqlite: 'held', mysql: 'told' }],
  ['an index of 3076 bytes', of({ ...id, a: text(769) }, { index: [['a']] }), { sqlite: 'held', mysql: 'told' }],
  ['a primary key of endless text', of({ a: text().primaryKey() }), { sqlite: 'held', mysql: 'refused' }],
  ['a unique key of endless text', of({ ...id, a: text().unique() }), { sqlite: 'held', mysql: 'told' }],
  ['an index of endless bytes', of({ ...id, a: blob() }, { index: [['a']] }), { sqlite: 'held', mysql: 'told' }],
  [
    'an index of 16 columns',
    of({ ...id, ...many(16, () => int()) }, { index: [Object.keys(many(16, () => int()))] }),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    'an index of 17 columns',
    of({ ...id, ...many(17, () => int()) }, { index: [Object.keys(many(17, () => int()))] }),
    { sqlite: 'held', mysql: 'told' },
  ],
  [
    'an index of 33 columns',
    of({ ...id, ...many(33, () => int()) }, { index: [Object.keys(many(33, () => int()))] }),
    { sqlite: 'held', mysql: 'refused' },
  ],
  ['a row of 65,535 bytes', of({ ...id, a: text(16_000), b: text(380) }), { sqlite: 'held', mysql: 'held' }],
  ['a row of more', of({ ...id, a: text(16_000), b: text(381) }), { sqlite: 'held', mysql: 'refused' }],
  ['33 short texts in a page', of({ ...id, ...many(33, () => text(60)) }), { sqlite: 'held', mysql: 'held' }],
  ['34 short texts in a page', of({ ...id, ...many(34, () => text(60)) }), { sqlite: 'held', mysql: 'refused' }],
  ['1017 columns', of({ ...id, ...many(1016, () => bool()) }), { sqlite: 'held', mysql: 'held' }],
  ['1018 columns', of({ ...id, ...many(1017, () => bool()) }), { sqlite: 'held', mysql: 'refused' }],
  ['2000 columns', of({ ...id, ...many(1999, () => bool()) }), { sqlite: 'held', mysql: 'refused' }],
  ['2001 columns', of({ ...id, ...many(2000, () => bool()) }), { sqlite: 'refused', mysql: 'refused' }],
  [
    '64 keys',
    of({ ...id, ...many(63, () => int()) }, { index: Object.keys(many(63, () => int())).map((name) => [name]) }),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    '65 keys',
    of({ ...id, ...many(64, () => int()) }, { index: Object.keys(many(64, () => int())).map((name) => [name]) }),
    { sqlite: 'held', mysql: 'refused' },
  ],
  [
    'a value of an enumeration of 255 characters',
    of({ ...id, a: enumeration(['x'.repeat(255)]) }),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    'a value of an enumeration of 256 characters',
    of({ ...id, a: enumeration(['x'.repeat(256)]) }),
    { sqlite: 'held', mysql: 'told' },
  ],
  ['a column with a blank at the end', of({ ...id, 'a ': int() }), { sqlite: 'held', mysql: 'refused' }],
  ['a column with a blank at the start', of({ ...id, ' a': int() }), { sqlite: 'held', mysql: 'held' }],
  ['a table with a blank at the end', schema(1, { 'item ': table(id) }), { sqlite: 'held', mysql: 'refused' }],
  [
    'an index with a blank at the end',
    of({ ...id, a: int() }, { index: [{ name: 'by a ', columns: ['a'] }] }),
    { sqlite: 'held', mysql: 'refused' },
  ],
  [
    'a view with a blank at the end',
    schema(1, { item: table(id) }, { views: { 'v ': 'SELECT id FROM item' } }),
    { sqlite: 'held', mysql: 'refused' },
  ],
  ['a column beyond U+FFFF', of({ ...id, 'a😀': int() }), { sqlite: 'held', mysql: 'refused' }],
  ['a column of an umlaut', of({ ...id, ä: int() }), { sqlite: 'held', mysql: 'held' }],
  ['a column that InnoDB has', of({ ...id, Db_Row_Id: int() }), { sqlite: 'held', mysql: 'refused' }],
  [
    'a foreign key that sets a default',
    withParent(int().references('parent.id', { onDelete: 'set default' }).default(0)),
    { sqlite: 'held', mysql: 'refused' },
  ],
  [
    'a foreign key that sets NULL',
    withParent(int().nullable().references('parent.id', { onDelete: 'set null' })),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    'a foreign key that sets NULL where it may not be',
    withParent(int().references('parent.id', { onDelete: 'set null' })),
    { sqlite: 'held', mysql: 'refused' },
  ],
  [
    "an engine's own collation",
    of({ ...id, a: text(9).collation({ sqlite: 'NOCASE' }) }),
    { sqlite: 'held', mysql: 'held' },
  ],
  [
    'a collation that is not there',
    of({ ...id, a: text(9).collation({ sqlite: 'german' }) }),
    { sqlite: 'refused', mysql: 'held' },
  ],
  [
    'a check for one engine',
    of({ ...id, a: int() }, { check: [{ sqlite: 'a > 0' }] }),
    { sqlite: 'held', mysql: 'told' },
  ],
  [
    'a view for one engine',
    extra({ views: { v: { mysql: 'SELECT id FROM item' } } }),
    { sqlite: 'told', mysql: 'held' },
  ],
  [
    'a trigger for one engine',
    extra({ triggers: { t: { sqlite: 'CREATE TRIGGER t AFTER DELETE ON item BEGIN SELECT 1; END' } } }),
    { sqlite: 'held', mysql: 'told' },
  ],
  [
    'a statement for one engine',
    extra({ statements: [{ sqlite: 'CREATE INDEX i ON item (id)' }] }),
    { sqlite: 'held', mysql: 'told' },
  ],
  [
    'a default for one engine',
    of({ ...id, a: int().defaultSql({ sqlite: '1 + 1' }) }),
    { sqlite: 'held', mysql: 'told' },
  ],
  [
    'a generated column for one engine',
    of({ ...id, a: int().nullable().generated({ mysql: 'id + 1' }) }),
    { sqlite: 'told', mysql: 'held' },
  ],
  [
    'a generated column for one engine that may not be NULL',
    of({ ...id, a: int().generated({ mysql: 'id + 1' }) }),
    { sqlite: 'unfillable', mysql: 'held' },
  ],
];

function extra(options: SchemaOptions): SchemaDefinition {
  return schema(1, { item: table(id) }, options);
}

function verdictOf(limits: readonly Limit[]): Verdict {
  if (limits.length === 0) return 'held';
  return limits.some(({ isRefused }) => isRefused) ? 'refused' : 'told';
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

for (const engine of engines) describe(`what ${engine.name} cannot hold`, engine.needs, () => testEngine(engine));

function testEngine(engine: TestEngine): void {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-limits-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each(cases)('%s', async (_, made, verdicts) => {
    const rules = (await allEngineRules()).find((each) => each.engine === engine.name) ?? expect.fail();
    const verdict = verdicts[engine.name];
    const told = rules.limits(made);
    expect(verdictOf(told), JSON.stringify(told)).toBe(verdict === 'unfillable' ? 'refused' : verdict);
    const { dialect, location } = await databaseIn(folder, engine, 1);
    const isMade = await succeeds(createDatabase({ schema: made, dialect, target: location }));
    expect(isMade).toBe(verdict !== 'refused');
    if (verdict !== 'unfillable') return;
    expect(await succeeds(engine.access.execute(location, 'INSERT INTO item (id) VALUES (1)'))).toBe(false);
  });
}
