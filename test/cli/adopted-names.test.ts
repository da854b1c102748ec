import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { int, schema, table, text } from '../../src/index.ts';
import { engines, type TestEngine } from '../support/engines.ts';
import { eventsOf } from './events-of.ts';
import { runHere } from '../support/run-here.ts';
import { fakeContext } from './fake-context.ts';
import type { Finished } from './run-ntom.ts';
import { shopHere } from './shop.ts';

const v1 = schema(1, { item: table({ id: int().primaryKey(), name: text(40) }) });

interface Shop {
  readonly folder: string;
  readonly app: string;
  readonly url: string;
  readonly dialect: Dialect;
  /** The application's own database, which is not there yet. */
  readonly live: DatabaseLocation;
  readonly ntom: (...argv: string[]) => Promise<Finished>;
  readonly status: () => Promise<Record<string, unknown>>;
}

async function shopOn(engine: TestEngine, nameOf: (app: string) => string): Promise<Shop> {
  const folder = shopHere();
  const { url, app } = await engine.place(join(folder, 'data'));
  const name = nameOf(app);
  const dialect = await dialectOf(url);
  const configured = shopHere({
    'ntom.config.ts': `export default { app: '${app}', database: '${url}', names: { 1: '${name}' } };`,
  });
  const live = dialect.locateNamed(url, name);
  const ntom = (...argv: string[]): Promise<Finished> => runHere(configured, argv, [live]);
  const status = async (): Promise<Record<string, unknown>> => eventsOf(await ntom('status', '--json'))[0] ?? {};
  return { folder: configured, app, url, dialect, live, ntom, status };
}

/** A database as an application would have it: without anything of ntom's. */
async function makeLive(engine: TestEngine, { dialect, live }: Shop): Promise<void> {
  await createDatabase({ schema: v1, dialect, target: live });
  await engine.access.execute(live, `DROP TABLE ntom_schema; INSERT INTO item VALUES (1, 'Tea'), (2, 'Salt');`);
}

for (const engine of engines) {
  // A name that has to be quoted, and a path where the engine has paths.
  const nameOf = (app: string): string => (engine.name === 'sqlite' ? '../data/live shop.db' : `${app}-live shop`);

  describe(engine.name, engine.needs, () => {
    test('a database of another name is the one of its version', async () => {
      const shop = await shopOn(engine, nameOf);
      await makeLive(engine, shop);
      expect((await shop.ntom('url', '1')).out).toBe(`${String(shop.live)}\n`);
      expect((await shop.ntom('url', '2')).out).toBe(`${String(shop.dialect.locate(shop.url, shop.app, 2))}\n`);
      const status = await shop.status();
      expect(status['databases']).toMatchObject([
        { version: 1, label: shop.live.label, url: String(shop.live), record: null, problem: null },
      ]);
      expect(status['next']).toBe('ntom migrate --to 3');
      expect((await shop.ntom('status')).out).toMatch(/schema 1 by its name +not made by ntom/);
    });

    test('it is read, and never written', async () => {
      const shop = await shopOn(engine, nameOf);
      await makeLive(engine, shop);
      const before = await engine.access.contentHash(shop.live);
      const extract = await shop.ntom('extract', '1');
      expect(extract).toMatchObject({ code: 0, out: expect.stringContaining('2 rows') });
      expect(extract.out).not.toContain('next:');
      for (const argv of [
        ['create', '1'],
        ['load', '1'],
        ['load', '1', '--replace'],
        ['load', '1', '--to', shop.url],
      ]) {
        const { code, err } = await shop.ntom(...argv);
        expect({ argv, code }).toEqual({ argv, code: 2 });
        expect(err).toContain(`${shop.live.label} is the application's own database of schema 1`);
        expect(err).toContain('[TARGET_ADOPTED]');
      }
      expect(await shop.ntom('migrate', '--to', '2')).toMatchObject({ code: 0 });
      expect((await shop.ntom('verify', '1')).err).toContain('it was not made by ntom');
      expect(await engine.access.contentHash(shop.live)).toBe(before);
      const migrated = shop.dialect.locate(shop.url, shop.app, 2);
      expect(await engine.access.query(migrated, 'SELECT id, slug FROM item ORDER BY id')).toEqual(
        ['tea', 'salt'].map((slug, index) => ({ id: engine.name === 'sqlite' ? index + 1 : expect.anything(), slug })),
      );
    });

    test('it counts before one with the name that follows from the version', async () => {
      const shop = await shopOn(engine, nameOf);
      await createDatabase({ schema: v1, dialect: shop.dialect, target: shop.dialect.locate(shop.url, shop.app, 1) });
      expect(await shop.status()).toMatchObject({
        databases: [],
        why: 'the database of schema 1 is not there: see names in ntom.config.ts',
        next: null,
      });
      expect((await shop.ntom('extract', '1to2')).err).toContain(`there is no database ${shop.live.label} at`);
      const migrate = await shop.ntom('migrate');
      expect(migrate.err).toContain(`${shop.live.label}   missing\n  next: ntom status`);
      await makeLive(engine, shop);
      expect(await shop.status()).toMatchObject({ databases: [{ version: 1, label: shop.live.label }] });
      expect((await shop.ntom('extract', '1to2')).out).toContain('2 rows');
    });

    test('at another place the name follows from the version', async () => {
      const shop = await shopOn(engine, nameOf);
      await makeLive(engine, shop);
      const elsewhere = `sqlite:${join(shop.folder, 'elsewhere')}`;
      await shop.ntom('extract', '1');
      const load = await shop.ntom('load', '1', '--to', elsewhere);
      expect(load).toMatchObject({ code: 0, err: expect.any(String) });
      expect(load.out).toContain(`${shop.app}_v1.db is complete: 2 rows`);
      expect(await shop.ntom('extract', '1to2', '--from', elsewhere)).toMatchObject({ code: 0 });
    });

    test('a migration back to it is refused before its first step', async () => {
      const shop = await shopOn(engine, nameOf);
      await makeLive(engine, shop);
      await shop.ntom('migrate', '--to', '2');
      await shop.ntom('extract', '2');
      const back = shopHere({
        'ntom.config.ts': `export default { app: '${shop.app}', database: '${shop.url}', names: { 1: '${nameOf(shop.app)}' } };`,
        'pipelines/2to1.ts': `
          import { pipeline, sql } from 'ntom';
          import v1 from '../schemas/v1.ts';
          import v2 from '../schemas/v2.ts';
          export default pipeline(v2, v1, { item: sql\`SELECT id, name FROM item\` }, { drops: { 'item.slug': '' } });`,
      });
      const context = fakeContext({ cwd: back });
      expect(await run(['migrate', '--to', '1'], context)).toBe(2);
      expect(context.err()).toContain('[TARGET_ADOPTED]');
      expect(context.err()).not.toContain('extract 1:');
    });
  });
}

describe('a name that no database can have is refused', () => {
  test.each([
    ['sqlite:/data', '/srv/dev.db', 'a path from the folder'],
    ['sqlite:/data', 'C:\\dev.db', 'a path from the folder'],
    ['sqlite:/data', 'data/', 'a folder, not a file'],
    ['sqlite:/data', '..', 'a folder, not a file'],
    ['sqlite:/data', '../', 'a folder, not a file'],
    ['sqlite:/data', 'a\0b', 'NUL'],
    ['mysql://h', '../shop', 'not a path'],
    ['mysql://h', 'a/b', 'not a path'],
    ['mysql://h', '..', 'not a path'],
    ['mysql://h', 'a\\b', 'not a path'],
    ['mysql://h', 'MySQL', "the server's own"],
    ['mysql://h', 'a '.repeat(20), 'characters'],
    ['mysql://h', '🐟', 'characters'],
    ['mysql://h', 'a\nb', 'characters'],
    ['mysql://h', 'x'.repeat(65), '64 characters'],
  ])('%s: %j', async (place, name, reason) => {
    const dialect = await dialectOf(place);
    expect(() => dialect.locateNamed(place, name)).toThrow(expect.objectContaining({ code: 'DATABASE_NAME_WRONG' }));
    expect(() => dialect.locateNamed(place, name)).toThrow(reason);
  });

  test.each([
    ['sqlite:/data', '../prisma/dev.db', 'sqlite:/prisma/dev.db'],
    ['sqlite:/data', '..dev', 'sqlite:/data/..dev'],
    ['mysql://u@h:1', "a`b'; c%?", "mysql://u@h:1/a%60b'%3B%20c%25%3F"],
  ])('but %s: %j is one', async (place, name, url) => {
    expect(String((await dialectOf(place)).locateNamed(place, name))).toBe(url);
  });
});
