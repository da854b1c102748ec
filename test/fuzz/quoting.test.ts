import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../src/dialects/raw-values.ts';
import * as onServer from '../../src/dialects/mysql/ddl.ts';
import { locate } from '../../src/dialects/mysql/location.ts';
import { connect, type MysqlConnection } from '../../src/dialects/mysql/open.ts';
import { literal, quoted } from '../../src/dialects/sqlite/ddl.ts';
import { fileNameOf } from '../../src/format/part-name.ts';
import { badNameReason, reservedReason } from '../../src/schema/check-names.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { trip } from '../dialects/mysql/trip.ts';
import { nastyTexts } from '../format/sample.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';
import { sourceFiles, sourceText } from '../support/source-tree.ts';
import { hostileNames } from './hostile-names.ts';
import { codeOf, often } from './often.ts';

const onMariadb = needsMysql(hasServerBinary, 'no mariadbd');
const piece = fc.oneof(
  fc.constantFrom(
    "'",
    '"',
    '`',
    '\\',
    "''",
    '""',
    '``',
    "\\'",
    '\0',
    '\u001a',
    '\n',
    '\r',
    ';',
    '--',
    '/*',
    '*/',
    '#',
    '%',
    '?',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.constantFrom(...nastyTexts, ...hostileNames),
);
const isName = (name: string): boolean => badNameReason(name) === null && reservedReason(name) === null;
const anyName = anyText.map((name) => name.slice(0, 20)).filter(isName);
/** A server's names are of the basic plane, and end in no space. */
const anyServerName = anyName.filter((name) => !/[\u{10000}-\u{10ffff}]|\s$/u.test(name));

describe('names and texts come back as they were', () => {
  test('from a file', () => {
    const property = fc.property(
      anyName,
      anyName,
      anyText.filter((each) => each.isWellFormed()),
      (name, column, value) => {
        const database = new BetterSqlite3(':memory:');
        database.exec(`CREATE TABLE ${quoted(name)} (${quoted(column)} TEXT DEFAULT ${literal(value)})`);
        database.exec(
          `INSERT INTO ${quoted(name)} DEFAULT VALUES; INSERT INTO ${quoted(name)} VALUES (${literal(value)})`,
        );
        const rows = database.prepare(`SELECT ${quoted(column)} FROM ${quoted(name)}`).all();
        const tables = database.prepare('SELECT name FROM sqlite_schema').pluck().all();
        database.close();
        expect([tables, rows]).toEqual([[name], [{ [column]: value }, { [column]: value }]]);
      },
    );
    fc.assert(property, often(500));
  });

  describe('from a server, whatever its sql_mode', onMariadb, () => {
    let server: PrivateServer;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server[Symbol.asyncDispose]());

    async function withMode(mode: string, work: (connection: MysqlConnection) => Promise<void>): Promise<void> {
      await server.ask(`SET GLOBAL sql_mode = '${mode}'`);
      await server.ask('CREATE OR REPLACE DATABASE fuzz CHARACTER SET utf8mb4');
      await using connection = await connect(locate(server.url, 'fuzz', 1).server, { database: 'fuzz' });
      await work(connection);
    }

    test.each([
      '',
      'ANSI_QUOTES',
      'NO_BACKSLASH_ESCAPES',
      'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE,PAD_CHAR_TO_FULL_LENGTH',
      'ORACLE',
      'MSSQL',
      'TRADITIONAL',
    ])('%s', async (mode) => {
      await withMode(mode, async (connection) => {
        const texts = fc.array(
          // The driver takes no column of that name, and a literal is called as it is.
          anyText.filter((each) => each.isWellFormed() && each !== '__proto__'),
          { minLength: 1, maxLength: 40 },
        );
        const values = fc.asyncProperty(texts, async (all) => {
          const [row] = await connection.query(`SELECT ${all.map(onServer.literal).join(', ')}`);
          expect(row?.map(textOf)).toEqual(all);
          const [bound] = await connection.query(`SELECT ${all.map(() => '?').join(', ')}`, all);
          expect(bound?.map(textOf)).toEqual(all);
        });
        await fc.assert(values, often(20));
        const names = fc.asyncProperty(anyServerName, anyServerName, async (name, column) => {
          const [named, of] = [onServer.quoted(name), onServer.quoted(column)];
          await connection.run(`CREATE OR REPLACE TABLE ${named} (${of} INT DEFAULT 7) ENGINE = MEMORY`);
          await connection.run(`INSERT INTO ${named} (${of}) VALUES (DEFAULT)`);
          expect(await connection.query(`SELECT ${of} FROM ${named}`)).toEqual([[7n]]);
          const [found] = await connection.query(`SHOW CREATE TABLE ${named}`);
          expect(textOf(found?.[0])).toBe(name);
          await connection.run(`DROP TABLE ${named}`);
          const [left] = await connection.query(
            'SELECT count(*) FROM information_schema.tables WHERE table_schema = ?',
            ['fuzz'],
          );
          expect(left).toEqual([0n]);
        });
        await fc.assert(names, often(20));
      });
    });

    test(
      'hostile names go from a file to a server and back, each in its folder and its database',
      { timeout: 60_000 },
      async () => {
        await server.ask("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
        const columns = Object.fromEntries(hostileNames.map((name) => [name, text(100).nullable()]));
        const tables = Object.fromEntries(
          hostileNames.map((name) => [name, table({ id: int().primaryKey(), [`of ${name}`]: text(100) })]),
        );
        const hostile = schema(1, { ...tables, all: table({ 'the id': int().primaryKey(), ...columns }) });
        const rows = {
          ...Object.fromEntries(hostileNames.map((name, index) => [name, [[index, name]]])),
          all: [[1, ...Object.keys(columns)]],
        };
        const { folder, at, fill, extract, load } = trip('fuzz', 'csv', server);
        await fill('sqlite', 'a', hostile, rows);
        const one = await extract('sqlite', 'a', hostile, 'one');
        await load('one', 'mysql', 'b', hostile);
        const two = await extract('mysql', 'b', hostile, 'two');
        await load('two', 'sqlite', 'c', hostile);
        expect(two.contentId).toBe(one.contentId);
        const files = hostile.tables.map(({ name }) => `${fileNameOf(name)}.csv`);
        expect(readdirSync(at('one')).toSorted()).toEqual([...files, 'manifest.json', 'datapackage.json'].toSorted());
        expect(readdirSync(folder).toSorted()).toEqual(['fuzz_a_v1.db', 'fuzz_c_v1.db', 'one', 'two']);
        const databases = await server.ask(
          "SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE 'fuzz\\_%'",
        );
        expect(databases.map(({ name }) => name)).toEqual(['fuzz_b_v1']);
      },
    );
  });
});

test.each(['a\0b', '\ud800', '', 'x'.repeat(300), '__proto__', 'ntom_x', 'sqlite_x'])(
  'no table has the name %j',
  async (name) => {
    const tables = Object.fromEntries([[name, table({ id: int() })]]);
    expect(await codeOf(() => schema(1, tables))).toBe('SCHEMA_BAD_NAME');
  },
);

test('whatever a table is called, its files have plain names, two tables never the same', () => {
  const names = fc.uniqueArray(fc.oneof(anyText, fc.constantFrom(...hostileNames)).filter(isName), { maxLength: 8 });
  fc.assert(
    fc.property(names, (tables) => {
      const files = tables.map(fileNameOf);
      expect(new Set(files).size).toBe(tables.length);
      for (const file of files) {
        expect(file).toMatch(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[\p{L}\p{N}_ %~-]+$/iu);
        expect(Buffer.byteLength(`${file}.00001.jsonl.zst`)).toBeLessThan(250);
      }
    }),
    often(500),
  );
  expect(existsSync(join('/', fileNameOf('../x')))).toBe(false);
});

test('names and texts become part of a statement in one place for each engine', () => {
  const doubles = /replaceAll\(.{1,5}, (?:'""'|"''"|'``')\)/;
  const found = sourceFiles()
    .filter((file) => file.startsWith('dialects/') && !/^dialects\/\w+\/ddl\.ts$/.test(file))
    .flatMap((file) =>
      sourceText(file)
        .split('\n')
        .filter((line) => doubles.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
