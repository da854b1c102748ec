import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlName } from '../../src/authoring/new/sql-name.ts';
import { int, schema, table } from '../../src/index.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { reservedWords } from '../../src/dialects/reserved-words.ts';
import { databaseIn, type TestDatabase } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';

/** Words that engines have a meaning for, whether they take them as names or not. */
const keywords = `
  abort action after always attach autoincrement begin cascade cast commit conflict current current_date current_time
  current_timestamp deferrable deferred detach do end escape except exclude exclusive fail false filter first following full
  generated glob groups immediate indexed initially instead intersect isnull key last materialized no nothing notnull nulls
  offset others over partition plan pragma preceding query raise range recursive reindex release rename replace returning row
  rows rowid savepoint temp temporary ties transaction true unbounded vacuum values view virtual window without
  account admin agent any ascii at backup body bool boolean byte cache chain channel charset cipher class client close code
  collation column_name columns comment compact compressed connection contains context cpu cube data date datetime day
  description directory disable duplicate dynamic enable encryption engine enum error escape event every exchange execute
  expire export extended fields file fixed flush format found function general geometry global grants grouping handler hash
  help host hour identified import increment invisible invoker isolation issuer json language last_value lateral less level
  list local location locked logs master max_rows medium member memory merge message microsecond migrate minute mode modify
  month mutex name names national nchar new next nodegroup none number numeric off old one online open option owner page
  parser password path period persistent phase plugin point policy port power prepare preserve previous privileges process
  profile proxy quarter quick read_only rebuild recover reference relay reload remove repair replica reset resource restore
  resume return reverse role rollup routine rownum schedule second secondary security sequence serial server session share
  simple slave slow snapshot socket soname sounds source stacked start status stop storage string subject suspend system
  tables tablespace text than time timestamp type undefined unknown until upgrade user value variables visible vcpu wait
  warnings week weight work wrapper x509 xa xml year zone`
  .trim()
  .split(/\s+/);

const names = [...new Set([...reservedWords, ...keywords, 'a b', '`', '"', "it's", '日本', '$1', '1'])];
const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

for (const engine of engines) {
  describe(engine.name, engine.needs, () => testEngine(engine));
}

function testEngine(engine: TestEngine): void {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-words-'));
    database = await databaseIn(folder, engine, 1);
    const words = schema(1, { words: table(Object.fromEntries(names.map((name) => [name, int()]))) });
    await createDatabase({ schema: words, dialect: database.dialect, target: database.location });
    const values = names.map(() => '7').join(', ');
    await engine.access.execute(database.location, `INSERT INTO words VALUES (${values})`);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('a name as it is written in SQL is that name, as a column, an alias and a table', async () => {
    const wrong: string[] = [];
    for (const name of names) {
      const written = sqlName(name);
      const queries = [
        `SELECT ${written}, 8 AS n FROM words`,
        `SELECT 8 AS n, ${written} FROM words`,
        `SELECT 7 AS ${written} FROM words`,
        `WITH ${quoted(name)} AS (SELECT 7 AS n) SELECT n AS ${quoted(name)} FROM ${written}`,
      ];
      for (const query of queries) {
        const rows = await engine.access.query(database.location, query).catch(() => []);
        if (Number(rows[0]?.[name]) !== 7) wrong.push(query);
      }
    }
    expect(wrong).toEqual([]);
  });
}
