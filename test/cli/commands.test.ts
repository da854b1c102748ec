import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import type { Finished } from './run-ntom.ts';
import { addItems, emptyTheName, shopHere, shopFiles } from './shop.ts';

const runNtom = (cwd: string, ...argv: string[]): Promise<Finished> => runHere(cwd, argv);

async function shopWithItems(count: number): Promise<string> {
  const folder = shopHere();
  expect(await runNtom(folder, 'create', '1')).toMatchObject({ code: 0, err: '' });
  addItems(folder, count);
  return folder;
}

test('an operator goes from schema 1 to 2 by the two phases, as status says', async () => {
  const folder = await shopWithItems(3);
  expect((await runNtom(folder, 'status')).out).toContain('next: ntom migrate --to 3');
  rmSync(join(folder, 'schemas/v3.ts'));

  expect((await runNtom(folder, 'status')).out).toContain('next: ntom extract 1to2');
  const extract = await runNtom(folder, 'extract', '1to2');
  expect(extract).toMatchObject({
    code: 0,
    out: expect.stringContaining('extracts/v2 is complete: 3 rows in 1 table'),
  });
  expect(extract.err).toMatch(/^extract 2: 3 rows in .* s, .* rows\/s\n$/);

  expect(extract.out).toContain('next: ntom load 2');
  expect((await runNtom(folder, 'status')).out).toContain('next: ntom load 2');
  const load = await runNtom(folder, 'load', '2');
  expect(load).toMatchObject({ code: 0, out: expect.stringContaining('shop_v2.db is complete: 3 rows') });

  const verify = await runNtom(folder, 'verify', '2');
  expect(verify).toMatchObject({
    code: 0,
    out: expect.stringContaining('shop_v2.db holds exactly what extracts/v2 holds'),
  });
  expect((await runNtom(folder, 'status')).out).toContain('nothing to do');
  expect(await runNtom(folder, 'url', '2', '--quiet')).toEqual({
    code: 0,
    out: `sqlite:${folder}/data/shop_v2.db\n`,
    err: '',
  });

  const again = await runNtom(folder, 'load', '2');
  expect(again.code).toBe(2);
  expect(again.err).toContain('[TARGET_EXISTS]');
  expect(again.err).toContain('next: ntom load 2 --replace\n');
});

test('migrate leads through all schemas, and has nothing to do then', async () => {
  const folder = await shopWithItems(3);
  const migrate = await runNtom(folder, 'migrate', '--json');
  expect(migrate).toMatchObject({ code: 0, err: '' });
  const events = eventsOf(migrate);
  expect(events.filter(({ event }) => event === 'step').map(({ command }) => command)).toEqual([
    'plan',
    'extract',
    'load',
    'extract',
    'load',
  ]);
  expect(events.at(-1)).toMatchObject({
    event: 'done',
    command: 'migrate',
    from: 1,
    to: 3,
    pipelines: ['1to2', '2to3'],
  });

  const again = await runNtom(folder, 'migrate');
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toContain('nothing to do: shop_v3.db is there\nto go back: the databases before are there');
  const back = await runNtom(folder, 'migrate', '--to', '1');
  expect(back).toMatchObject({ code: 2, err: expect.stringContaining('no pipelines lead from schema 3 to schema 1') });

  const status = eventsOf(await runNtom(folder, 'status', '--json'));
  expect(status).toHaveLength(1);
  expect(status[0]).toMatchObject({ app: 'shop', pipelines: ['1to2', '2to3'], next: null });
  expect(status[0]?.['databases']).toMatchObject(
    [1, 2, 3].map((version) => ({ version, match: 'same', problem: null })),
  );
  expect(status[0]?.['extracts']).toMatchObject([2, 3].map((version) => ({ version, isComplete: true, rows: 3 })));
});

test('migrate refuses to build what is there, before it begins', async () => {
  const folder = shopHere({ 'pipelines/3to2.ts': shopFiles['pipelines/1to2.ts'] });
  await runNtom(folder, 'create', '2');
  await runNtom(folder, 'create', '3');
  const { code, err } = await runNtom(folder, 'migrate', '--to', '2');
  expect(err).toContain('would have to build shop_v2.db by 3to2, but it exists');
  expect(err).toContain('  shop_v3.db   unchanged\n');
  expect(code).toBe(2);
});

test('without a database migrate says how to make one', async () => {
  const { code, err } = await runNtom(shopHere(), 'migrate');
  expect(err).toMatch(/^ntom: no database of shop at sqlite:.*\[DATABASE_NONE\]\n {2}next: ntom create 3\n$/);
  expect(code).toBe(2);
});

test('a rejected row is a finding: exit code 1, no extract, a file with the row', async () => {
  const folder = await shopWithItems(3);
  emptyTheName(folder, 2);
  const { code, err } = await runNtom(folder, 'extract', '1to2');
  expect(code).toBe(1);
  expect(err).toContain('item: 1 row rejected');
  expect(err).toContain('[ROWS_REJECTED]');
  expect(readdirSync(join(folder, 'extracts'))).toEqual(['v2.rejects']);
});

test('a project may be named from anywhere, and is named in the next command', async () => {
  const folder = shopHere();
  const { code, err } = await runNtom('/', '--project', folder, 'migrate');
  expect(err).toContain(`next: ntom create 3 --project ${folder}\n`);
  expect(code).toBe(2);
});

test('an edited extract is sealed, and status and load say so', async () => {
  const folder = await shopWithItems(3);
  await runNtom(folder, 'extract', '1to2');
  expect((await runNtom(folder, 'seal', '2')).out).toBe(
    'extracts/v2 needs no seal: every file is as its manifest says\n  next: ntom load 2\n',
  );
  const part = join(folder, 'extracts/v2/item.csv');
  writeFileSync(part, readFileSync(part, 'utf8').replace('"Item 2"', '""'));
  const refused = await runNtom(folder, 'seal', '2');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('[ROWS_REJECTED]') });
  expect(refused.err).toMatch(/extracts\/v2 +unchanged, not sealed\n/);
  expect(refused.err).toContain('next: ntom seal 2\n');

  writeFileSync(part, readFileSync(part, 'utf8').replace('2,""', '2,"Item two"'));
  const sealed = await runNtom(folder, 'seal', '2');
  expect(sealed).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^extracts\/v2 is sealed, edited in item\.csv: 3 rows in 1 table, contentId [0-9a-f]{12}\n {2}next: ntom load 2\n$/,
    ),
    err: expect.stringMatching(/^seal 2: 3 rows in /),
  });
  expect((await runNtom(folder, 'status')).out).toMatch(/extracts\/v2 .*edited, sealed \d{4}-/);
  const load = await runNtom(folder, 'load', '2');
  expect(load).toMatchObject({
    code: 0,
    err: expect.stringMatching(/extracts\/v2 was edited \(item\.csv\) and sealed at /),
  });
});
