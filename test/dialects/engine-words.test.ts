import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bigint, enumeration, int, schema, table, text } from '../../src/index.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { databaseIn, type TestDatabase } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';

/** What only an engine may know of a table, said in its own words. */
const made = schema(
  1,
  {
    person: table(
      {
        id: int().primaryKey().declaredAs({ mysql: 'int unsigned' }),
        nick: text(30).declaredAs({ sqlite: 'VARCHAR(30)', mysql: 'char(30)' }).default('?'),
        notes: text().declaredAs({ mysql: 'text' }).default('none'),
        kind: enumeration(['a', 'b']).collation({ sqlite: 'RTRIM', mysql: 'latin1_german1_ci' }),
        boss: int()
          .declaredAs({ mysql: 'int unsigned' })
          .nullable()
          .references('person.id', { onDelete: 'set null', deferred: true }),
        seen: bigint().attributes({ mysql: "COMMENT 'when''s it'" }),
      },
      { attributes: { sqlite: 'WITHOUT ROWID', mysql: "ROW_FORMAT=COMPRESSED COMMENT='people'" } },
    ),
  },
  {
    collation: { sqlite: 'NOCASE' },
    indexes: {
      person_seen: {
        sqlite: 'CREATE UNIQUE INDEX person_seen ON person (lower(nick) DESC) WHERE boss IS NULL',
        mysql: 'CREATE INDEX person_seen ON person (notes(10), seen DESC)',
      },
    },
  },
);

for (const engine of engines) {
  describe(engine.name, engine.needs, () => testEngine(engine));
}

function testEngine(engine: TestEngine): void {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-words-'));
    database = await databaseIn(folder, engine, 1);
    await createDatabase({ schema: made, dialect: database.dialect, target: database.location });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('the database has what the schema says in its words', async () => {
    const statements = await declarations[engine.name](database);
    for (const words of due[engine.name]) expect(statements).toContain(words);
  });

  test('what is declared as something else has no check of ours', async () => {
    await engine.access.execute(
      database.location,
      `INSERT INTO person (id, kind, seen) VALUES (1, 'a', 5); UPDATE person SET boss = 1`,
    );
    const rows = await engine.access.query(database.location, 'SELECT nick, notes FROM person');
    expect(rows).toEqual([{ nick: '?', notes: 'none' }]);
    expect(await declarations[engine.name](database)).not.toMatch(/length\(.?nick/);
  });
}

const due: Readonly<Record<TestEngine['name'], readonly string[]>> = {
  sqlite: [
    '"nick" VARCHAR(30) COLLATE NOCASE NOT NULL',
    '"kind" TEXT COLLATE RTRIM NOT NULL',
    'REFERENCES "person" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED',
    ') WITHOUT ROWID',
    '(lower(nick) DESC) WHERE boss IS NULL',
  ],
  mysql: [
    '`id` int(10) unsigned NOT NULL',
    '`nick` char(30) NOT NULL',
    '`notes` text NOT NULL',
    "`kind` enum('a','b') CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL",
    "COMMENT 'when''s it'",
    "ROW_FORMAT=COMPRESSED COMMENT='people'",
    'KEY `person_seen` (`notes`(10),`seen` DESC)',
  ],
};

const declarations: Readonly<Record<TestEngine['name'], (database: TestDatabase) => Promise<string>>> = {
  sqlite: async ({ engine, location }) => {
    const rows = await engine.access.query(location, "SELECT sql FROM sqlite_schema WHERE tbl_name = 'person'");
    return rows.map(({ sql }) => String(sql)).join('\n');
  },
  mysql: async ({ engine, location }) => {
    const [row] = await engine.access.query(location, 'SHOW CREATE TABLE person');
    return String(row?.['Create Table']);
  },
};
