import { expect, test } from 'vitest';
import { ddl } from '../../../src/dialects/sqlite/ddl.ts';
import type { TableStructure } from '../../../src/dialects/source.ts';
import { int, text } from '../../../src/schema/column-types.ts';
import { schema } from '../../../src/schema/schema.ts';
import { table } from '../../../src/schema/table.ts';
import { databaseFile, fromSource } from './database-file.ts';

const structureOf = (...statements: readonly string[]): Promise<readonly TableStructure[]> =>
  fromSource(databaseFile(...statements), (source) => source.structure());

test('a foreign table: types as written, NULL, keys in their order', async () => {
  const [found] = await structureOf(
    'CREATE TABLE Foreign_Table (id integer not null, Code NVARCHAR(3), bare, "o""dd, name" DECIMAL(10, 2) NOT NULL, PRIMARY KEY (Code, id))',
  );
  expect(found).toEqual({
    name: 'Foreign_Table',
    isVirtual: false,
    primaryKey: ['Code', 'id'],
    columns: [
      { name: 'id', declaredType: 'INTEGER', nullable: false, generated: false },
      { name: 'Code', declaredType: 'NVARCHAR(3)', nullable: false, generated: false },
      { name: 'bare', declaredType: '', nullable: true, generated: false },
      { name: 'o"dd, name', declaredType: 'DECIMAL(10, 2)', nullable: false, generated: false },
    ],
  });
});

test('a table without row ids, and one whose name needs quoting twice', async () => {
  const found = await structureOf(
    'CREATE TABLE w (k TEXT PRIMARY KEY, v INT) WITHOUT ROWID',
    `CREATE TABLE "it's a ""table""" ("select" INTEGER PRIMARY KEY)`,
  );
  expect(found.map(({ name, primaryKey }) => [name, primaryKey])).toEqual([
    [`it's a "table"`, ['select']],
    ['w', ['k']],
  ]);
});

test('generated columns are there and say so', async () => {
  const [found] = await structureOf(
    'CREATE TABLE t (a INT, b INT AS (a + 1), c INT GENERATED ALWAYS AS (a + 2) STORED)',
  );
  expect(found?.columns.map(({ name, generated }) => [name, generated])).toEqual([
    ['a', false],
    ['b', true],
    ['c', true],
  ]);
});

test('views and tables of the engine, of virtual tables and of ntom are left out', async () => {
  const found = await structureOf(
    'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)',
    'CREATE TABLE ntom_schema (a)',
    'CREATE TABLE sqlitex (a)',
    'CREATE VIEW v AS SELECT id FROM t',
    'CREATE VIRTUAL TABLE search USING fts5(body)',
    'ANALYZE',
  );
  expect(found.map(({ name, isVirtual }) => [name, isVirtual])).toEqual([
    ['search', true],
    ['sqlitex', false],
    ['t', false],
  ]);
  expect(found[0]?.columns.map(({ name }) => name)).toEqual(['body']);
});

test('our own tables come back as they were defined', async () => {
  const definition = schema(1, {
    t: table({ id: int().primaryKey(), a: text().nullable(), g: int().generated('id + 1') }),
    u: table({ x: int(), y: text() }, { primaryKey: ['y', 'x'] }),
  });
  expect(await structureOf(...ddl(definition).tables)).toEqual([
    {
      name: 't',
      isVirtual: false,
      primaryKey: ['id'],
      columns: [
        { name: 'id', declaredType: 'INTEGER', nullable: false, generated: false },
        { name: 'a', declaredType: 'TEXT', nullable: true, generated: false },
        { name: 'g', declaredType: 'INTEGER', nullable: false, generated: true },
      ],
    },
    {
      name: 'u',
      isVirtual: false,
      primaryKey: ['y', 'x'],
      columns: [
        { name: 'x', declaredType: 'INTEGER', nullable: false, generated: false },
        { name: 'y', declaredType: 'TEXT', nullable: false, generated: false },
      ],
    },
  ]);
});

test('the schema record: none, none in an empty table, the one that is there', async () => {
  const columns = '"schema" INTEGER, "fingerprint" TEXT, "contentId" TEXT, "loadedAt" TEXT';
  const recordOf = (...statements: readonly string[]) =>
    fromSource(databaseFile('CREATE TABLE t (a)', ...statements), (source) => source.schemaRecord());
  expect(await recordOf()).toBeNull();
  expect(await recordOf(`CREATE TABLE ntom_schema (${columns})`)).toBeNull();
  expect(
    await recordOf(`CREATE TABLE ntom_schema (${columns})`, `INSERT INTO ntom_schema VALUES (3, 'f', NULL, 'then')`),
  ).toEqual({ schema: 3, fingerprint: 'f', contentId: null, loadedAt: 'then' });
});
