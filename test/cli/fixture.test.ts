import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { fixture } from '../../src/testing/fixture.ts';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import type { Finished } from './run-ntom.ts';
import { addItems, shopHere } from './shop.ts';

const ntom = (cwd: string, ...argv: string[]): Promise<Finished> => runHere(cwd, argv);

/** With fifty items in its database of schema 1. */
async function filledShop(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = shopHere(more);
  expect(await ntom(folder, 'create', '1', '--quiet')).toMatchObject({ code: 0 });
  addItems(folder, 50);
  return folder;
}

const linesOf = (folder: string, fixture: string, table = 'item'): readonly unknown[] =>
  readFileSync(join(folder, 'test/fixtures', fixture, `${table}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

describe('ntom fixture', () => {
  test('says what it has made, and how a test gets it', async () => {
    const folder = await filledShop();
    const { code, out } = await ntom(folder, 'fixture', '1', '--rows', '10');
    expect(out).toBe(
      "test/fixtures/v1/small is complete: 10 rows\n  item   10 rows\nin a test: await fixture(1, 'small'), of ntom/testing\n",
    );
    expect(code).toBe(0);
    expect(linesOf(folder, 'v1/small')).toHaveLength(10);
  });

  test('takes the extract where there is no database', async () => {
    const folder = await filledShop();
    await ntom(folder, 'extract', '1', '--quiet');
    rmSync(join(folder, 'data/shop_v1.db'));
    expect(await ntom(folder, 'fixture', '1', '--name', 'of-extract', '--where', 'item: id <= 3')).toMatchObject({
      code: 0,
    });
    expect(linesOf(folder, 'v1/of-extract')).toHaveLength(3);
  });

  test('masks what is marked, says so, and makes a key', async () => {
    const folder = await filledShop({
      'schemas/v1.ts': `
        import { int, schema, table, text } from 'ntom';
        export default schema(1, { item: table({ id: int().primaryKey(), name: text(40).pii('name') }) });`,
    });
    const { code, out, err } = await ntom(folder, 'fixture', '1');
    expect(out).toContain("masked\n  item.name   pii('name')\n");
    expect(err).toContain(
      '.ntom/mask-key is made: who has it makes the same fixtures. Keep it out of version control\n',
    );
    expect(code).toBe(0);
    expect((await ntom(folder, 'check')).out).not.toContain('FIXTURE_');
    await ntom(folder, 'fixture', '1', '--no-mask');
    expect((await ntom(folder, 'check')).out).toContain('[FIXTURE_UNMASKED]');
  });

  test('makes rows up where there is no database and no extract', async () => {
    const folder = shopHere({
      'schemas/v1.ts': `
        import { bool, int, schema, table, text } from 'ntom';
        export default schema(1, {
          item: table({ id: int().primaryKey(), name: text(40).pii('name'), email: text(40) }),
          flag: table({ is_on: bool().primaryKey() }),
        });`,
    });
    const { code, out, err } = await ntom(folder, 'fixture', '1', '--name', 'small', '--generate', '100');
    expect(err).not.toContain('mask-key');
    expect(out).toBe(
      'test/fixtures/v1/small is complete: 102 rows\n  item   100 rows\n  flag     2 rows\n' +
        'no more than 2 rows of flag can be made up (is_on): primary key: other rows have all values that were found\n' +
        "in a test: await fixture(1, 'small'), of ntom/testing\n",
    );
    expect(code).toBe(0);
    expect(linesOf(folder, 'v1/small')).toHaveLength(100);
    expect((await ntom(folder, 'check')).out).not.toContain('FIXTURE_');
    const load = await ntom(folder, 'load', '1', '--in', 'test/fixtures/v1/small');
    expect(load.err).toContain('test/fixtures/v1/small is a fixture: it has made-up rows of schema 1\n');
    expect(load.code).toBe(0);
    await using db = await fixture(1, 'small', { project: folder });
    expect(db.database.prepare('SELECT count(*) FROM item').pluck().get()).toBe(100);
    const before = linesOf(folder, 'v1/small');
    const [event] = eventsOf(await ntom(folder, 'fixture', '1', '--generate', '3', '--seed', 'b', '--json', '--quiet'));
    expect(event).toMatchObject({
      event: 'done',
      rows: 5,
      fewer: [{ table: 'flag', rows: 2, columns: ['is_on'] }],
      uncovered: expect.arrayContaining([expect.stringMatching(/^item\.name, ./)]) as string[],
    });
    expect(before).not.toEqual(expect.arrayContaining([...linesOf(folder, 'v1/small')]));
  });

  test('names what cannot be made up, and makes nothing', async () => {
    const folder = shopHere({
      'schemas/v1.ts': `
        import { int, schema, table } from 'ntom';
        export default schema(1, { item: table({ id: int().primaryKey(), a: int() }, { check: ['a > a'] }) });`,
    });
    const { code, err } = await ntom(folder, 'fixture', '1', '--generate', '5');
    const message = 'no row of item of schema 1 can be made up (a): check item_check_1, a > a   [FIXTURE_NOT_MADE_UP]';
    expect(err).toContain(message);
    expect(err).toContain('next: ntom fixture 1 --name small\n');
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'test/fixtures/v1/small'))).toBe(false);
  });

  test.each(['--from sqlite:.', '--in extracts/v1', '--rows 5', '--no-mask', '--no-cover', '--with-children item'])(
    '--generate is refused together with %s',
    async (other) => {
      const { code, err } = await ntom(shopHere(), 'fixture', '1', '--generate', '5', ...other.split(' '));
      expect({ code, err }).toEqual({ code: 64, err: expect.stringContaining("'--generate <count>'") as string });
    },
  );

  test.each([
    [['fixture', '1', '--generate', '0'], 'It has to be a whole number from 1 to 999999.'],
    [['fixture', '1', '--name', '../x'], 'It has to be a name of letters, digits, - and _.'],
    [['fixture', '1', '--rows', '0'], 'It has to be a whole number from 1 to 999999.'],
    [['fixture', '1', '--where', 'id = 1'], 'It has to be a table, a colon and a condition in SQL.'],
    [
      ['fixture', '1', '--where', 'item: 1', '--where', 'item: 2'],
      'There are two conditions for item: join them by AND.',
    ],
    [['fixture', 'migrate', '2'], 'It has to be NtoM with two schema versions, as in 2to3.'],
  ])('%j is refused', async (argv, says) => {
    const { code, err } = await ntom(shopHere(), ...argv);
    expect({ code, err }).toEqual({ code: 64, err: expect.stringContaining(says) as string });
  });
});

describe('ntom fixture migrate', () => {
  test('makes those of the next schema', async () => {
    const folder = await filledShop();
    await ntom(folder, 'fixture', '1', '--name', 'a', '--rows', '5');
    await ntom(folder, 'fixture', '1', '--name', 'b', '--rows', '7');
    const { code, out } = await ntom(folder, 'fixture', 'migrate', '1to2');
    expect(out).toBe('test/fixtures/v2/a is complete: 5 rows\ntest/fixtures/v2/b is complete: 7 rows\n');
    expect(code).toBe(0);
    const [first] = linesOf(folder, 'v2/a');
    expect(first).toEqual({
      id: expect.any(Number) as number,
      name: expect.any(String) as string,
      slug: expect.any(String) as string,
    });
    expect((await ntom(folder, 'check')).out).not.toContain('FIXTURE_');
    const [event] = eventsOf(await ntom(folder, 'fixture', 'migrate', '1to2', '--name', 'b', '--json', '--quiet'));
    expect(event).toMatchObject({ event: 'done', command: 'fixture migrate', fixtures: [{ name: 'b', rows: 7 }] });
  });

  test("leaves made-up rows unmasked, for they are nobody's", async () => {
    const schemaOf = (version: number) => `
      import { int, schema, table, text } from 'ntom';
      export default schema(${version}, { item: table({ id: int().primaryKey(), mail: text(60).pii('email') }) });`;
    const folder = shopHere({
      'schemas/v1.ts': schemaOf(1),
      'schemas/v2.ts': schemaOf(2),
      'pipelines/1to2.ts': `
        import { copy, pipeline } from 'ntom';
        import v1 from '../schemas/v1.ts';
        import v2 from '../schemas/v2.ts';
        export default pipeline(v1, v2, { item: copy() });`,
    });
    await ntom(folder, 'fixture', '1', '--generate', '20');
    const { code, err } = await ntom(folder, 'fixture', 'migrate', '1to2');
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('mask-key') as string });
    expect(linesOf(folder, 'v2/small')).toEqual(linesOf(folder, 'v1/small'));
    expect((await ntom(folder, 'check')).out).not.toContain('FIXTURE_');
  });

  test('says which fixtures there are', async () => {
    const folder = await filledShop();
    const none = await ntom(folder, 'fixture', 'migrate', '1to2');
    expect(none.err).toContain('fixtures of schema 1 there are: none; ');
    expect(none.err).toContain('next: ntom fixture 1 --name small\n');
    await ntom(folder, 'fixture', '1', '--name', 'small');
    const { code, err } = await ntom(folder, 'fixture', 'migrate', '1to2', '--name', 'smal');
    expect(err).toContain('test/fixtures/v1/smal; is small meant? Fixtures of schema 1 there are: small');
    expect(err).toContain('next: ntom fixture migrate --name small 1to2\n');
    expect(code).toBe(2);
  });

  test('says what schema M does not take, and leaves the fixture of schema M as it is', async () => {
    const folder = await filledShop();
    await ntom(folder, 'fixture', '1', '--rows', '5');
    await ntom(folder, 'fixture', 'migrate', '1to2');
    const before = linesOf(folder, 'v2/small');
    const database = new BetterSqlite3(join(folder, 'data/shop_v1.db'));
    database.exec("UPDATE item SET name = ''");
    database.close();
    await ntom(folder, 'fixture', '1', '--rows', '5');
    const { code, err } = await ntom(folder, 'fixture', 'migrate', '1to2');
    expect(err).toMatch(
      /schema 2 does not take rows that \S+test\/fixtures\/v1\/small becomes \(item 5\), the first: item \{"id":\d+\}: name: /,
    );
    expect(err).toContain('[FIXTURE_ROWS_REJECTED]');
    expect(err).toContain('next: ntom fixture migrate 1to2');
    expect(code).toBe(1);
    expect(linesOf(folder, 'v2/small')).toEqual(before);
    expect(existsSync(join(folder, 'test/fixtures/v2/small.rejects'))).toBe(false);
  });
});
