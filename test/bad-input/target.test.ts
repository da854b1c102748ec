import { readdirSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { copy } from '../../src/pipeline/copy.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema, type SchemaOptions } from '../../src/schema/schema.ts';
import { table, type TableOptions } from '../../src/schema/table.ts';
import { change, expectRefused, migration, rowsOf, type Migration } from '../support/migration.ts';

const columns = { id: int().primaryKey(), name: text(40) };
const v1 = schema(1, { item: table(columns) });

/** Extracted, with as many rows as asked for. `options`: what schema 2 has beyond schema 1. */
async function extracted(
  count: number,
  options: TableOptions<'id' | 'name'> & SchemaOptions = {},
  changes: { chunkRows?: number } = {},
): Promise<Migration> {
  const { views, triggers, statements, ...ofTable } = options;
  const more = { ...(views && { views }), ...(triggers && { triggers }), ...(statements && { statements }) };
  const made = migration({
    pipeline: pipeline(v1, schema(2, { item: table(columns, ofTable) }, more), { item: copy() }),
    source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) INSERT INTO item SELECT i, 'item ' || i FROM n`,
  });
  await made.extract(changes);
  return made;
}

const earlier = `CREATE TABLE earlier (id INTEGER); INSERT INTO earlier VALUES (1)`;
const unchanged = { 'extracts/v2': 'unchanged', 'app_v2.db': 'unchanged' };
const notCreated = { 'extracts/v2': 'unchanged', 'app_v2.db': 'not created' };

describe('a target that exists', () => {
  test('is not touched without --replace', async () => {
    const made = await extracted(3);
    change(made.target, earlier);
    await expectRefused(made, () => made.load(), {
      code: 'TARGET_EXISTS',
      says: 'app_v2.db exists already',
      state: unchanged,
      next: 'ntom load 2 --replace',
    });
  });

  test('stays, byte for byte, when the load that was to replace it fails', async () => {
    const made = await extracted(250, { check: ['id <> 250'] });
    change(made.target, earlier);
    await expectRefused(made, () => made.load({ replace: true }), {
      code: 'LOAD_ROW_REFUSED',
      says: /part item.csv, row 250 \(id 250\): CHECK constraint failed/,
      state: unchanged,
      next: 'ntom extract 1to2',
    });
  });

  test('is replaced by a load that does not fail, and nothing else is left', async () => {
    const made = await extracted(3);
    change(made.target, earlier);
    await made.load({ replace: true });
    expect(rowsOf(made.target, 'SELECT count(*) FROM item')).toEqual([[3n]]);
    expect(readdirSync(made.folder).toSorted()).toEqual(['app_v1.db', 'app_v2.db', 'extracts']);
  });

  test('and is being written to: its log would be played into the new database', async () => {
    const made = await extracted(3);
    const writer = new BetterSqlite3(made.target);
    onTestFinished(() => void writer.close());
    writer.exec(`PRAGMA journal_mode = WAL; ${earlier}`);
    await expectRefused(made, () => made.load({ replace: true }), {
      code: 'TARGET_IN_USE',
      says: 'app_v2.db is in use or was not closed cleanly: app_v2.db-wal is there',
      state: unchanged,
      next: 'ntom load 2 --replace',
    });
    expect(writer.prepare('SELECT id FROM earlier').pluck().all()).toEqual([1]);
  });

  test('no longer, but its log is still there', async () => {
    const made = await extracted(3);
    writeFileSync(`${made.target}-wal`, 'changes');
    await expectRefused(made, () => made.load(), {
      code: 'TARGET_IN_USE',
      says: 'app_v2.db is in use or was not closed cleanly: app_v2.db-wal is there',
      state: notCreated,
      next: 'ntom load 2',
    });
  });
});

describe('a row that breaks a check of the new schema is named by part and row', () => {
  // prettier-ignore
  test.each<[name: string, count: number, refusedId: number, part: string, row: number, chunkRows?: number]>([
    ['the first row', 3, 1, 'item.csv', 1],
    ['the only row', 1, 1, 'item.csv', 1],
    ['in the middle of many rows of one statement', 250, 137, 'item.csv', 137],
    ['the last of many rows of one statement', 250, 200, 'item.csv', 200],
    ['among the rows that remain', 250, 249, 'item.csv', 249],
    ['in a later batch', 2500, 1950, 'item.csv', 1950],
    ['in a later part', 2500, 1950, 'item.00002.csv', 700, 1250],
  ])('%s', async (_, count, refusedId, part, row, chunkRows) => {
    const made = await extracted(count, { check: [`id <> ${refusedId}`] }, chunkRows === undefined ? {} : { chunkRows });
    await expectRefused(made, () => made.load(), {
      code: 'LOAD_ROW_REFUSED',
      says: `the database refuses a row of table item, part ${part}, row ${row} (id ${refusedId}): CHECK constraint failed: item_check_1`,
      state: notCreated,
      next: 'ntom extract 1to2',
    });
  });
});

describe('a statement of the schema that the database refuses is shown', () => {
  const sqlite = (sql: string) => ({ sqlite: sql });
  // prettier-ignore
  test.each<[name: string, options: SchemaOptions & TableOptions<'id' | 'name'>, says: string]>([
    ['a check with an error', { check: ['nme > 0'] }, 'no such column: nme: CREATE TABLE "item" ('],
    ['a view of a table that is not there', { views: { v: sqlite('SELECT * FROM') } }, 'incomplete input: CREATE VIEW "v" AS SELECT * FROM'],
    ['a trigger on a table that is not there', { triggers: { t: sqlite('CREATE TRIGGER t AFTER INSERT ON items BEGIN SELECT 1; END') } }, 'no such table: main.items: CREATE TRIGGER t'],
    ['a statement for this engine', { statements: [sqlite('CREATE INDEX')] }, 'incomplete input: CREATE INDEX'],
  ])('%s', async (_, options, says) => {
    const made = await extracted(3, options);
    const error = await expectRefused(made, () => made.load(), {
      code: 'TARGET_REFUSED_STATEMENT',
      says: /^app_v2.db refuses a statement of the schema: /,
      state: notCreated,
      next: 'ntom extract 1to2',
    });
    expect(error.message).toContain(says);
  });
});

test('rows that repeat a unique key which only the database can compute', async () => {
  const lower = { ...columns, folded: text().generated('substr(name, 1, 5)', { stored: true }).unique() };
  const made = migration({
    pipeline: pipeline(v1, schema(2, { item: table(lower) }), { item: copy() }),
    source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL); INSERT INTO item VALUES (1, 'same one'), (2, 'same two')`,
  });
  await made.extract();
  await expectRefused(made, () => made.load(), {
    code: 'TARGET_REFUSED_STATEMENT',
    says: /UNIQUE constraint failed: item.folded: CREATE UNIQUE INDEX/,
    state: notCreated,
    next: 'ntom extract 1to2',
  });
});
