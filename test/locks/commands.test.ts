import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runNtom } from '../cli/run-ntom.ts';
import { addItems, shop } from '../cli/shop.ts';
import { change } from '../support/migration.ts';
import { runUntil } from '../support/held-run.ts';

/** A shop whose database can be extracted, and with `extracted` loaded. */
async function filledShop({ extracted }: { extracted: boolean }): Promise<string> {
  const folder = shop();
  change(join(folder, 'data/shop_v1.db'), 'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)');
  addItems(folder, 10);
  if (extracted) expect((await runNtom(folder, 'extract', '1to2', '--quiet')).code).toBe(0);
  return folder;
}

const since = String.raw`, since \d{4}-\d\d-\d\dT[\d:.]+Z`;

// prettier-ignore
test.each([
  { what: 'an extract', extracted: false, step: 'folder.publish', first: ['extract', '1to2'], others: [['extract', '1to2'], ['migrate', '--to', '2']],
    code: 'EXTRACT_LOCKED', says: 'extracts/v2 is being written by process PID (extract 1to2)', lock: 'extracts/.v2.lock' },
  { what: 'a load', extracted: true, step: 'database.publish', first: ['load', '2'], others: [['load', '2'], ['migrate', '--to', '2']],
    code: 'TARGET_LOCKED', says: 'shop_v2.db is being loaded by process PID (load 2)', lock: 'data/.shop_v2.db.lock' },
  { what: 'a rehearsal', extracted: true, step: 'folder.publish', first: ['rehearse', '1to2'], others: [['rehearse', '1to2']],
    code: 'REHEARSAL_LOCKED', says: 'a rehearsal is at work in extracts: process PID (rehearse 1to2)', lock: 'extracts/.rehearsal.lock' },
  { what: 'a fixture', extracted: true, step: 'folder.publish', first: ['fixture', '2'], others: [['fixture', '2']],
    code: 'EXTRACT_LOCKED', says: 'test/fixtures/v2/small is being written by process PID (fixture 2)', lock: 'test/fixtures/v2/.small.lock' },
])('beside $what the others are told by whom, and work once it is killed', async ({ extracted, step, first, others, code, says, lock }) => {
  const folder = await filledShop({ extracted });
  const holder = await runUntil(folder, step, ...first);
  const told = new RegExp(says.replace('PID', String(holder.pid)).replaceAll(/[()]/g, String.raw`\$&`) + since);
  for (const other of others) {
    const { code: exit, out, err } = await runNtom(folder, ...other, '--quiet');
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    for (const text of [`[${code}]`, 'next: ntom ']) expect(err).toContain(text);
    expect(err.replaceAll(`${folder}/`, '')).toMatch(told);
  }
  expect(existsSync(join(folder, lock))).toBe(true);

  await holder.kill();
  expect(await runNtom(folder, ...(others.at(-1) ?? []), '--quiet')).toMatchObject({ code: 0, err: '' });
  rmSync(join(folder, `steps-${step}`));
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => !isOwn(path) && /(^|\/)\.|partial/.test(path));
  expect(left).toEqual([]);
});

/** What ntom keeps of its runs stays. */
function isOwn(path: string): boolean {
  return /^\.ntom(?:\/(?:\.gitignore|runs(?:\/[\w-]+\.json)?))?$/.test(path);
}

test('a run that is at work is shown by status, and so is what it leaves when it is killed', async () => {
  const folder = await filledShop({ extracted: false });
  const run = await runUntil(folder, 'folder.publish', 'extract', '1to2');
  const leftovers = async (): Promise<unknown> => {
    const { out } = await runNtom(folder, 'status', '--json');
    const last = out.trimEnd().split('\n').at(-1) ?? '';
    return (JSON.parse(last) as { leftovers: unknown }).leftovers;
  };
  const partial = expect.stringMatching(/^extracts\/v2\.partial-[0-9a-f]{8}$/) as string;
  const held = {
    holder: expect.stringMatching(new RegExp(`^process ${run.pid} \\(extract 1to2\\)${since}$`)) as string,
    next: null,
  };
  expect(await leftovers()).toEqual([
    { what: partial, is: 'an extract that was not completed', ...held },
    { what: 'extracts/.v2.lock', is: 'a lock', ...held },
  ]);
  await run.kill();
  const free = { holder: null, next: 'ntom extract 1to2' };
  expect(await leftovers()).toEqual([
    { what: partial, is: 'an extract that was not completed', ...free },
    { what: 'extracts/.v2.lock', is: 'a lock', ...free },
  ]);
  const { out } = await runNtom(folder, 'status');
  expect(out).toMatch(
    /leftovers\n +extracts\/v2\.partial-\w+ +an extract that was not completed +ntom extract 1to2 takes care of it/,
  );
});

test.each([
  { first: ['fixture', '2'], kept: 'fixture 2', next: 'ntom fixture 2 --name small' },
  {
    first: ['fixture', 'migrate', '1to2'],
    kept: 'fixture migrate 1to2',
    next: 'ntom fixture migrate 1to2 --name small',
  },
])('so is what ntom $kept leaves, and the command that is named removes it', async ({ first, kept, next }) => {
  const folder = await filledShop({ extracted: true });
  if (first[1] === 'migrate') expect(await runNtom(folder, 'fixture', '1', '--quiet')).toMatchObject({ code: 0 });
  const run = await runUntil(folder, 'folder.publish', ...first);
  const status = async (): Promise<string> => (await runNtom(folder, 'status')).out;
  expect(await status()).toContain(`in the hands of process ${run.pid} (${kept})`);
  await run.kill();
  const says = new RegExp(
    String.raw`leftovers\n +test/fixtures/v2/small\.partial-\w+ +a fixture that was not completed +${next} takes care of it`,
  );
  expect(await status()).toMatch(says);
  expect(await runNtom(folder, ...next.split(' ').slice(1), '--quiet')).toMatchObject({ code: 0 });
  expect(await status()).not.toContain('leftovers');
  expect(readdirSync(join(folder, 'test/fixtures/v2'))).toEqual(['small']);
});
