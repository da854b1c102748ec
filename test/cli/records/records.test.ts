import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRecords } from '../../../src/cli/records/read-records.ts';
import type { RunRecord } from '../../../src/cli/records/run-record.ts';
import { packageVersion } from '../../../src/package-version.ts';
import { runHere } from '../../support/run-here.ts';
import { eventsOf } from '../events-of.ts';
import { addItems, emptyTheName, shopHere } from '../shop.ts';

const rows = 3;

async function shopWithItems(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = shopHere(more);
  expect(await runHere(folder, ['create', '1'])).toMatchObject({ code: 0 });
  addItems(folder, rows);
  return folder;
}

function recordsOf(folder: string): ReadonlyMap<string, RunRecord> {
  const told: string[] = [];
  const records = readRecords(folder, (message) => told.push(message));
  expect(told).toEqual([]);
  return new Map(records.map((record) => [`${record.command} ${record.subject}`, record]));
}

const runs = (folder: string): string => join(folder, '.ntom/runs');

test('extract, load, verify and rehearse leave a record each, which nobody else can read and no version control sees', async () => {
  const folder = await shopWithItems();
  const lines = [
    ['rehearse', '1to2'],
    ['extract', '1to2'],
    ['load', '2', '--workers', '3'],
    ['verify', '2'],
  ];
  for (const argv of lines) expect(await runHere(folder, argv)).toMatchObject({ code: 0 });

  const records = recordsOf(folder);
  const { contentId } = JSON.parse(readFileSync(join(folder, 'extracts/v2/manifest.json'), 'utf8')) as RunRecord;
  const item = { table: 'item', rows, parts: 1 };
  const extracted = { phase: 'extract', rows, tables: [item] };
  const whole = {
    tool: `ntom ${packageVersion()}`,
    node: process.versions.node,
    outcome: 'done',
    contentId,
    rejected: [],
  };
  expect([...records.keys()]).toEqual(['extract 1to2', 'load 2', 'rehearse 1to2', 'verify 2']);
  expect(records.get('extract 1to2')).toMatchObject({ ...whole, phases: [extracted] });
  expect(records.get('rehearse 1to2')).toMatchObject({ ...whole, phases: [extracted] });
  expect(records.get('load 2')).toMatchObject({
    ...whole,
    workers: 3,
    phases: [
      { phase: 'load', rows, tables: [item] },
      { phase: 'verify', rows, tables: [item] },
    ],
  });
  expect(records.get('verify 2')).toMatchObject({ ...whole, phases: [{ phase: 'verify', rows, tables: [item] }] });
  for (const { peakMemoryBytes } of records.values()) expect(peakMemoryBytes).toBeGreaterThan(1_000_000);
  const names = readdirSync(runs(folder));
  expect(names).toEqual(['extract-1to2.json', 'load-2.json', 'rehearse-1to2.json', 'verify-2.json']);
  expect(new Set(names.map((name) => statSync(join(runs(folder), name)).mode & 0o777))).toEqual(new Set([0o600]));
  expect(readFileSync(join(folder, '.ntom/.gitignore'), 'utf8')).toBe('*\n');
});

test('tables begin and end within their run', async () => {
  const folder = await shopWithItems();
  await runHere(folder, ['extract', '1to2']);
  for (const { phases, startedAt, finishedAt } of recordsOf(folder).values()) {
    expect(Date.parse(startedAt)).toBeLessThanOrEqual(Date.parse(finishedAt));
    for (const { startedMs, endedMs, bytes } of phases.flatMap(({ tables }) => tables)) {
      expect(startedMs).toBeLessThanOrEqual(endedMs);
      expect(bytes).toBe(statSync(join(folder, 'extracts/v2/item.csv')).size);
    }
  }
});

test.each(['extract', 'rehearse'])('%s keeps what was rejected, and why', async (command) => {
  const folder = await shopWithItems();
  emptyTheName(folder, 2);
  expect(await runHere(folder, [command, '1to2'])).toMatchObject({ code: 1 });
  const message = 'Too small: expected string to have >=1 characters';
  expect(recordsOf(folder).get(`${command} 1to2`)).toMatchObject({
    outcome: command === 'extract' ? 'ROWS_REJECTED' : 'REHEARSAL_REJECTED',
    contentId: null,
    phases: [{ phase: 'extract', rows: rows - 1 }],
    rejected: [
      {
        table: 'item',
        rows: 1,
        reasons: [{ column: 'name', message, rows: 1, examples: [{ row: 2, key: { id: 2 } }] }],
      },
    ],
  });
});

test('a record shows no personal data, neither in a key nor in a message', async () => {
  const folder = await shopWithItems({
    'schemas/v2.ts': `
      import { z } from 'zod';
      import { int, schema, table, text } from 'ntom';
      export default schema(2, {
        item: table({
          id: int().pii((id) => id + 1).primaryKey(),
          name: text(40, z.string().refine((name) => name !== 'Item 2', { error: ({ input }) => \`"\${input}" is taken\` })).pii('name'),
          slug: text(40),
        }),
      });`,
  });
  expect(await runHere(folder, ['extract', '1to2'])).toMatchObject({ code: 1 });
  const [reason] = recordsOf(folder).get('extract 1to2')?.rejected[0]?.reasons ?? [];
  expect(reason).toMatchObject({ column: 'name', message: '… is taken', examples: [{ row: 2, key: { id: '…' } }] });
  expect(readFileSync(join(runs(folder), 'extract-1to2.json'), 'utf8')).not.toContain('Item 2');
});

test('a run that ends before a phase begins leaves the record of the last one', async () => {
  const folder = await shopWithItems();
  await runHere(folder, ['extract', '1to2']);
  const before = readFileSync(join(runs(folder), 'extract-1to2.json'), 'utf8');
  rmSync(join(folder, 'data/shop_v1.db'));
  expect(await runHere(folder, ['extract', '1to2'])).toMatchObject({ code: 2 });
  expect(readFileSync(join(runs(folder), 'extract-1to2.json'), 'utf8')).toBe(before);
});

test('a record that cannot be written is a notice, and the command is done', async () => {
  const folder = await shopWithItems();
  writeFileSync(join(folder, '.ntom'), 'in the way');
  const run = await runHere(folder, ['extract', '1to2', '--json']);
  expect(run.code).toBe(0);
  const notices = eventsOf(run).filter(({ event }) => event === 'notice');
  expect(notices).toMatchObject([{ message: expect.stringMatching(/^no record is kept of this run: .*\.ntom/) }]);
  expect(existsSync(join(folder, 'extracts/v2/manifest.json'))).toBe(true);
});

test.each([
  ['no JSON', 'Unexpected token'],
  ['{"format":2}', 'Invalid input'],
])('a record that cannot be read counts as none: %s', async (text, why) => {
  const folder = await shopWithItems();
  await runHere(folder, ['rehearse', '1to2']);
  writeFileSync(join(runs(folder), 'extract-1to2.json'), text);
  const told: string[] = [];
  expect(readRecords(folder, (message) => told.push(message))).toMatchObject([{ command: 'rehearse' }]);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('the record extract-1to2.json cannot be read, and counts as none: ');
  expect(told[0]).toContain(why);
});

test('a record under the name of another counts as none', async () => {
  const folder = await shopWithItems();
  await runHere(folder, ['rehearse', '1to2']);
  const text = readFileSync(join(runs(folder), 'rehearse-1to2.json'), 'utf8');
  writeFileSync(join(runs(folder), 'extract-1to2.json'), text);
  const told: string[] = [];
  expect(readRecords(folder, (message) => told.push(message))).toHaveLength(1);
  expect(told[0]).toContain('it is one of rehearse 1to2');
});

test('what a run left that was ended while it wrote the record goes with the next one', async () => {
  const folder = await shopWithItems();
  mkdirSync(runs(folder), { recursive: true });
  writeFileSync(join(runs(folder), 'extract-1to2.json.partial-0123abcd'), '{');
  chmodSync(runs(folder), 0o700);
  await runHere(folder, ['extract', '1to2']);
  expect(readdirSync(runs(folder))).toEqual(['extract-1to2.json']);
});
