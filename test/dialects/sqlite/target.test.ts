import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { preparePart } from '../../../src/dialects/sqlite/part-database/prepare-part.ts';
import { createTarget } from '../../../src/dialects/sqlite/target.ts';
import type { SchemaRecord } from '../../../src/dialects/source.ts';
import type { LoadablePart, Target } from '../../../src/dialects/target.ts';
import { int, real, text } from '../../../src/schema/column-types.ts';
import { findTable, type TableDefinition, type Value } from '../../../src/schema/definition.ts';
import { schema } from '../../../src/schema/schema.ts';
import { table } from '../../../src/schema/table.ts';
import { needs } from '../../support/needs.ts';
import { databaseFile, fromSource, type DatabaseFile } from './database-file.ts';

const v3 = schema(
  3,
  {
    city: table({
      id: int().primaryKey().autoIncrement(),
      name: text(20).check("name <> 'nowhere'"),
      near: int().nullable().references('city.id'),
    }),
    measure: table({ a: real(), b: real() }),
    log: table({ a: int() }),
  },
  {
    views: { names: 'SELECT name FROM city' },
    triggers: { logged: 'CREATE TRIGGER logged AFTER INSERT ON city BEGIN INSERT INTO log VALUES (new.id); END' },
    statements: ['CREATE INDEX last ON log (a)'],
  },
);
const record: SchemaRecord = {
  schema: 3,
  fingerprint: v3.fingerprint,
  contentId: 'c'.repeat(64),
  loadedAt: '2024-01-01T00:00:00.000Z',
};

function tableOf(name: 'city' | 'measure'): TableDefinition {
  const found = findTable(v3, name);
  if (found === undefined) throw new TypeError(name);
  return found;
}

function part(path: string, ...batches: readonly (readonly (readonly Value[])[])[]): LoadablePart {
  return {
    path,
    rows: batches.flat().length,
    readers: null,
    signal: new AbortController().signal,
    records: () => {
      throw new TypeError('this engine takes rows');
    },
    async *batches() {
      yield* batches;
    },
  };
}

/** As a load does it. */
async function load(target: Target, definition: TableDefinition, loadable: LoadablePart): Promise<void> {
  await target.load(definition, loadable, await preparePart(definition, loadable, target.place));
}

const cities = (first: number, last: number): Value[][] =>
  Array.from({ length: last - first + 1 }, (_, index) => [first + index, `city ${first + index}`, null]);

async function build(
  file: DatabaseFile,
  fill: (target: Target) => Promise<void> = async () => undefined,
  replace = false,
) {
  await using target = await createTarget(file.location, v3, { replace });
  await fill(target);
  await target.complete(record, new Map());
  await target.publish();
}

const filesIn = ({ folder }: DatabaseFile): string[] => readdirSync(folder).sort();

describe('a published database', () => {
  test('is complete, ordinary, readable by its owner only, and alone in its folder', async () => {
    const file = databaseFile();
    await using target = await createTarget(file.location, v3, { replace: false });
    expect(existsSync(file.path)).toBe(false);
    await load(target, tableOf('city'), part('city.00001.csv', cities(1, 150), cities(151, 250)));
    await load(target, tableOf('city'), part('city.00002.csv', cities(251, 251)));
    await target.complete(record, new Map([['city', 1000n]]));
    {
      await using source = await target.readBack();
      expect(await source.brokenReferences(v3)).toEqual([]);
      expect(await source.countTable('city')).toBe(251);
    }
    expect(existsSync(file.path)).toBe(false);
    await target.publish();
    await target[Symbol.asyncDispose]();
    expect(filesIn(file)).toEqual(['app_v1.db']);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(file.values('PRAGMA integrity_check')).toEqual(['ok']);
    expect(file.values('PRAGMA journal_mode')).toEqual(['delete']);
    expect(file.values('PRAGMA user_version')).toEqual([3n]);
    expect(file.values('SELECT count(*) FROM names')).toEqual([251n]);
    expect(file.values('SELECT count(*) FROM log')).toEqual([0n]);
    expect(file.values(`SELECT name FROM sqlite_schema WHERE name IN ('logged', 'last') ORDER BY 1`)).toEqual([
      'last',
      'logged',
    ]);
    expect(await fromSource(file, (source) => source.schemaRecord())).toEqual(record);
    file.run("INSERT INTO city (name) VALUES ('new')");
    expect(file.values('SELECT max(id) FROM city')).toEqual([1000n]);
    expect(file.values('SELECT a FROM log')).toEqual([1000n]);
  });

  test('is made with its folders', async () => {
    const file = databaseFile();
    const location = { ...file.location, path: join(file.folder, 'a/b/app_v1.db') };
    await using target = await createTarget(location, v3, { replace: false });
    await target.complete(record, new Map());
    await target.publish();
    expect(existsSync(location.path)).toBe(true);
    expect(statSync(join(file.folder, 'a')).mode & 0o777).toBe(0o700);
  });

  test('takes no row after it is complete', async () => {
    await using target = await createTarget(databaseFile().location, v3, { replace: false });
    await target.complete(record, new Map());
    await using _ = await target.readBack();
    await expect(load(target, tableOf('city'), part('city.csv', cities(1, 1)))).rejects.toThrow(TypeError);
  });
});

describe('a target that is not published leaves nothing', () => {
  test.each(['before a row', 'in the middle of a part', 'after it was completed', 'while it is read back'])(
    '%s',
    async (when) => {
      const file = databaseFile();
      const work = async () => {
        await using target = await createTarget(file.location, v3, { replace: false });
        expect(filesIn(file)).not.toEqual([]);
        if (when === 'before a row') throw new Error(when);
        await load(target, tableOf('city'), {
          ...part('city.csv'),
          async *batches() {
            yield cities(1, 5);
            if (when === 'in the middle of a part') throw new Error(when);
          },
        });
        await target.complete(record, new Map());
        if (when === 'after it was completed') throw new Error(when);
        await using _ = await target.readBack();
        throw new Error(when);
      };
      await expect(work()).rejects.toThrow(when);
      expect(filesIn(file)).toEqual([]);
    },
  );

  test('when a statement of the schema is refused, which is quoted', async () => {
    const file = databaseFile();
    const wrong = schema(1, { t: table({ a: int() }) }, { views: { v: 'SELECT FROM' } });
    const work = async () => {
      await using target = await createTarget(file.location, wrong, { replace: false });
      await target.complete(record, new Map());
    };
    await expect(work()).rejects.toMatchObject({
      code: 'TARGET_REFUSED_STATEMENT',
      details: { database: 'app_v1.db', statement: 'CREATE VIEW "v" AS SELECT FROM' },
    });
    expect(filesIn(file)).toEqual([]);
  });

  test('when a table is refused already', async () => {
    const file = databaseFile();
    const wrong = schema(1, { t: table({ a: int() }, { check: ['a >'] }) });
    await expect(createTarget(file.location, wrong, { replace: false })).rejects.toMatchObject({
      code: 'TARGET_REFUSED_STATEMENT',
    });
    expect(filesIn(file)).toEqual([]);
  });
});

describe('a row that the database refuses is named by its number in the part', () => {
  test.each([1, 2, 99, 100, 101, 150, 200, 201, 237])('row %i of 250', async (refused) => {
    const rows = cities(1001, 1250);
    rows[refused - 1] = [5000, 'nowhere', null];
    await expect(
      build(databaseFile(), async (target) => {
        await load(target, tableOf('city'), part('city.00001.csv', cities(1, 130)));
        await load(target, tableOf('city'), part('city.00002.csv', rows.slice(0, 140), rows.slice(140)));
      }),
    ).rejects.toMatchObject({
      code: 'LOAD_ROW_REFUSED',
      details: { table: 'city', part: 'city.00002.csv', row: refused },
    });
  });

  test.each([
    ['a repeated key', [7, 'twice', null], /UNIQUE constraint failed: city.id/],
    ['NULL', [8, null, null], /NOT NULL constraint failed: city.name/],
    ['a wrong type', ['eight', 'x', null], /datatype mismatch/],
    ['a text that is too long', [8, 'x'.repeat(21), null], /CHECK constraint failed/],
  ] as const)('%s', async (_, row, reason) => {
    await expect(
      build(databaseFile(), (target) => load(target, tableOf('city'), part('city.csv', [...cities(1, 7), row]))),
    ).rejects.toMatchObject({ code: 'LOAD_ROW_REFUSED', details: { row: 8, reason: expect.stringMatching(reason) } });
  });

  test('-0.0, of which the engine would make 0.0', async () => {
    await expect(
      build(databaseFile(), (target) =>
        load(
          target,
          tableOf('measure'),
          part(
            'measure.csv',
            [[0, 1]],
            [
              [1, 0],
              [0.5, -0],
            ],
          ),
        ),
      ),
    ).rejects.toMatchObject({
      code: 'LOAD_ROW_REFUSED',
      details: { row: 3, reason: expect.stringContaining('b is -0.0') },
    });
  });
});

test('references that do not hold are counted by foreign key', async () => {
  await using target = await createTarget(databaseFile().location, v3, { replace: false });
  await load(
    target,
    tableOf('city'),
    part('city.csv', [
      [1, 'a', 2],
      [2, 'b', 9],
      [3, 'c', 9],
      [4, 'd', null],
    ]),
  );
  await target.complete(record, new Map());
  await using source = await target.readBack();
  expect(await source.brokenReferences(v3)).toEqual([{ table: 'city', foreignKey: 'city_near_fkey', rows: 2 }]);
});

describe('a database that has the name', () => {
  const existing = () => databaseFile('CREATE TABLE old (a)', 'INSERT INTO old VALUES (1)');

  test('is refused and stays', async () => {
    const file = existing();
    const before = readFileSync(file.path);
    await expect(build(file)).rejects.toMatchObject({ code: 'TARGET_EXISTS' });
    expect(readFileSync(file.path).equals(before)).toBe(true);
    expect(filesIn(file)).toEqual(['app_v1.db']);
  });

  test('is replaced at the very end', async () => {
    const file = existing();
    await build(
      file,
      async (target) => {
        await load(target, tableOf('city'), part('city.csv', cities(1, 3)));
        expect(file.values('SELECT a FROM old')).toEqual([1n]);
      },
      true,
    );
    expect(file.values('SELECT count(*) FROM city')).toEqual([3n]);
    expect(filesIn(file)).toEqual(['app_v1.db']);
  });

  test('stays when the new one is not published', async () => {
    const file = existing();
    await expect(build(file, () => Promise.reject(new Error('no')), true)).rejects.toThrow('no');
    expect(file.values('SELECT a FROM old')).toEqual([1n]);
  });

  test.each(['-wal', '-journal'])(
    'with changes in its %s is in use: refused before and behind the work',
    async (suffix) => {
      const file = existing();
      writeFileSync(`${file.path}${suffix}`, 'changes');
      await expect(build(file, undefined, true)).rejects.toMatchObject({
        code: 'TARGET_IN_USE',
        details: { database: 'app_v1.db', file: `app_v1.db${suffix}` },
      });
      writeFileSync(`${file.path}${suffix}`, '');
      const late = build(file, async () => writeFileSync(`${file.path}${suffix}`, 'changes'), true);
      await expect(late).rejects.toMatchObject({ code: 'TARGET_IN_USE' });
      expect(filesIn(file)).toEqual(['app_v1.db', `app_v1.db${suffix}`]);
    },
  );

  test('whose application has a log open is refused; one with an empty log is replaced, and the log goes', async () => {
    const file = databaseFile('PRAGMA journal_mode = WAL', 'CREATE TABLE old (a)');
    const application = new BetterSqlite3(file.path);
    onTestFinished(() => void application.close());
    application.exec('INSERT INTO old VALUES (1)');
    await expect(build(file, undefined, true)).rejects.toMatchObject({ code: 'TARGET_IN_USE' });
    application.pragma('wal_checkpoint(TRUNCATE)');
    expect(existsSync(`${file.path}-wal`)).toBe(true);
    await build(file, (target) => load(target, tableOf('city'), part('city.csv', cities(1, 3))), true);
    expect(filesIn(file)).toEqual(['app_v1.db']);
    expect(file.values('SELECT count(*) FROM city')).toEqual([3n]);
  });

  test('what an application left of its log without a database is not played into the new one', async () => {
    const file = databaseFile();
    writeFileSync(`${file.path}-wal`, 'changes');
    await expect(build(file)).rejects.toMatchObject({ code: 'TARGET_IN_USE' });
  });
});

test(
  'a folder that may not be written to',
  needs(process.getuid?.() !== 0, 'the superuser may write everywhere'),
  async () => {
    const file = databaseFile();
    chmodSync(file.folder, 0o500);
    onTestFinished(() => chmodSync(file.folder, 0o700));
    await expect(build(file)).rejects.toMatchObject({ code: 'TARGET_UNWRITABLE' });
  },
);

test('a folder that is a file', async () => {
  const file = databaseFile();
  writeFileSync(join(file.folder, 'file'), '');
  const location = { ...file.location, path: join(file.folder, 'file/app_v1.db') };
  await expect(createTarget(location, v3, { replace: false })).rejects.toMatchObject({ code: 'TARGET_UNWRITABLE' });
});
