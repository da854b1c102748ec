import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../src/dialects/registry.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { eventsOf } from '../cli/events-of.ts';
import type { Finished } from '../cli/run-ntom.ts';
import { importingSources } from '../project/importing-sources.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { engines, type TestEngine } from '../support/engines.ts';
import { runHere } from '../support/run-here.ts';

const tables = `
  // The keys of schema 2 are computed: they come in another order than those of schema 1.
  city: table({ id: int().primaryKey(), name: text(40), born: datetime(6).nullable(), share: real() }),
  word: table({ lang: text(3), word: text(20).collation({ sqlite: 'NOCASE', mysql: 'utf8mb4_general_ci' }), uses: bigint() },
    { primaryKey: ['lang', 'word'] }),
  person: table({ email: text(60).pii('email').primaryKey(), note: text(40).pii('text') }),
  visit: table({ note: text(20) }),
  same: table({ id: int().primaryKey() }),`;

const files = (place: { url: string; app: string }): Readonly<Record<string, string>> => ({
  'ntom.config.ts': `
    import { config } from 'ntom';
    export default config({ app: '${place.app}', database: '${place.url}' });`,
  ...Object.fromEntries(
    [1, 2].map((version) => [
      `schemas/v${version}.ts`,
      `import { bigint, datetime, int, real, schema, table, text } from 'ntom';
       export default schema(${version}, {${tables}});`,
    ]),
  ),
  'pipelines/1to2.ts': `
    import { copy, pipeline, sql } from 'ntom';
    import v1 from '../schemas/v1.ts';
    import v2 from '../schemas/v2.ts';
    export default pipeline(v1, v2, {
      city: sql<{ id: number; name: string; born: string | null; share: number }>\`SELECT id, name, born, share FROM city\`
        .each('city').map((row) => ({ ...row, id: 1000 - row.id })),
      word: copy(), person: copy(), visit: copy(), same: copy(),
    });`,
});

const rows = [
  `INSERT INTO city VALUES ${Array.from({ length: 40 }, (_, n) => `(${n + 1}, 'City ${n + 1}', '2026-01-01 00:00:00.5', ${n} / 7.0)`).join(', ')}`,
  `INSERT INTO word VALUES ('de', 'ärger', 1), ('de', 'Zug', 2), ('en', '𝒳', 9007199254740993), ('en', '\uffee', 4), ('en', 'a', 5)`,
  `INSERT INTO person VALUES ('ada@example.org', 'first'), ('bob@example.org', 'second')`,
  `INSERT INTO visit VALUES ('again'), ('again'), ('once')`,
  `INSERT INTO same VALUES (1), (2)`,
];

interface Loaded {
  readonly folder: string;
  /** Of schema 1, and of schema 2. */
  readonly earlier: DatabaseLocation;
  readonly database: DatabaseLocation;
  readonly ntom: (...argv: string[]) => Promise<Finished>;
}

async function loaded(engine: TestEngine): Promise<Loaded> {
  const folder = temporaryProject({});
  const place = await engine.place(folder);
  for (const [path, text] of Object.entries(importingSources(files(place)))) {
    cpSync(temporaryProject({ [path]: text }), folder, { recursive: true });
  }
  const dialect = await dialectOf(place.url);
  const ntom = (...argv: string[]): Promise<Finished> => runHere(folder, argv);
  expect(await ntom('create', '1')).toMatchObject({ code: 0 });
  await engine.access.execute(dialect.locate(place.url, place.app, 1), rows.join(';\n'));
  expect(await ntom('extract', '1to2')).toMatchObject({ code: 0 });
  expect(await ntom('load', '2')).toMatchObject({ code: 0, err: expect.not.stringContaining('ntom:') as string });
  const [earlier, database] = [1, 2].map((version) => dialect.locate(place.url, place.app, version));
  if (earlier === undefined || database === undefined) throw new TypeError('there are two');
  return { folder, earlier, database, ntom };
}

const changes = [
  `UPDATE city SET name = 'Town' WHERE id = 999`,
  `UPDATE city SET born = NULL WHERE id = 960`,
  `DELETE FROM city WHERE id IN (970, 971)`,
  `INSERT INTO city VALUES (3, 'New', NULL, 0.5), (-2, 'Newer', NULL, 0.25)`,
  `UPDATE word SET uses = 9007199254740995 WHERE word = '𝒳'`,
  `UPDATE word SET word = 'A' WHERE word = 'a'`,
  `INSERT INTO person VALUES ('eve@example.org', 'secret')`,
  `UPDATE person SET note = 'hidden' WHERE email = 'bob@example.org'`,
  `DELETE FROM visit WHERE note = 'once'`,
  `INSERT INTO visit VALUES ('again'), ('twice')`,
];

describe.each(engines)('$name', ({ ...engine }) => {
  describe('', { ...engine.needs, timeout: 60_000 }, () => {
    test('nothing changed: nothing is lost', async () => {
      const { ntom } = await loaded(engine);
      const { code, out } = await ntom('rollback-report', '2');
      expect(out).toMatch(/^no row of \S+ changed since it was loaded from extracts\/v2 at 2\S+Z\n/);
      expect(out).toContain('and start release 1.x, which opens');
      expect(out).toContain(': nothing is lost\n');
      expect(out).not.toContain('1 carries them');
      expect(code).toBe(0);
    });

    test('rows changed: every one is counted and the first are named, but nothing that is personal', async () => {
      const { ntom, database } = await loaded(engine);
      await engine.access.execute(database, changes.join(';\n'));
      const told = await ntom('rollback-report', '2', '--json');
      const done = eventsOf(told).at(-1);
      const [none, personal] = [[], '(personal)'];
      expect(done).toMatchObject({
        event: 'done',
        command: 'rollback-report',
        beyond: [],
        next: null,
        back: { schema: 1, pipeline: '2to1', hasPipeline: false, commands: ['ntom new 2to1'] },
        tables: [
          {
            table: 'city',
            rows: { loaded: 40, now: 40 },
            added: 2,
            changed: 2,
            deleted: 2,
            first: {
              added: [{ id: -2 }, { id: 3 }],
              changed: [{ id: 960 }, { id: 999 }],
              deleted: [{ id: 970 }, { id: 971 }],
            },
          },
          {
            table: 'word',
            added: 1,
            changed: 1,
            deleted: 1,
            first: {
              added: [{ lang: 'en', word: 'A' }],
              changed: [{ lang: 'en', word: '𝒳' }],
              deleted: [{ lang: 'en', word: 'a' }],
            },
          },
          {
            table: 'person',
            added: 1,
            changed: 1,
            deleted: 0,
            first: { added: [{ email: personal }], changed: [{ email: personal }], deleted: none },
          },
          { table: 'visit', rows: { loaded: 3, now: 4 }, added: 2, changed: null, deleted: 1 },
          { table: 'same', added: 0, changed: 0, deleted: 0, first: { added: none, changed: none, deleted: none } },
        ],
      });
      const { code, out, err } = await ntom('rollback-report', '2');
      expect(out).toMatch(/^ {2}city +40 rows then, 40 now +2 added +2 changed +2 deleted$/m);
      expect(out).toMatch(/^ {2}visit +3 rows then, 4 now +2 added +no primary key +1 deleted$/m);
      expect(out).toContain('  word, changed: lang "en", word "𝒳"\n');
      expect(out).toContain('  the same in 1 table\n');
      expect(out).toContain('a row that was changed is one deleted and one added');
      expect(out).toContain(': without these changes, which stay in ');
      for (const text of [told.out, out, err]) expect(text).not.toMatch(/example\.org|secret|hidden|second/);
      expect(code).toBe(0);
    });

    test('with a pipeline back, the commands that are said carry the rows', async () => {
      const { folder, ntom, database, earlier } = await loaded(engine);
      const back = readFileSync(join(folder, 'pipelines/1to2.ts'), 'utf8').replaceAll(
        /v([12])\b/g,
        (_, version) => `v${3 - Number(version)}`,
      );
      writeFileSync(join(folder, 'pipelines/2to1.ts'), back);
      await engine.access.execute(database, changes.join(';\n'));
      const { out } = await ntom('rollback-report', '2');
      const commands = [...out.matchAll(/^ {4}ntom (.*)$/gm)].map(([, command]) => command ?? '');
      expect(commands).toEqual(['extract 2to1 --out extracts/v1-back', 'load 1 --in extracts/v1-back --replace']);
      expect(out).toContain('Keep a copy of it');
      for (const command of commands) {
        const argv = command.split(' ');
        expect(await ntom(...argv)).toMatchObject({ code: 0 });
      }
      const found = await engine.access.query(earlier, 'SELECT name FROM city WHERE id IN (1, 997) ORDER BY id');
      expect(found).toEqual([{ name: 'Town' }, { name: 'New' }]);
    });

    test('what the schema does not have is named, since nobody compares it', async () => {
      const { ntom, database } = await loaded(engine);
      await engine.access.execute(database, 'CREATE TABLE audit (id INT); ALTER TABLE same ADD COLUMN extra INT');
      const { code, out } = await ntom('rollback-report', '2');
      expect(out).toContain('not compared, the schema has none of them: audit, same.extra\n');
      expect(code).toBe(0);
    });

    test('another extract than the one that was loaded is refused, and so is one with an altered part', async () => {
      const { folder, ntom } = await loaded(engine);
      cpSync(join(folder, 'extracts/v2'), join(folder, 'kept'), { recursive: true });
      const visits = join(folder, 'extracts/v2/visit.csv');
      writeFileSync(visits, readFileSync(visits, 'utf8').replace('once', 'ones'));
      expect(await ntom('seal', '2')).toMatchObject({ code: 0 });
      const other = await ntom('rollback-report', '2');
      expect(other.err).toContain('extracts/v2: it was loaded from another extract   [ROLLBACK_OTHER_EXTRACT]\n');
      expect(other.err).toContain('next: ntom status\n');
      expect(other.code).toBe(2);
      expect(await ntom('rollback-report', '2', '--in', 'kept')).toMatchObject({ code: 0 });
      expect((await ntom('rollback-report', '1', '--in', 'kept')).err).toMatch(/\[(ROLLBACK_|LOAD_)OTHER/);
      rmSync(join(folder, 'kept/visit.csv'));
      const cut = await ntom('rollback-report', '2', '--in', 'kept');
      expect(cut).toMatchObject({ code: 2, err: expect.stringContaining('[PART_MISSING]') as string });
      expect(cut.err).toContain('next: ntom status\n');
    });
  });
});
