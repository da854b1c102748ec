import { describe, expect, test } from 'vitest';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { copying, expectRefused, migration, rejectedRows, rowsOf, type Migration } from '../support/migration.ts';

const state = { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' };

async function expectRejected(made: Migration, counts: Readonly<Record<string, number>>, maxRejects = 1000) {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const files = Object.keys(counts).map((name) => `extracts/v2.rejects/${name}.jsonl`);
  const named = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  const which = rows > maxRejects ? `the first ${maxRejects} of ${rows} rejected rows` : 'the rejected rows';
  await expectRefused(made, () => made.extract({ maxRejects }), {
    code: 'ROWS_REJECTED',
    says: `${rows} ${rows === 1 ? 'row was' : 'rows were'} rejected (${named.join(', ')})`,
    state: { ...state, 'extracts/v2.rejects': `${which}, each with the reasons` },
    next: 'ntom extract 1to2',
    leaves: ['extracts/v2.rejects', ...files],
  });
}

describe('keys that are there twice', () => {
  const v1 = schema(1, {
    item: table({ id: int().primaryKey(), code: text().nullable() }),
    tag: table({ item: int() }),
  });
  const v2 = schema(2, { item: table({ id: int().primaryKey(), code: text().nullable().unique() }) });
  const tables = `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, code TEXT); CREATE TABLE tag (item INTEGER NOT NULL);
    INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c')`;
  const joined = pipeline(v1, v2, { item: sql`SELECT id, code FROM item LEFT JOIN tag ON tag.item = item.id` });

  test('a primary key out of a join names the row and the first one', async () => {
    const made = migration({ pipeline: joined, source: `${tables}; INSERT INTO tag VALUES (2), (2), (2)` });
    // The unique code of the row is there three times as well: each key is a reason of its own.
    await expectRejected(made, { item: 4 });
    const value = { id: 2 };
    expect(rejectedRows(made, 'item').slice(0, 2)).toEqual([
      {
        table: 'item',
        row: 3,
        key: value,
        problems: [{ column: 'id', path: ['id'], message: 'the same primary key as row 2', value }],
      },
      {
        table: 'item',
        row: 4,
        key: value,
        problems: [{ column: 'id', path: ['id'], message: 'the same primary key as row 2', value }],
      },
    ]);
  });

  test('a unique key, also one that is a text', async () => {
    const made = migration({ pipeline: joined, source: `${tables}; UPDATE item SET code = 'a' WHERE id = 3` });
    await expectRejected(made, { item: 1 });
    expect(rejectedRows(made, 'item')).toMatchObject([
      {
        row: 3,
        key: { id: 3 },
        problems: [{ column: 'code', message: 'the same code (unique) as row 1', value: { code: 'a' } }],
      },
    ]);
  });

  test('rows are numbered as the query returns them, whatever was rejected before', async () => {
    const strict = schema(2, { item: table({ id: int().primaryKey(), code: text(1).unique() }) });
    const made = migration({
      pipeline: pipeline(v1, strict, { item: sql`SELECT id, code FROM item LEFT JOIN tag ON tag.item = item.id` }),
      source: `${tables}, (4, 'a'); UPDATE item SET code = 'too long' WHERE id IN (1, 3); UPDATE item SET code = 'a' WHERE id = 2`,
    });
    await expectRejected(made, { item: 3 });
    expect(rejectedRows(made, 'item')).toMatchObject([
      { row: 1 },
      { row: 3 },
      { row: 4, key: { id: 4 }, problems: [{ message: 'the same code (unique) as row 2' }] },
    ]);
  });

  test('NULLs in a unique key are equal to none', async () => {
    const made = migration({ pipeline: joined, source: `${tables}; UPDATE item SET code = NULL` });
    await made.extract();
    await made.load();
    expect(rowsOf(made.target, 'SELECT count(*), count(code) FROM item')).toEqual([[3n, 0n]]);
  });
});

describe('a row without its parent', () => {
  test('of another table', async () => {
    const made = migration({
      pipeline: copying({
        country: table({ code: text(2).primaryKey() }),
        city: table({ id: int().primaryKey(), country: text(2).nullable().references('country.code') }),
      }),
      source: `CREATE TABLE country (code TEXT NOT NULL PRIMARY KEY); CREATE TABLE city (id INTEGER NOT NULL PRIMARY KEY, country TEXT);
        INSERT INTO country VALUES ('ch'); INSERT INTO city VALUES (1, 'ch'), (2, 'xx'), (3, NULL), (4, 'CH')`,
    });
    await expectRejected(made, { city: 2 });
    const message = 'no row of country has this code';
    expect(rejectedRows(made, 'city')).toMatchObject([
      { row: 2, key: { id: 2 }, problems: [{ column: 'country', message, value: { country: 'xx' } }] },
      { row: 4, key: { id: 4 }, problems: [{ column: 'country', message, value: { country: 'CH' } }] },
    ]);
  });

  test('of its own table', async () => {
    const made = migration({
      pipeline: copying({ person: table({ id: int().primaryKey(), boss: int().nullable().references('person.id') }) }),
      source: `CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, boss INTEGER); INSERT INTO person VALUES (1, NULL), (2, 3), (3, 3), (4, 9)`,
    });
    await expectRejected(made, { person: 1 });
    expect(rejectedRows(made, 'person')).toMatchObject([
      { row: 4, problems: [{ column: 'boss', message: 'no row of person has this id', value: { boss: 9 } }] },
    ]);
  });

  test('by a key of several columns, of which one alone would be found', async () => {
    const made = migration({
      pipeline: copying({
        shelf: table({ hall: int(), number: int() }, { primaryKey: ['hall', 'number'] }),
        book: table(
          { id: int().primaryKey(), hall: int().nullable(), shelf: int().nullable() },
          { foreignKeys: [{ columns: ['hall', 'shelf'], references: 'shelf', to: ['hall', 'number'] }] },
        ),
      }),
      source: `CREATE TABLE shelf (hall INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hall, number));
        CREATE TABLE book (id INTEGER NOT NULL PRIMARY KEY, hall INTEGER, shelf INTEGER);
        INSERT INTO shelf VALUES (1, 12), (11, 2); INSERT INTO book VALUES (1, 1, 12), (2, 11, 12), (3, 9, NULL), (4, 1, 2)`,
    });
    await expectRejected(made, { book: 2 });
    expect(rejectedRows(made, 'book')).toMatchObject([
      {
        row: 2,
        problems: [
          { column: 'hall, shelf', message: 'no row of shelf has this hall, number', value: { hall: 11, shelf: 12 } },
        ],
      },
      { row: 4, problems: [{ value: { hall: 1, shelf: 2 } }] },
    ]);
  });

  test('in tables that refer to each other', async () => {
    const made = migration({
      pipeline: copying({
        team: table({ id: int().primaryKey(), captain: int().references('player.id') }),
        player: table({ id: int().primaryKey(), team: int().references('team.id') }),
      }),
      source: `CREATE TABLE team (id INTEGER NOT NULL PRIMARY KEY, captain INTEGER NOT NULL); CREATE TABLE player (id INTEGER NOT NULL PRIMARY KEY, team INTEGER NOT NULL);
        INSERT INTO team VALUES (1, 1), (2, 7); INSERT INTO player VALUES (1, 1), (2, 8)`,
    });
    await expectRejected(made, { team: 1, player: 1 });
    expect(rejectedRows(made, 'team')).toMatchObject([
      { row: 2, problems: [{ message: 'no row of player has this id' }] },
    ]);
    expect(rejectedRows(made, 'player')).toMatchObject([
      { row: 2, problems: [{ message: 'no row of team has this id' }] },
    ]);
  });

  test('which was rejected itself: the message says so', async () => {
    const made = migration({
      pipeline: copying({
        country: table({ code: text(2).primaryKey(), name: text(4) }),
        city: table({ id: int().primaryKey(), country: text(2).references('country.code') }),
      }),
      source: `CREATE TABLE country (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL); CREATE TABLE city (id INTEGER NOT NULL PRIMARY KEY, country TEXT NOT NULL);
        INSERT INTO country VALUES ('cu', 'Cuba'), ('de', 'Germany'); INSERT INTO city VALUES (1, 'cu'), (2, 'de')`,
    });
    await expectRejected(made, { country: 1, city: 1 });
    expect(rejectedRows(made, 'city')).toMatchObject([
      { row: 2, problems: [{ message: 'no row of country that was not rejected has this code' }] },
    ]);
  });
});

test('more rejected rows than are written down are all counted', async () => {
  const made = migration({
    pipeline: copying({ item: table({ id: int().primaryKey(), parent: int().references('item.id'), code: text(1) }) }),
    source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, parent INTEGER NOT NULL, code TEXT NOT NULL);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
      INSERT INTO item SELECT i, i + 5000, CASE WHEN i % 2 THEN 'too long' ELSE 'a' END FROM n`,
  });
  await expectRejected(made, { item: 5000 }, 3);
  expect(rejectedRows(made, 'item').map(({ row }) => row)).toEqual([1, 3, 5]);
});

describe('nothing to write', () => {
  const tables = { item: table({ id: int().primaryKey().autoIncrement(), code: text(1) }) };
  const item = 'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL)';

  test.each(['csv', 'jsonl'] as const)('an empty table goes through both phases as %s', async (format) => {
    const made = migration({ pipeline: copying(tables), source: item });
    const { manifest } = await made.extract({ format });
    expect(manifest.tables).toMatchObject([
      { name: 'item', rows: 0, nextId: '1', parts: [{ rows: 0, first: null, last: null }] },
    ]);
    await made.load();
    expect(rowsOf(made.target, 'SELECT count(*) FROM item')).toEqual([[0n]]);
  });

  test('a table of which no row passes', async () => {
    const made = migration({
      pipeline: copying(tables),
      source: `${item}; INSERT INTO item VALUES (1, 'ab'), (2, 'cd')`,
    });
    await expectRejected(made, { item: 2 });
    expect(rejectedRows(made, 'item')).toHaveLength(2);
  });
});
