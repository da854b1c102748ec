import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { ddl } from '../../src/dialects/sqlite/ddl.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { runExtract, type ExtractOptions } from '../../src/extract/run-extract.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';

/** A copy of `project/`, with nothing in its cache. */
export function temporaryFixtureProject(): { readonly folder: string; readonly remove: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ntom-testing-')));
  cpSync(join(import.meta.dirname, 'project'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Such a copy until the test has finished. It is the working folder. */
export function fixtureProject(): string {
  const { folder, remove } = temporaryFixtureProject();
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => {
    process.chdir(before);
    remove();
  });
  return folder;
}

export interface FixtureSource {
  readonly project: string;
  readonly schema: SchemaDefinition;
  readonly name: string;
  /** Statements that insert its rows. */
  readonly rows: string;
}

/** Makes a fixture as an extract is made. Returns its folder. */
export async function makeFixture(
  { project, schema, name, rows }: FixtureSource,
  changes: Partial<ExtractOptions> = {},
): Promise<string> {
  const place = mkdtempSync(join(project, 'source-'));
  const source = sqlite.locate(`sqlite:${place}`, 'app', schema.version);
  const database = new BetterSqlite3(join(place, source.label));
  const { tables, indexes, views, triggers } = ddl(schema);
  for (const statement of [...tables, ...indexes, ...views, rows, ...triggers]) database.exec(statement);
  database.close();
  const directory = join(project, 'test', 'fixtures', `v${schema.version}`, name);
  mkdirSync(join(directory, '..'), { recursive: true });
  await runExtract({
    pipeline: identityPipeline(schema),
    dialect: sqlite,
    source,
    directory,
    format: 'csv',
    compression: null,
    tables: null,
    maxRejects: 10,
    chunkRows: 100_000,
    onEvent: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  });
  rmSync(place, { recursive: true });
  return directory;
}

/** Two countries and three cities of schema 3. The next id is 10. */
export const smallRows = `
  INSERT INTO country VALUES ('CHE', 'Switzerland', 1), ('FRA', 'France', 1);
  INSERT INTO city (id, country_code, name, slug, population, area, budget, coat_of_arms, facts) VALUES
    (1, 'CHE', 'Bern', 'bern', 134591, '51.62', 9007199254740993, x'00FF', '{"bears": 3}'),
    (2, 'CHE', 'Zürich', 'zuerich', 402762, NULL, NULL, NULL, NULL),
    (9, 'FRA', 'Paris', 'paris', 2165423, '105.40', -1, x'', '[]');
  INSERT INTO change VALUES (1, 'made');`;

/** The same of schema 2. */
export const smallRowsOfTwo = `
  INSERT INTO country VALUES ('CHE', 'Switzerland'), ('FRA', 'France');
  INSERT INTO city VALUES (1, 'CHE', 'Bern', 134591), (2, 'CHE', 'Zürich', 402762), (9, 'FRA', 'Paris', 2165423);`;
