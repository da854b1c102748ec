import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import type { Source } from '../../src/dialects/source.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';
import { databaseIn, extractTo, type TestDatabase } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';

const tables = { item: table({ id: int().primaryKey(), name: text(20) }), tag: table({ id: int().primaryKey() }) };
const copying = pipeline(schema(1, tables), schema(2, tables), { item: copy(), tag: copy() });

/** A database with three items, and the folder for its extract. */
async function shopOn(engine: TestEngine): Promise<{ source: TestDatabase; extract: string }> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data'));
  const source = await databaseIn(join(folder, 'data'), engine, 1);
  await createDatabase({ schema: copying.from, dialect: source.dialect, target: source.location });
  await engine.access.execute(source.location, `INSERT INTO item VALUES (1, 'one'), (2, 'two'), (3, 'three')`);
  return { source, extract: join(folder, 'extract') };
}

/** The dialect, with something that happens to a source at one moment. */
function meanwhile(dialect: Dialect, hook: (source: Source) => Partial<Source>): Dialect {
  return {
    ...dialect,
    async openSource(location, fellows) {
      const source = await dialect.openSource(location, fellows);
      return { ...source, ...hook(source) };
    },
  };
}

/** When the snapshot is taken and the structure compared, and no table was touched. */
function beforePlan(dialect: Dialect, happens: () => Promise<unknown>): Dialect {
  return meanwhile(dialect, (source) => ({
    async structure() {
      const found = await source.structure();
      await happens();
      return found;
    },
  }));
}

/** When everything is planned and the first rows are to be read. */
function beforeRows(dialect: Dialect, happens: () => Promise<unknown>): Dialect {
  return meanwhile(dialect, (source) => ({
    async *rows(query) {
      await happens();
      yield* source.rows(query);
    },
    async *record(query, sink) {
      await happens();
      yield* source.record(query, sink);
    },
  }));
}

const rowsIn = ({ tables: [item] }: Manifest): number => item?.rows ?? 0;

for (const engine of engines.filter(({ name }) => name === 'mysql')) {
  describe('a table of a server that is altered during an extract', engine.needs, () => {
    test.each([
      [
        'gets a column and is written anew',
        'ALTER TABLE item ADD COLUMN price INT, ALGORITHM = COPY',
        'SOURCE_ALTERED',
        /Table definition has changed/,
      ],
      ['loses a column', 'ALTER TABLE item DROP COLUMN name', 'QUERY_REFUSED', /Unknown column 'name'/],
      [
        'gets another type',
        'ALTER TABLE item MODIFY name VARCHAR(2000) NOT NULL, ALGORITHM = COPY',
        'SOURCE_ALTERED',
        /Table definition has changed/,
      ],
      ['is emptied', 'TRUNCATE TABLE item', 'SOURCE_ALTERED', /Table definition has changed/],
      [
        'is made anew',
        'DROP TABLE item; CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)',
        'SOURCE_ALTERED',
        /Table definition has changed/,
      ],
      ['is dropped', 'DROP TABLE item', 'QUERY_REFUSED', /doesn't exist/],
      ['is renamed', 'RENAME TABLE item TO article', 'QUERY_REFUSED', /doesn't exist/],
    ])('%s: an error says so, and there is no extract', async (_, statement, code, says) => {
      const { source, extract } = await shopOn(engine);
      const alter = (): Promise<unknown> => engine.access.query(source.location, statement);
      const dialect = beforePlan(source.dialect, alter);
      const error = await extractTo(extract, { ...source, dialect }, copying).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
      expect(readdirSync(dirname(extract))).toEqual(['data']);
    });

    test('gets a column by a mere entry in the dictionary: the rows are those of the snapshot', async () => {
      const { source, extract } = await shopOn(engine);
      const alter = (): Promise<unknown> =>
        engine.access.query(source.location, 'ALTER TABLE item ADD COLUMN price INT; DELETE FROM item');
      const dialect = beforePlan(source.dialect, alter);
      expect(rowsIn(await extractTo(extract, { ...source, dialect }, copying))).toBe(3);
    });

    test('waits until the extract is done, once its rows are being read', async () => {
      const { source, extract } = await shopOn(engine);
      const alter = engine.access.query.bind(null, source.location, 'SET lock_wait_timeout = 1; DROP TABLE item');
      const dialect = beforeRows(source.dialect, () => expect(alter()).rejects.toThrow('Lock wait timeout exceeded'));
      expect(rowsIn(await extractTo(extract, { ...source, dialect }, copying))).toBe(3);
    });
  });
}

describe.each(['WAL', 'DELETE'] as const)('a table of a database file in mode %s', (mode) => {
  test('is read as it was, whatever becomes of it meanwhile', async () => {
    const [engine] = engines.filter(({ name }) => name === 'sqlite');
    const { source, extract } = await shopOn(engine as TestEngine);
    const path = String(source.location.data['path']);
    const application = new BetterSqlite3(path, { timeout: 0 });
    application.pragma(`journal_mode = ${mode}`);
    const drop = async (): Promise<void> => {
      if (mode === 'WAL') application.exec('DROP TABLE item');
      else expect(() => application.exec('DROP TABLE item')).toThrow('database is locked');
    };
    let isDone = false;
    const dialect = beforePlan(source.dialect, async () => isDone || ((isDone = true), await drop()));
    expect(rowsIn(await extractTo(extract, { ...source, dialect }, copying))).toBe(3);
    application.exec('DROP TABLE IF EXISTS item');
    application.close();
    const again = extractTo(`${extract}-again`, source, copying);
    await expect(again).rejects.toMatchObject({ code: 'SOURCE_STRUCTURE_DIFFERS' });
    expect(existsSync(`${extract}-again`)).toBe(false);
  });
});
