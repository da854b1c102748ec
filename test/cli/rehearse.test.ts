import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import { finished, startNtom, type Finished } from './run-ntom.ts';
import { addItems, emptyTheName, shop, shopHere } from './shop.ts';

const runNtom = (cwd: string, ...argv: string[]): Promise<Finished> => runHere(cwd, argv);

async function shopWithItems(count: number): Promise<string> {
  const folder = shopHere();
  expect(await runNtom(folder, 'create', '1')).toMatchObject({ code: 0 });
  addItems(folder, count);
  return folder;
}

test('a rehearsal without rejects ends with 0 and names the extract that was rehearsed', async () => {
  const folder = await shopWithItems(3);
  const { code, out } = await runNtom(folder, 'rehearse', '1to2', '--format', 'jsonl');
  expect(out).toContain('rehearsal of 1to2: 3 rows in 1 table, none rejected; nothing of it is kept\n');
  expect(out).toMatch(/^ {2}extract +\d+ B +measured +free at extracts: [\d.]+ [kMGT]?B$/m);
  expect(out).toMatch(/^ {2}shop_v2\.db +[\d.]+ kB +estimated: 2 times shop_v1\.db +free at data: [\d.]+ [kMGT]?B$/m);
  expect(out).toMatch(/^ {2}load +[\d.]+ s +estimated: 1\.5 times the extract$/m);
  expect(out).toContain('next: ntom extract 1to2 --format jsonl\n');
  expect(code).toBe(0);
  expect(existsSync(join(folder, 'extracts'))).toBe(false);
  expect(readdirSync(join(folder, 'data'))).toEqual(['shop_v1.db']);
});

test('rejected rows are a finding: exit code 1, and everything is told', async () => {
  const folder = await shopWithItems(3);
  mkdirSync(join(folder, 'extracts'));
  emptyTheName(folder, 2);
  const { code, out, err } = await runNtom(folder, 'rehearse', '1to2');
  expect(code).toBe(1);
  expect(out).toContain(
    'rejected, by reason\n  item.name: Too small: expected string to have >=1 characters: 1 row\n    row 2 (id 2): ""\n',
  );
  expect(out).not.toContain('next:');
  expect(err).toContain('ntom: extract 1to2 would reject 1 of 3 rows   [REHEARSAL_REJECTED]\n');
  expect(err).toContain('  databases and extracts   unchanged\n  next: ntom rehearse 1to2\n');
  expect(err).not.toContain('.rehearsal-');
  expect(readdirSync(join(folder, 'extracts'))).toEqual([]);
});

test('with --json the last line has everything, whether rows were rejected or not', async () => {
  const folder = await shopWithItems(3);
  const done = await runNtom(folder, 'rehearse', '1to2', '--json');
  const whole = { pipeline: '1to2', schema: 2, rows: 3, tables: [{ name: 'item', rows: 3, parts: 1, rejected: 0 }] };
  expect(done.code).toBe(0);
  expect(eventsOf(done).at(-1)).toMatchObject({ event: 'done', command: 'rehearse', ...whole, rejects: { rows: 0 } });
  expect(eventsOf(done).at(-1)).toMatchObject({ disk: { isEnough: true }, downtime: { loadPerExtract: 1.5 } });

  emptyTheName(folder, 2);
  const rejected = await runNtom(folder, 'rehearse', '1to2', '--json', '--quiet');
  expect(rejected.code).toBe(1);
  expect(eventsOf(rejected)).toMatchObject([
    {
      event: 'error',
      code: 'REHEARSAL_REJECTED',
      details: {
        rows: 2,
        tables: [{ name: 'item', rows: 2, rejected: 1 }],
        rejects: { rows: 1, listed: 1, reasons: [{ table: 'item', column: 'name', rows: 1 }] },
      },
      next: 'ntom rehearse 1to2',
    },
  ]);
});

test('of many rejected rows it says of how many the reasons are', async () => {
  const folder = await shopWithItems(3);
  for (const id of [1, 2, 3]) emptyTheName(folder, id);
  const { out } = await runNtom(folder, 'rehearse', '1to2', '--max-rejects', '2');
  expect(out).toContain('rejected, by reason, of the first 2 of 3 rows\n');
});

test('Ctrl-C ends a rehearsal with nothing left behind', async () => {
  const folder = shop();
  await finished(startNtom(folder, ['create', '1']));
  addItems(folder, 200_000);
  const child = startNtom(folder, ['rehearse', '1to2', '--json']);
  child.stdout?.once('data', () => child.kill('SIGINT'));
  const { code, out, err } = await finished(child);
  expect({ code, err }).toEqual({ code: 130, err: '' });
  expect(eventsOf({ out }).at(-1)).toMatchObject({ code: 'INTERRUPTED', next: 'ntom rehearse 1to2' });
  expect(existsSync(join(folder, 'extracts'))).toBe(false);
});
