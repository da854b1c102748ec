import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmptyDatabase } from '../../src/dialects/empty-database.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { bool, int, text } from '../../src/schema/column-types.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { engines, type TestEngine } from '../support/engines.ts';
import { expectNothingOpen, expectSecondRefused } from '../support/watched-dialect.ts';

const quote = { sqlite: '"', mysql: '`' } as const;

const shop = schema(
  1,
  {
    item: table(
      {
        id: int().primaryKey(),
        name: text(40),
        price: int(),
        dear: bool().generated('price > 100', { stored: true }),
        'odd "name"': text(10).nullable(),
        note: text(20).nullable(),
        stock: int().default(0),
      },
      { unique: [['name']], index: [['stock', 'price']], check: ['price >= 0', "note <> ''"] },
    ),
    tag: table({ item: int().references('item.id'), name: text(40), word: text(20) }, { primaryKey: ['item', 'word'] }),
  },
  {
    views: { priced: 'SELECT id, name AS label FROM item WHERE price > 0' },
    statements: [{ sqlite: 'CREATE INDEX word_start ON tag (substr(word, 1, 2)) WHERE name IS NOT NULL' }],
  },
);

for (const engine of engines) describe(`an empty database of ${engine.name}`, engine.needs, () => testEngine(engine));

function testEngine(engine: TestEngine): void {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-empty-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    expectNothingOpen();
  });

  const open = async (of: SchemaDefinition = shop): Promise<EmptyDatabase> => {
    const { url, app } = await engine.place(folder);
    const dialect = await dialectOf(url);
    return dialect.openEmpty(dialect.locate(url, app, of.version), of);
  };

  /** `"` around names, as the standard has it. */
  const inWords = (sql: string): string => sql.replaceAll(/"((?:[^"]|"")+)"/g, (_, name: string) => quoted(name));
  const quoted = (name: string): string =>
    engine.name === 'mysql' ? `\`${name.replaceAll('""', '"')}\`` : `${quote.sqlite}${name}${quote.sqlite}`;

  test.each<[what: string, sql: string, item: string[], tag: string[]]>([
    ['columns by name', 'SELECT id, name FROM item', ['id', 'name'], []],
    ['under another name', 'SELECT id AS number FROM item', ['id'], []],
    ['in an expression', 'SELECT price + 1 AS more FROM item', ['price'], []],
    ['in a condition', 'SELECT id FROM item WHERE stock > 0', ['id', 'stock'], []],
    ['in an order', 'SELECT id FROM item ORDER BY price', ['id', 'price'], []],
    ['in a count', 'SELECT count(note) AS notes FROM item', ['note'], []],
    ['all of them', 'SELECT * FROM tag', [], ['item', 'name', 'word']],
    ['a generated one', 'SELECT dear FROM item', ['dear'], []],
    ['a name with quotes', 'SELECT "odd ""name""" AS odd FROM item', ['odd "name"'], []],
    ['a name that is a text', "SELECT 'note' AS note FROM item WHERE id = 1", ['id'], []],
    ['by an alias of the table', 'SELECT i.id FROM item AS i JOIN item AS j ON j.id = i.stock', ['id', 'stock'], []],
    ['through a view, all that the view names', 'SELECT id FROM priced', ['id', 'name', 'price'], []],
    ['through a common table', 'WITH c AS (SELECT id, note FROM item) SELECT note FROM c', ['id', 'note'], []],
    [
      'a name that another table has too',
      'SELECT tag.word FROM tag WHERE EXISTS (SELECT 1 FROM item WHERE name = tag.word)',
      ['name'],
      ['word'],
    ],
    [
      'a name of the outer table',
      'SELECT tag.word FROM tag WHERE EXISTS (SELECT 1 FROM item WHERE word = item.note)',
      ['note'],
      ['word'],
    ],
    ['none', 'SELECT 1 AS one FROM item', [], []],
  ])('knows which columns a query uses: %s', async (_, sql, item, tag) => {
    await using database = await open();
    const queries = [{ sql: inWords(sql), parameters: [] }];
    const used = [];
    for (const each of shop.tables) used.push([...(await database.columnsUsed(each, queries))]);
    expect(used).toEqual([item, tag]);
    // And once more: everything is as it was.
    expect([...(await database.columnsUsed(shop.tables[0] ?? expect.fail(), queries))]).toEqual(item);
  });

  test('of several queries it is all that any of them uses', async () => {
    await using database = await open();
    const [item] = shop.tables;
    const queries = ['SELECT id FROM item', 'SELECT note FROM item WHERE id = ?'].map((sql, index) => {
      return { sql, parameters: index === 0 ? [] : [1] };
    });
    expect(item && [...(await database.columnsUsed(item, queries))]).toEqual(['id', 'note']);
  });

  test('says what a query returns and which tables it reads, and refuses what a source refuses', async () => {
    await using database = await open();
    const query = {
      sql: 'SELECT i.id, count(*) AS tags FROM item AS i JOIN tag ON tag.item = i.id GROUP BY i.id',
      parameters: [],
    };
    expect(await database.resultColumns(query)).toEqual([
      { name: 'id', origin: { table: 'item', column: 'id' } },
      { name: 'tags', origin: null },
    ]);
    expect(await database.tablesRead(query)).toEqual(['item', 'tag']);
    await expect(database.resultColumns({ sql: 'SELECT nme FROM item', parameters: [] })).rejects.toMatchObject({
      code: 'QUERY_REFUSED',
    });
    await expect(database.resultColumns({ sql: 'DELETE FROM item', parameters: [] })).rejects.toMatchObject({
      code: 'QUERY_REFUSED',
    });
  });

  test('a table that views count together is read by their query', async () => {
    const counted = schema(
      1,
      { item: table({ id: int().primaryKey(), kind: int() }), other: table({ id: int().primaryKey() }) },
      {
        views: {
          kinds: 'SELECT kind, count(*) AS items FROM item GROUP BY kind',
          most: 'SELECT max(items) AS items FROM kinds',
        },
      },
    );
    await using database = await open(counted);
    for (const view of ['kinds', 'most'])
      expect(await database.tablesRead({ sql: `SELECT items FROM ${view}`, parameters: [] })).toEqual(['item']);
  });

  test('counts as an open database, and leaves nothing', async () => {
    {
      await using database = await open();
      expect(await database.tablesRead({ sql: 'SELECT word FROM tag', parameters: [] })).toEqual(['tag']);
      expectSecondRefused();
    }
    expectNothingOpen();
    expect(readdirSync(folder)).toEqual([]);
    const { url, app } = await engine.place(folder);
    expect(await (await dialectOf(url)).versionsAt(url, app)).toEqual([]);
  });

  test('a schema that the engine does not take is refused, and nothing is left', async () => {
    const broken = schema(
      1,
      { item: table({ id: int().primaryKey() }) },
      { triggers: { t: 'CREATE TRIGGER t AFTER nothing' } },
    );
    await expect(open(broken)).rejects.toMatchObject({ code: 'TARGET_REFUSED_STATEMENT' });
    expectNothingOpen();
    await using database = await open();
    expect(await database.tablesRead({ sql: 'SELECT word FROM tag', parameters: [] })).toEqual(['tag']);
  });

  test('statements of a schema that reach beyond the database are not run', async () => {
    const reaching = schema(
      1,
      { item: table({ id: int().primaryKey() }) },
      { statements: [{ sqlite: `VACUUM INTO '${folder}/copy.db'`, mysql: 'CREATE DATABASE beyond' }] },
    );
    {
      await using database = await open(reaching);
      expect(await database.tablesRead({ sql: 'SELECT id FROM item', parameters: [] })).toEqual(['item']);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
}
