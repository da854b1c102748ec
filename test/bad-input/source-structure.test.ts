import { describe, expect, test } from 'vitest';
import type { NtomEvent } from '../../src/events.ts';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline as createPipeline } from '../../src/pipeline/pipeline.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { change, copying, expectRefused, migration, rowsOf } from '../support/migration.ts';

const tables = {
  item: table({ id: int().primaryKey(), name: text(), note: text().nullable() }),
  tag: table({ item: int(), word: text() }, { primaryKey: ['item', 'word'] }),
};
const pipeline = copying(tables);
const item = 'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, note TEXT)';
const tag = 'CREATE TABLE tag (item INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (item, word))';

const aftermath = {
  state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' },
  next: 'ntom extract 1to2',
};

describe('a database that is not as schema N says is refused before a row is read', () => {
  // prettier-ignore
  test.each<[name: string, source: string, difference: string]>([
    ['a missing table', item, 'table tag is missing'],
    ['a missing column', `${tag}; ${item.replace(', note TEXT', '')}`, 'column item.note is missing'],
    ['an extra column', `${tag}; ${item.replace('note TEXT', 'note TEXT, more TEXT')}`, 'column item.more is in the database, but not in the schema'],
    ['an extra table', `${tag}; ${item}; CREATE TABLE more (id INTEGER)`, 'table more is in the database, but not in the schema'],
    ['another type', `${tag}; ${item.replace('name TEXT', 'name INTEGER')}`, 'column item.name: it is declared INTEGER, where text is due'],
    ['a column that allows NULL', `${tag}; ${item.replace('name TEXT NOT NULL', 'name TEXT')}`, 'column item.name allows NULL in the database'],
    ['a column that refuses NULL', `${tag}; ${item.replace('note TEXT', 'note TEXT NOT NULL')}`, 'column item.note refuses NULL in the database'],
    ['no primary key', `${tag}; ${item.replace(' PRIMARY KEY', '')}`, 'table item: the primary key is none, not id'],
    ['a primary key in another order', `${item}; ${tag.replace('(item, word)', '(word, item)')}`, 'table tag: the primary key is word, item, not item, word'],
    ['a generated column', `${tag}; ${item.replace('note TEXT', `note TEXT AS (name || '!')`)}`, 'column item.note is generated in the database'],
    ['a name in other letters', `${tag}; ${item.replace('note TEXT', 'Note TEXT')}`, 'column item.note is missing; column item.Note is in the database, but not in the schema'],
    ['all at once', item.replace('note TEXT', 'more TEXT'), 'column item.note is missing; column item.more is in the database, but not in the schema; table tag is missing'],
  ])('%s', async (_, source, difference) => {
    const made = migration({ pipeline, source });
    await expectRefused(made, () => made.extract(), {
      code: 'SOURCE_STRUCTURE_DIFFERS',
      says: `app_v1.db does not have the structure of schema 1: ${difference}`,
      ...aftermath,
    });
  });
});

test('a virtual table that the schema does not have is left behind, and named', async () => {
  const search = 'CREATE VIRTUAL TABLE search USING fts5(name)';
  const made = migration({ pipeline, source: `${tag}; ${item}; ${search}; INSERT INTO tag VALUES (1, 'a')` });
  const notices: string[] = [];
  const onEvent = (event: NtomEvent): unknown => event.type === 'notice' && notices.push(event.message);
  const { manifest } = await made.extract({ onEvent });
  expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['item', 0],
    ['tag', 1],
  ]);
  expect(notices).toEqual(['left behind: search: it is virtual, and not in the schema']);
});

test('what the schema leaves out by name is left behind, and named with the reason', async () => {
  const more = item.replace('note TEXT', 'note TEXT, shape BLOB, more TEXT NOT NULL');
  const leftOut = {
    more: 'an old copy',
    'item.shape': 'nobody reads it',
    'item.more': 'empty since 1.2',
    gone: 'was once',
  };
  const from = schema(1, tables, { leftOut });
  const made = migration({
    pipeline: createPipeline(from, schema(2, tables), { item: copy(), tag: copy() }),
    source: `${tag}; ${more}; CREATE TABLE more (id INT); INSERT INTO item VALUES (1, 'a', NULL, x'00', '')`,
  });
  const notices: string[] = [];
  const onEvent = (event: NtomEvent): unknown => event.type === 'notice' && notices.push(event.message);
  const { manifest } = await made.extract({ onEvent });
  expect(manifest.tables[0]).toMatchObject({ rows: 1, columns: ['id', 'name', 'note'] });
  expect(notices).toEqual([
    'left behind: item.shape: nobody reads it',
    'left behind: item.more: empty since 1.2',
    'left behind: more: an old copy',
  ]);
  expect(from.fingerprint).toBe(schema(1, tables).fingerprint);
});

describe('a column that is computed', () => {
  const both = { item: table({ id: int().primaryKey(), twice: int().nullable().generated('id * 2') }) };
  const elsewhere = { item: table({ id: int().primaryKey(), twice: int().nullable().generated({ mysql: 'id * 2' }) }) };
  const computed = 'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, twice INTEGER AS (id * 2))';
  const ordinary = 'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, twice INTEGER)';

  test.each([
    ['by this engine', both, computed],
    ['by another engine, and is an ordinary one here', elsewhere, ordinary],
  ])('%s: is as it should be', async (_, itsTables, source) => {
    const made = migration({ pipeline: copying(itsTables), source: `${source}; INSERT INTO item (id) VALUES (1)` });
    expect((await made.extract()).manifest.tables[0]?.rows).toBe(1);
  });

  test.each([
    ['by this engine, but is an ordinary one', both, ordinary, 'not '],
    ['by another engine, but by this one too', elsewhere, computed, ''],
  ])('%s: is refused', async (_, itsTables, source, not) => {
    const made = migration({ pipeline: copying(itsTables), source });
    await expectRefused(made, () => made.extract(), {
      code: 'SOURCE_STRUCTURE_DIFFERS',
      says: `app_v1.db does not have the structure of schema 1: column item.twice is ${not}generated in the database`,
      ...aftermath,
    });
  });
});

describe('a database that says which schema it was made from', () => {
  const record = (schema: number, fingerprint: string): string =>
    `CREATE TABLE ntom_schema (schema INTEGER, fingerprint TEXT, contentId TEXT, loadedAt TEXT);
     INSERT INTO ntom_schema VALUES (${schema}, '${fingerprint}', NULL, '2024-01-01T00:00:00.000Z')`;

  test.each<[name: string, record: string, says: string]>([
    ['another version', record(7, 'f'.repeat(64)), 'app_v1.db was made from schema 7, not 1'],
    [
      'the same version, changed since',
      record(1, 'f'.repeat(64)),
      'app_v1.db was made from another schema 1 than schemas/v1.ts is now',
    ],
  ])('%s', async (_, ntomSchema, says) => {
    const made = migration({ pipeline, source: `${item}; ${tag}; ${ntomSchema}` });
    await expectRefused(made, () => made.extract(), { code: 'SOURCE_OTHER_SCHEMA', says, ...aftermath });
  });

  test('this one', async () => {
    const made = migration({ pipeline, source: `${item}; ${tag}; ${record(1, pipeline.from.fingerprint)}` });
    await made.extract();
  });
});

test('an extract for another schema than the one to be loaded', async () => {
  const made = migration({ pipeline, source: `${item}; ${tag}` });
  await made.extract();
  const state = { 'extracts/v2': 'unchanged', 'app_v2.db': 'not created' };
  const changed = copying({
    ...tables,
    item: table({ id: int().primaryKey(), name: text(9), note: text().nullable() }),
  });
  await expectRefused(made, () => made.load({ schema: changed.to }), {
    code: 'LOAD_OTHER_SCHEMA',
    says: 'extracts/v2 was made for another schema 2 than schemas/v2.ts is now',
    state,
    next: 'ntom extract 1to2',
  });
  await expectRefused(made, () => made.load({ schema: pipeline.from }), {
    code: 'LOAD_OTHER_SCHEMA',
    says: 'extracts/v2 was made for schema 2, not 1',
    state,
    next: 'ntom status',
  });
  expect(rowsOf(made.source, 'SELECT count(*) FROM item')).toEqual([[0n]]);
});

test('the other tables of an extract are kept only if the database is still the same', async () => {
  const made = migration({ pipeline, source: `${item}; ${tag}` });
  await made.extract();
  change(made.source, `INSERT INTO item VALUES (1, 'a', NULL)`);
  await expectRefused(made, () => made.extract({ tables: ['item'] }), {
    code: 'EXTRACT_NOT_KEPT',
    says: /^the other tables of extracts\/v2 cannot be kept: the source database was written to since: its change counter was \d+ and is \d+$/,
    state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'unchanged, from an earlier run' },
    next: 'ntom extract 1to2',
  });
});
