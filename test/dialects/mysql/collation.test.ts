import { copy, enumeration, int, pipeline, schema, table, text } from 'ntom';
import { describe, expect, test } from 'vitest';
import { ddl as mysqlDdl } from '../../../src/dialects/mysql/ddl.ts';
import { ddl as sqliteDdl } from '../../../src/dialects/sqlite/ddl.ts';
import type { Value } from '../../../src/schema/definition.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { hasRunningServer } from '../../support/mariadb/running-server.ts';
import { trip, type Engine, type Rows } from './trip.ts';

/** Compared by their bytes: what the rows come from. */
const plain = schema(
  1,
  tablesOf((column) => column),
);
const collated = schema(
  2,
  tablesOf((column, name) => column.collation(name)),
);

type TextColumn = ReturnType<typeof text>;

function tablesOf(collate: (column: TextColumn, name: { sqlite: string; mysql: string }) => TextColumn) {
  const anyCase = { sqlite: 'NOCASE', mysql: 'utf8mb4_general_ci' };
  const anySpace = { sqlite: 'RTRIM', mysql: 'utf8mb4_unicode_ci' };
  return {
    word: table(
      {
        id: int().primaryKey(),
        name: collate(text(40), anyCase).nullable().unique(),
        lang: collate(text(2), anyCase),
        form: text(40),
        kind: collate(enumeration(['noun', 'verb']), anySpace),
      },
      { unique: [['lang', 'form']] },
    ),
    tag: table({ name: collate(text(40), anySpace).primaryKey() }),
    plain: table({ name: text(40).primaryKey() }),
  };
}

const collating = pipeline(plain, collated, { word: copy(), tag: copy(), plain: copy() });

test('the DDL of both engines says it', () => {
  expect(sqliteDdl(collated).tables[0]).toContain('"name" TEXT COLLATE NOCASE CHECK');
  expect(sqliteDdl(collated).tables[1]).toContain('"name" TEXT COLLATE RTRIM NOT NULL');
  const [word = '', tag] = mysqlDdl(collated, { name: 'utf8mb4_nopad_bin' }).tables;
  expect(word).toContain('`name` VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NULL');
  expect(word).toContain("`kind` ENUM('noun', 'verb') CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL");
  expect(word).toContain('`form` VARCHAR(40) NOT NULL');
  expect(tag).toContain('`name` VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL');
});

const row = (id: number, name: Value, lang: string, form: string): Value[] => [id, name, lang, form, 'noun'];

const cases: readonly { engine: Engine; what: string; rows: Rows; found: readonly object[] }[] = [
  {
    engine: 'sqlite',
    what: 'letters of two cases, and spaces at the end',
    rows: {
      word: [
        row(1, 'Straße', 'de', 'a'),
        row(2, 'STRAßE', 'de', 'b'),
        row(3, null, 'DE', 'a'),
        row(4, null, 'de', 'A'),
      ],
      tag: [['a'], ['a '], ['b'], ['A']],
      plain: [['a'], ['A'], ['a ']],
    },
    found: [
      { table: 'word', columns: ['name'], row: 2, key: '"STRAßE"', first: 1, firstKey: '"Straße"' },
      { table: 'word', columns: ['lang', 'form'], row: 3, key: '"DE", "a"', first: 1, firstKey: '"de", "a"' },
      { table: 'tag', columns: ['name'], row: 3, key: '"a "', first: 2, firstKey: '"a"' },
    ],
  },
  {
    engine: 'mysql',
    what: 'accents, spaces at the end and emoji as well',
    rows: {
      word: [
        row(1, 'resume', 'en', 'a'),
        row(2, 'Résumé ', 'en', 'b'),
        row(3, '😀', 'en', 'c'),
        row(4, '👍', 'en', 'd'),
        row(5, null, 'EN', 'a'),
        row(6, null, 'en', 'A'),
      ],
      tag: [['a'], ['á'], ['b'], ['ss'], ['ß']],
      plain: [['a'], ['A'], ['a ']],
    },
    found: [
      { table: 'word', columns: ['name'], row: 2, key: '"Résumé "', first: 1, firstKey: '"resume"' },
      { table: 'word', columns: ['name'], row: 4, key: '"👍"', first: 3, firstKey: '"😀"' },
      { table: 'word', columns: ['lang', 'form'], row: 5, key: '"EN", "a"', first: 1, firstKey: '"en", "a"' },
      { table: 'tag', columns: ['name'], row: 4, key: '"ß"', first: 3, firstKey: '"ss"' },
      { table: 'tag', columns: ['name'], row: 5, key: '"á"', first: 1, firstKey: '"a"' },
    ],
  },
];

describe(
  'rows that the target takes for the same',
  needsMysql(hasRunningServer, 'no MariaDB on 127.0.0.1:3306'),
  () => {
    test.each(cases)('$engine: $what: named before the first row', async ({ engine, rows, found }) => {
      const { fill, extract, load, exists } = trip(`tround_same_${engine}`);
      await fill('sqlite', 'a', plain, rows);
      await extract('sqlite', 'a', collating, 'one');
      await expect(load('one', engine, 'b', collated)).rejects.toMatchObject({
        code: 'LOAD_COLLATION_DUPLICATES',
        details: { keys: found },
        aftermath: { next: 'ntom extract 1to2' },
      });
      expect(await exists(engine, 'b')).toEqual([]);
    });

    test.each(['sqlite', 'mysql'] as const)('%s: none, then they load and come back', async (engine) => {
      const { fill, extract, load } = trip(`tround_differ_${engine}`);
      await fill('sqlite', 'a', collated, {
        word: [row(1, 'a', 'en', 'a'), row(2, 'b', 'en', 'A'), row(3, null, 'de', 'a'), row(4, null, 'fr', 'a')],
        tag: [['A'], ['b'], ['B\t']],
        plain: [['a'], ['A'], ['a '], ['á']],
      });
      const { contentId } = await extract('sqlite', 'a', collated, 'one');
      await load('one', engine, 'b', collated);
      expect((await extract(engine, 'b', collated, 'two')).contentId).toBe(contentId);
    });
  },
);
