import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimDatabase } from '../src/dialects/one-database.ts';
import type { NtomEvent } from '../src/events.ts';
import { runExtract, type ExtractOptions } from '../src/extract/run-extract.ts';
import { createDatabase } from '../src/load/create-database.ts';
import { runLoad } from '../src/load/run-load.ts';
import { runVerify } from '../src/load/run-verify.ts';
import { copy } from '../src/pipeline/copy.ts';
import type { PipelineDefinition } from '../src/pipeline/definition.ts';
import { identityPipeline } from '../src/pipeline/identity-pipeline.ts';
import { pipeline } from '../src/pipeline/pipeline.ts';
import { sql } from '../src/pipeline/sql.ts';
import { int, text } from '../src/schema/column-types.ts';
import type { SchemaDefinition } from '../src/schema/definition.ts';
import { schema } from '../src/schema/schema.ts';
import { table } from '../src/schema/table.ts';
import { databaseIn } from './support/cases/phases.ts';
import { engines, type TestEngine } from './support/engines.ts';
import { sourceFiles, sourceText } from './support/source-tree.ts';
import { expectNothingOpen, expectSecondRefused, watched, type WatchedDialect } from './support/watched-dialect.ts';

const word = { id: int().primaryKey(), word: text(20) };
const v1 = schema(1, { word: table(word) });
const v2 = schema(2, { word: table({ ...word, language: text(2) }) });
const v3 = schema(3, { word: table({ ...word, language: text(2) }, { unique: [['language', 'word']] }) });
const oneToTwo = pipeline(v1, v2, { word: copy({ language: 'nl' }) });
const twoToThree = pipeline(v2, v3, { word: copy() });

const otherV1 = schema(1, { word: table({ ...word, added: int() }) });
const brokenV2 = schema(2, { word: table(word) }, { statements: ['CREATE NOTHING'] });
const rejecting = pipeline(v1, v2, { word: sql`SELECT id, NULL AS word, 'nl' AS language FROM word` });

test('a second database is refused while one is open, a second connection to the same one is not', () => {
  const first = claimDatabase('app_v1.db');
  const again = claimDatabase('app_v1.db');
  expect(() => claimDatabase('app_v2.db')).toThrow(
    expect.objectContaining({ code: 'TWO_DATABASES', message: 'app_v1.db is open, so app_v2.db is not opened' }),
  );
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  expect(() => claimDatabase('app_v2.db')).toThrow(expect.objectContaining({ code: 'TWO_DATABASES' }));
  again[Symbol.dispose]();
  claimDatabase('app_v2.db')[Symbol.dispose]();
});

test('a driver is loaded in one file for each engine, and databases are claimed where they are opened', () => {
  const loading = sourceFiles().filter((path) => driverImport.test(sourceText(path)));
  expect(loading).toEqual(engines.map(({ name }) => `dialects/${name}/open.ts`).sort());
  const claiming = sourceFiles().filter((path) => sourceText(path).includes('= claimDatabase('));
  expect(claiming).toEqual([
    'dialects/mysql/empty-database.ts',
    'dialects/mysql/source.ts',
    'dialects/mysql/target.ts',
    'dialects/sqlite/open.ts',
  ]);
});

/** An import of a driver that is more than its types. */
const driverImport = /^import (?!type)[^;]*'(?:better-sqlite3|mysql2[^']*)'|\bimport\('(?:better-sqlite3|mysql2)/m;

for (const engine of engines) describe(`on ${engine.name}`, engine.needs, () => testEngine(engine));

function testEngine(engine: TestEngine): void {
  let folder: string;
  let extract: string;
  let watch: WatchedDialect;
  let seen: NtomEvent['type'][];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-one-database-'));
    extract = join(folder, 'extract');
    const { dialect, location } = await databaseIn(folder, engine, 1);
    await createDatabase({ schema: v1, dialect, target: location });
    await engine.access.execute(location, "INSERT INTO word (id, word) VALUES (1, 'boom'), (2, 'roos')");
    watch = watched(dialect);
    seen = [];
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
    expectNothingOpen();
  });

  const located = async (version: number) => {
    const { url, app } = await engine.place(folder);
    return watch.dialect.locate(url, app, version);
  };

  /** At each event of a phase, no other database may be opened. */
  const phase = () => ({
    dialect: watch.dialect,
    directory: extract,
    signal: new AbortController().signal,
    onEvent: ({ type }: NtomEvent): void => {
      seen.push(type);
      expectSecondRefused();
    },
  });

  async function extractStep(pipeline: PipelineDefinition, changes: Partial<ExtractOptions> = {}): Promise<void> {
    const all = { format: 'csv', compression: null, tables: null, maxRejects: 10, chunkRows: 1 } as const;
    await runExtract({ ...phase(), ...all, pipeline, source: await located(pipeline.from.version), ...changes });
    expectNothingOpen();
  }

  async function loadStep(definition: SchemaDefinition, replace = false): Promise<void> {
    const target = await located(definition.version);
    await runLoad({ ...phase(), schema: definition, target, replace, verify: 'full' });
    expectNothingOpen();
  }

  async function verifyStep(definition: SchemaDefinition): Promise<void> {
    await runVerify({ ...phase(), schema: definition, target: await located(definition.version) });
    expectNothingOpen();
  }

  test('creating a database opens it alone', async () => {
    await createDatabase({ schema: v2, dialect: watch.dialect, target: await located(2) });
    expect(watch.log).toEqual(['create v2', 'close v2']);
  });

  test('extracting opens the source alone', async () => {
    await extractStep(oneToTwo);
    expect(watch.log).toEqual(['open v1', 'close v1']);
    expect(seen).toEqual(['phase-started', 'table-started', 'rows', 'rows', 'table-finished', 'phase-finished']);
  });

  const loading = ['create v2', 'read v2 back', 'close what was read of v2', 'close v2'];

  test('loading opens the new database alone, to write it and to read it back', async () => {
    await extractStep(oneToTwo);
    watch.log.length = 0;
    seen = [];
    await loadStep(v2);
    expect(watch.log).toEqual(loading);
    expect(seen.filter((type) => type === 'phase-finished')).toHaveLength(2);
  });

  test('replacing a database opens the new one alone, never the one that is replaced', async () => {
    await extractStep(oneToTwo);
    await loadStep(v2);
    watch.log.length = 0;
    await loadStep(v2, true);
    expect(watch.log).toEqual(loading);
  });

  test('verifying opens the loaded database alone', async () => {
    await extractStep(oneToTwo);
    await loadStep(v2);
    watch.log.length = 0;
    await verifyStep(v2);
    expect(watch.log).toEqual(['open v2', 'close v2']);
  });

  const opened = (from: number, to: number) => [`open v${from}`, `create v${to}`, `read v${to} back`, `open v${to}`];

  test('a migration of two steps has one database open at a time', async () => {
    for (const step of [oneToTwo, twoToThree]) {
      await extractStep(step);
      await loadStep(step.to);
      await verifyStep(step.to);
    }
    expect(watch.log.filter((entry) => !entry.startsWith('close'))).toEqual([...opened(1, 2), ...opened(2, 3)]);
  });

  const failures: readonly { what: string; code: string; run: () => Promise<void> }[] = [
    {
      what: 'an extract of a database of another schema',
      code: 'SOURCE_OTHER_SCHEMA',
      run: () => extractStep(identityPipeline(otherV1)),
    },
    {
      what: 'an extract that is interrupted',
      code: 'INTERRUPTED',
      run: () => extractStep(oneToTwo, { signal: AbortSignal.abort() }),
    },
    { what: 'an extract with rejected rows', code: 'ROWS_REJECTED', run: () => extractStep(rejecting) },
    {
      what: 'an extract by a query that is none',
      code: 'QUERY_REFUSED',
      run: () => extractStep(pipeline(v1, v2, { word: { sql: 'SELEKT' } })),
    },
    {
      what: 'a load over a database that exists',
      code: 'TARGET_EXISTS',
      run: async () => {
        await extractStep(identityPipeline(v1));
        await loadStep(v1);
      },
    },
    { what: 'a load without an extract', code: 'EXTRACT_MISSING', run: () => loadStep(v2) },
    {
      what: 'a load whose last statement is refused',
      code: 'TARGET_REFUSED_STATEMENT',
      run: async () => {
        await extractStep(pipeline(v1, brokenV2, { word: copy() }));
        await loadStep(brokenV2);
      },
    },
    {
      what: 'a verification of a database that was not loaded',
      code: 'VERIFY_DIFFERS',
      run: async () => {
        await extractStep(identityPipeline(v1));
        await verifyStep(v1);
      },
    },
  ];

  test.each(failures)('$what leaves nothing open', async ({ code, run }) => {
    await expect(run()).rejects.toMatchObject({ code });
    expectNothingOpen();
    const closed = watch.log.filter((entry) => entry.startsWith('close'));
    expect(closed).toHaveLength(watch.log.length / 2);
  });
}
