import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import { runNtom } from './run-ntom.ts';
import { addItems, emptyTheName, shop, shopFiles, shopHere } from './shop.ts';

const rows = 3;

async function shopWithItems(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = shopHere(more);
  expect(await runHere(folder, ['create', '1'])).toMatchObject({ code: 0 });
  addItems(folder, rows);
  return folder;
}

const direct = {
  'pipelines/1to3.ts': shopFiles['pipelines/1to2.ts']
    .replaceAll('v2', 'v3')
    .replace('({ ...row, slug', '({ id: row.id, slug'),
};

/** All files, by path: bytes and time of change. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  const paths = globSync('**', { cwd: folder, exclude: ['node_modules'] }).concat(
    globSync('.ntom/**', { cwd: folder }),
  );
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(
    files.map((path) => {
      const hash = createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
      return [path, `${hash} ${statSync(join(folder, path)).mtimeMs}`];
    }),
  );
}

test('the plan comes first: the way, tables, rows, disk and time', async () => {
  const folder = await shopWithItems();
  const { code, out } = await runHere(folder, ['migrate']);
  expect(code).toBe(0);
  expect(out).toMatch(/^plan: from schema 1 to 3 by 1to2, 2to3: the only way there is\n/);
  expect(out).toContain(`\n1to2: shop_v1.db to shop_v2.db\n  item   ${rows} rows\n`);
  expect(out).toContain('\n2to3: shop_v2.db to shop_v3.db, when shop_v2.db is there\n  item   rows not known yet\n');
  expect(out).toMatch(/\n {2}extracts +[\d.]+ kB +estimated: as large as what is read +free at extracts: [\d.]+ .?B\n/);
  expect(out).toMatch(/\n {2}databases +[\d.]+ kB +estimated: twice what is read +free at data: [\d.]+ .?B\n/);
  expect(out).toContain('\ntime: not known\n  1to2   not known   ntom rehearse 1to2\n');
  expect(out).toContain('\n  2to3   not known   before shop_v2.db is there\n');
});

test('it ends with the proof and with the way back', async () => {
  const folder = await shopWithItems();
  const { out } = await runHere(folder, ['migrate']);
  const idOf = (version: number): string => {
    const text = readFileSync(join(folder, `extracts/v${version}/manifest.json`), 'utf8');
    return (JSON.parse(text) as { contentId: string }).contentId.slice(0, 12);
  };
  expect(out).toContain(
    [
      'migrated from schema 1 to 3 by 1to2, 2to3',
      'proof: every row was read back and compared with its extract',
      `  shop_v2.db   ${rows} rows   extracts/v2   contentId ${idOf(2)}`,
      `  shop_v3.db   ${rows} rows   extracts/v3   contentId ${idOf(3)}`,
      'to go back: the databases before are there as they were',
      '  release 1.x   shop_v1.db',
      '  release 2.x   shop_v2.db',
      '  what is written to shop_v3.db from now on is not in them: ntom rollback-report 3',
    ].join('\n'),
  );
});

test('a dry run tells the plan and changes nothing', async () => {
  const folder = await shopWithItems();
  await runHere(folder, ['rehearse', '1to2']);
  const before = filesIn(folder);
  expect(Object.keys(before)).toContain('.ntom/runs/rehearse-1to2.json');
  const { code, out, err } = await runHere(folder, ['migrate', '--to', '3', '--dry-run']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^plan: from schema 1 to 3 by 1to2, 2to3/);
  expect(out).toMatch(/\n {2}next: ntom migrate --to 3\n$/);
  expect(filesIn(folder)).toEqual(before);
});

test('a dry run leaves even what a run that was ended has left', async () => {
  const folder = await shopWithItems();
  const left = join(folder, 'data/shop_v1.db.partial-0123456789abcdef');
  writeFileSync(left, '');
  await runHere(folder, ['migrate', '--dry-run']);
  expect(readFileSync(left, 'utf8')).toBe('');
});

test('a dry run checks the source', async () => {
  const folder = shop();
  await runNtom(folder, 'create', '1');
  const schema = join(folder, 'schemas/v1.ts');
  writeFileSync(schema, readFileSync(schema, 'utf8').replace('name: text(40)', 'name: text(40), more: int()'));
  const { code, err } = await runNtom(folder, 'migrate', '--to', '2', '--dry-run');
  expect(err).toContain('shop_v1.db was made from another schema 1 than schemas/v1.ts is now   [SOURCE_OTHER_SCHEMA]');
  expect(code).toBe(2);
});

test('the time comes from the last rehearsal, and the size of the extract', async () => {
  const folder = await shopWithItems();
  await runHere(folder, ['rehearse', '1to2']);
  const file = join(folder, '.ntom/runs/rehearse-1to2.json');
  const record = JSON.parse(readFileSync(file, 'utf8')) as { phases: { tables: { bytes: number }[] }[] };
  const times = { startedAt: '2026-01-02T03:04:00.000Z', finishedAt: '2026-01-02T03:05:00.000Z' };
  writeFileSync(file, JSON.stringify({ ...record, ...times }));
  const bytes = record.phases[0]?.tables[0]?.bytes ?? 0;
  const { out } = await runHere(folder, ['migrate', '--to', '2', '--dry-run']);
  expect(out).toContain(`  item   ${rows} rows   about ${bytes} B\n`);
  expect(out).toContain('time: about 2 min 30 s\n');
  const run = `rehearse 1to2 of 2026-01-02 03:05 UTC, ${rows} rows`;
  expect(out).toContain(`  1to2   2 min 30 s   as ${run}; load estimated: 1.5 times that\n`);

  addItems(folder, rows);
  const twice = await runHere(folder, ['migrate', '--to', '2', '--dry-run']);
  expect(twice.out).toContain('time: about 5 min 0 s\n');
});

test('an extract that was loaded says how long the load took', async () => {
  const folder = await shopWithItems();
  await runHere(folder, ['migrate', '--to', '2']);
  for (const [name, seconds] of [
    ['extract-1to2', 10],
    ['load-2', 30],
  ] as const) {
    const file = join(folder, `.ntom/runs/${name}.json`);
    const record = JSON.parse(readFileSync(file, 'utf8')) as object;
    const times = { startedAt: '2026-01-02T03:04:00.000Z', finishedAt: `2026-01-02T03:04:${seconds}.000Z` };
    writeFileSync(file, JSON.stringify({ ...record, ...times }));
  }
  rmSync(join(folder, 'data/shop_v2.db'));
  const { out } = await runHere(folder, ['migrate', '--to', '2', '--dry-run']);
  expect(out).toContain(`  1to2   40 s   as extract 1to2 of 2026-01-02 03:04 UTC, ${rows} rows, and its load\n`);
});

test('an extract that was not done says nothing of time', async () => {
  const folder = await shopWithItems();
  emptyTheName(folder, 2);
  await runHere(folder, ['extract', '1to2']);
  const { out } = await runHere(folder, ['migrate', '--to', '2', '--dry-run']);
  expect(out).toContain('  1to2   not known   ntom rehearse 1to2\n');
});

test('the direct way is taken, and the other one is named', async () => {
  const folder = await shopWithItems(direct);
  const { code, out } = await runHere(folder, ['migrate']);
  expect(out).toContain('by 1to3: the fewest pipelines; the next way would be 1to2, 2to3\n');
  expect(out).toContain('migrated from schema 1 to 3 by 1to3\n');
  expect(code).toBe(0);
});

test('programs get the plan too, and the proof', async () => {
  const folder = await shopWithItems();
  const dry = eventsOf(await runHere(folder, ['migrate', '--dry-run', '--json']));
  const plan = {
    from: 1,
    to: 3,
    otherWay: null,
    totalMs: null,
    steps: [
      { pipeline: '1to2', isCounted: true, tables: [{ name: 'item', rows }] },
      { pipeline: '2to3', isCounted: false, tables: [{ name: 'item', rows: null }] },
    ],
  };
  expect(dry).toMatchObject([{ event: 'done', command: 'migrate', plan, next: 'ntom migrate' }]);
  const events = eventsOf(await runHere(folder, ['migrate', '--json']));
  expect(events.find(({ command }) => command === 'plan')).toMatchObject({ event: 'step', plan });
  expect(events.at(-1)).toMatchObject({
    steps: [
      { pipeline: '1to2', rows, isCompared: true },
      { pipeline: '2to3', rows },
    ],
    back: [
      { release: '1.x', database: 'shop_v1.db' },
      { release: '2.x', database: 'shop_v2.db' },
    ],
  });
});

test('after an interruption it goes on from the newest database, and extracts anew by the pipeline as it is now', async () => {
  const folder = shop();
  await runNtom(folder, 'create', '1');
  addItems(folder, rows);
  await runNtom(folder, 'migrate', '--to', '2');
  await runNtom(folder, 'extract', '2to3');
  const pipeline = join(folder, 'pipelines/2to3.ts');
  writeFileSync(pipeline, readFileSync(pipeline, 'utf8').replace('SELECT id, slug', "SELECT id, slug || '!' AS slug"));
  const { out } = await runNtom(folder, 'migrate');
  expect(out).toMatch(/^plan: from schema 2 to 3 by 2to3: the only way there is\n2to3: shop_v2.db to shop_v3.db\n/);
  expect(readFileSync(join(folder, 'extracts/v3/item.csv'), 'utf8')).toContain('"item 1!"');
});
