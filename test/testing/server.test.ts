import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import type { ServerConnection } from '../../src/dialects/mysql/copies.ts';
import { fixture } from '../../src/testing/index.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';
import { fixtureProject, makeFixture, smallRows } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

let server: PrivateServer;
const at = (): `mysql://${string}` => server.url as `mysql://${string}`;

async function smallFixture(): Promise<string> {
  const project = fixtureProject();
  return makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
}

const databases = async (): Promise<readonly string[]> => {
  const found = await server.ask("SHOW DATABASES LIKE 'ntom%'");
  return found.map((row) => String(Object.values(row)[0])).sort();
};

const template = expect.stringMatching(/^ntom_template_[0-9a-f]{32}$/) as unknown;

/** Asks as an application would, without any of ntom's settings. */
async function ask(connection: ServerConnection, sql: string): Promise<unknown> {
  const session = await createConnection({ ...connection, dateStrings: true });
  try {
    return (await session.query({ sql, rowsAsArray: true }))[0];
  } finally {
    await session.end();
  }
}

describe('on a server', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server[Symbol.asyncDispose]());

  test('a test has a database of its own, with all that the load phase makes', async () => {
    await smallFixture();
    const db = await fixture(3, 'small', { at: at() });
    expectTypeOf(db.connection()).toEqualTypeOf<ServerConnection>();
    const { database } = db.connection();
    expect(db.url).toBe(`mysql://root@127.0.0.1:${server.port}/${database}`);
    expect(await databases()).toEqual([database, template]);
    const asked = (sql: string): Promise<unknown> => ask(db.connection(), sql);
    expect(await asked('SELECT id, label, area, HEX(coat_of_arms), facts FROM city ORDER BY id')).toEqual([
      [1, 'Bern, CHE', '51.62', '00FF', '{"bears": 3}'],
      [2, 'Zürich, CHE', null, null, null],
      [9, 'Paris, FRA', '105.40', '', '[]'],
    ]);
    expect(await asked('SELECT name FROM big_city')).toEqual([['Paris']]);
    const basel = "INSERT INTO city (country_code, name, slug, population) VALUES ('CHE', 'Basel', 'basel', 173863)";
    await asked(basel);
    expect(await asked("SELECT id FROM city WHERE name = 'Basel'")).toEqual([[10]]);
    expect(await asked('SELECT * FROM `change`')).toEqual([
      [1, 'made'],
      [10, 'added'],
    ]);
    await expect(asked(basel)).rejects.toThrow(/Duplicate entry/);
    await expect(asked(basel.replace('CHE', 'XXX'))).rejects.toThrow(/foreign key constraint fails/);
    expect(await asked('SELECT `schema`, fingerprint FROM ntom_schema')).toEqual([[3, v3.fingerprint]]);
    await db.dispose();
    expect(await databases()).toEqual([template]);
  });

  test('tables, keys, checks, views and triggers are those of the template', async () => {
    await smallFixture();
    await using db = await fixture(3, 'small', { at: at() });
    const { database } = db.connection();
    const [original] = (await databases()).filter((name) => name.startsWith('ntom_template_'));
    const statements = async (of: string): Promise<readonly unknown[]> => {
      const shown = ['TABLE city', 'TABLE country', 'VIEW big_city', 'VIEW named_city', 'TRIGGER city_added'];
      const found: unknown[] = [];
      for (const each of shown) {
        const rows = await ask({ ...db.connection(), database: of }, `SHOW CREATE ${each}`);
        found.push(
          JSON.stringify(rows)
            .replaceAll(of, '…')
            .replaceAll(/\d{4}-\d\d-\d\d [\d:.]+/g, ''),
        );
      }
      return found;
    };
    expect(await statements(database)).toEqual(await statements(original ?? ''));
  });

  test('what one test does, no other sees, nor the template', async () => {
    await smallFixture();
    await using one = await fixture(3, 'small', { at: at() });
    await ask(one.connection(), 'DELETE FROM city');
    await ask(one.connection(), 'DELETE FROM named_city');
    await using two = await fixture(3, 'small', { at: at() });
    expect(await ask(two.connection(), 'SELECT count(*) FROM city')).toEqual([[3]]);
  });

  test('tests can begin at the same time', async () => {
    await smallFixture();
    const all = await Promise.all([1, 2, 3].map(() => fixture(3, 'small', { at: at() })));
    expect(new Set(all.map((db) => db.connection().database)).size).toBe(3);
    for (const db of all) await db.dispose();
    expect(await databases()).toEqual([template]);
  });

  test('functions of the database are copied, also where a view needs one', async () => {
    await smallFixture();
    await (await fixture(3, 'small', { at: at() })).dispose();
    const [original] = await databases();
    const made = `USE ${original}; CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN 2 * n;
      CREATE VIEW a_doubled AS SELECT twice(id) AS id FROM city`;
    await server.ask(made);
    try {
      await using db = await fixture(3, 'small', { at: at() });
      expect(await ask(db.connection(), 'SELECT id FROM a_doubled ORDER BY id')).toEqual([[2], [4], [18]]);
    } finally {
      await server.ask(`USE ${original}; DROP VIEW a_doubled; DROP FUNCTION twice`);
    }
  });

  test('what cannot be copied leaves nothing', async () => {
    await smallFixture();
    await (await fixture(3, 'small', { at: at() })).dispose();
    const [original] = await databases();
    await server.ask(`USE ${original}; CREATE VIEW broken AS SELECT id FROM city; ALTER VIEW broken AS SELECT 1 AS id;
      CREATE TABLE gone (id INT); CREATE OR REPLACE VIEW broken AS SELECT id FROM gone; DROP TABLE gone`);
    try {
      await expect(fixture(3, 'small', { at: at() })).rejects.toThrow(
        expect.objectContaining({ code: 'TARGET_REFUSED_STATEMENT' }),
      );
      expect(await databases()).toEqual([template]);
    } finally {
      await server.ask(`DROP VIEW ${original}.broken`);
    }
  });

  test('old templates and copies are removed when a template is made, and nothing else', async () => {
    const hex = (ageDays: number): string => Math.floor(Date.now() / 1000 - ageDays * 86_400).toString(16);
    const [oldCopy, copy] = [`ntom_copy_${hex(2)}00000000`, `ntom_copy_${hex(0)}00000000`];
    const oldTemplate = 'ntom_template_0123456789abcdef0123456789abcdef';
    for (const name of [oldCopy, copy, oldTemplate, 'ntom_copy_other']) await server.ask(`CREATE DATABASE ${name}`);
    await server.ask(`CREATE TABLE ${oldTemplate}.ntom_schema (\`schema\` INT, fingerprint TEXT, contentId TEXT, loadedAt TEXT);
      INSERT INTO ${oldTemplate}.ntom_schema VALUES (1, '', '', '2020-01-01T00:00:00.000Z')`);
    const project = fixtureProject();
    await makeFixture({ project, schema: v3, name: 'small', rows: `${smallRows} DELETE FROM city WHERE id = 2` });
    await (await fixture(3, 'small', { at: at() })).dispose();
    const left = await databases();
    expect(left).toEqual(expect.arrayContaining([copy, 'ntom_copy_other', template]));
    expect(left).not.toContain(oldCopy);
    expect(left).not.toContain(oldTemplate);
  });

  test('a user who may not make databases is told so', async () => {
    await smallFixture();
    await server.ask("CREATE USER reader@'%'; GRANT SELECT ON *.* TO reader@'%'");
    const refused = fixture(3, 'small', { at: `mysql://reader@127.0.0.1:${server.port}` });
    await expect(refused).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/REFUSED|PRIVILEGE/) as string }),
    );
  });
});
