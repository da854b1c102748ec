import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asSchema } from '../../../src/authoring/pull/as-schema.ts';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { catalog } from '../../../src/errors/catalog.ts';
import { pullErrors } from '../../../src/errors/pull.ts';
import { temporaryProject } from '../../project/temporary-project.ts';

/** By code of a finding, a database that has it, and one that is nearly the same and has none. */
const cases: Readonly<Record<string, { readonly found: string; readonly clean: string }>> = {
  PULL_NOT_EXPRESSED: {
    found: 'CREATE TABLE city (name TEXT); CREATE VIRTUAL TABLE city_search USING fts5(name)',
    clean: 'CREATE TABLE city (name TEXT); CREATE TABLE city_search (name TEXT)',
  },
  PULL_DATA_DIFFERS: {
    found: 'CREATE TABLE city (founded DATETIME); INSERT INTO city VALUES (1714521600)',
    clean: "CREATE TABLE city (founded DATETIME); INSERT INTO city VALUES ('2024-05-01 00:00:00')",
  },
  PULL_RENAMED: {
    found: 'CREATE TABLE a (x INT, CONSTRAINT c CHECK (x > 0)); CREATE TABLE b (x INT, CONSTRAINT c CHECK (x > 1))',
    clean: 'CREATE TABLE a (x INT, CONSTRAINT c CHECK (x > 0)); CREATE TABLE b (x INT, CONSTRAINT d CHECK (x > 1))',
  },
  PULL_REORDERED: {
    found: 'CREATE TABLE sales (city TEXT, "2024" INT)',
    clean: 'CREATE TABLE sales (city TEXT, "y2024" INT)',
  },
};

async function codesOf(script: string): Promise<readonly string[]> {
  const folder = temporaryProject({});
  const database = new BetterSqlite3(join(folder, 'app_v1.db'));
  database.exec(script);
  database.close();
  const place = `sqlite:${folder}`;
  const dialect = await dialectOf(place);
  await using source = await dialect.openSource(dialect.locate(place, 'app', 1));
  return asSchema(1, await source.pull(new AbortController().signal)).notes.map(({ finding }) => finding.code);
}

test('every code of a finding has its cases', () => {
  const codes = Object.keys(pullErrors).filter(
    (code) => !['PULL_INCOMPLETE', 'PULL_WITHOUT_TABLES', 'SCHEMA_FILE_EXISTS'].includes(code),
  );
  expect(Object.keys(cases).sort()).toEqual(codes.sort());
  for (const code of codes) expect(catalog[code as keyof typeof catalog].cause).not.toBe('');
});

test.each(Object.entries(cases))('%s is found where it is due, and only there', async (code, { found, clean }) => {
  expect(await codesOf(found)).toEqual([code]);
  expect(await codesOf(clean)).toEqual([]);
});
