import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markup } from '../../../src/cli/migration-report/html.ts';
import { runHere } from '../../support/run-here.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { addItems } from '../shop.ts';
import { eventsOf } from '../events-of.ts';
import { done, hostile, hostileShop, personal, refusedPerson } from './hostile-shop.ts';

const pageOf = (folder: string, name = '1to2'): string =>
  readFileSync(join(folder, `.ntom/reports/${name}.html`), 'utf8').replaceAll(/\s+/g, ' ');

test('a report has the rows, the reasons, the proofs and the lineage of a step', async () => {
  const folder = await hostileShop();
  await done(folder, 'extract', '1to2');
  await done(folder, 'load', '2');
  expect(await done(folder, 'report')).toContain('compared with the extract when it was loaded');
  await done(folder, 'verify', '2');
  expect(await done(folder, 'report', '2')).toContain('every row was read back and is equal to the extract');

  const page = pageOf(folder);
  const manifest = readFileSync(join(folder, 'extracts/v2/manifest.json'));
  const { contentId, tables } = JSON.parse(manifest.toString()) as {
    contentId: string;
    tables: readonly { rowHash: string; parts: readonly { sha256: string }[] }[];
  };
  const hashes = [contentId, createHash('sha256').update(manifest).digest('hex')];
  const ofTables = tables.flatMap(({ rowHash, parts }) => [rowHash, ...parts.map(({ sha256 }) => sha256)]);
  for (const hash of [...hashes, ...ofTables]) expect(page).toContain(hash);
  expect(page).toContain('made by the code of .map');
  expect(page).toContain('<code>person.email</code>, as it is');
  expect(page).not.toContain('NOT that of');
  expect(statSync(join(folder, '.ntom/reports/1to2.html')).mode & 0o777).toBe(0o600);
});

test('what is hostile is shown as it is', async () => {
  const folder = await hostileShop();
  await done(folder, 'extract', '1to2');
  await done(folder, 'report', '1to2', '--out', 'here.html');
  const page = readFileSync(join(folder, 'here.html'), 'utf8');
  expect(page).toContain(String(markup`${hostile}`));
  expect(page).not.toContain(hostile);
  expect(page.match(/<(script|img|link|iframe|form)\b/g)).toBeNull();
  const policy = createHash('sha256')
    .update(/<style>([^]*)<\/style>/.exec(page)?.[1] ?? '')
    .digest('base64');
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).toContain(policy);
  const markdown = await done(folder, 'report', '--markdown');
  expect(markdown).not.toMatch(/(?<!\\)[<>]/);
});

test('refused rows are counted with their reasons, and no personal value is shown', async () => {
  const folder = await hostileShop();
  refusedPerson(folder);
  expect(await runHere(folder, ['extract', '1to2'])).toMatchObject({ code: 1 });
  const out = await done(folder, 'report', '1to2');
  expect(out).toContain('ended with ROWS_REJECTED');
  const page = pageOf(folder);
  expect(page).toContain('row 1 (email …)');
  const markdown = await done(folder, 'report', '1to2', '--markdown');
  for (const text of [page, markdown]) {
    expect(text).not.toContain(personal);
    expect(text).not.toContain('x'.repeat(25));
  }
  expect(page).toContain('the extract is not known');
});

test('programs get figures, and what is not known', async () => {
  const folder = await hostileShop();
  const [event] = eventsOf({ out: await done(folder, 'report', '1to2', '--json') });
  expect(event).toMatchObject({
    event: 'done',
    command: 'report',
    from: 1,
    to: 2,
    contentId: null,
    outcome: { is: 'open' },
  });
  expect(event?.['unknown']).toEqual(
    expect.arrayContaining([expect.stringContaining('the extract is not known') as string]),
  );
  expect(existsSync(String(event?.['file']))).toBe(true);
});

test('a run of another extract is left out', async () => {
  const folder = await hostileShop();
  await done(folder, 'extract', '1to2');
  await done(folder, 'load', '2');
  const path = join(folder, '.ntom/runs/load-2.json');
  const other = readFileSync(path, 'utf8').replace(/"contentId": "[^"]*"/, `"contentId": "${'0'.repeat(64)}"`);
  writeFileSync(path, other);
  const out = await done(folder, 'report');
  expect(out).toContain('There is no record that it was compared with it');
  expect(pageOf(folder)).toContain('the last run of load 2 is left out: it was of another extract');
});

test('a database of another extract than the one at hand is said', async () => {
  const folder = await hostileShop();
  await done(folder, 'extract', '1to2');
  await done(folder, 'load', '2');
  addItems(folder, 1);
  await done(folder, 'extract', '1to2');
  expect(await done(folder, 'report')).toContain('loaded from another extract than the one at hand');
  expect(pageOf(folder)).toContain('NOT that of the extract');
});

test('where there is nothing to report on, it is said', async () => {
  const empty = temporaryProject({
    'ntom.config.ts': `export default { app: 'shop', database: 'sqlite:./data' };`,
  });
  expect(await runHere(empty, ['report'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('REPORT_NOTHING') as string,
  });
  expect(await runHere(empty, ['report', '7'])).toMatchObject({
    err: expect.stringContaining('of schema 7') as string,
  });
  const both = await runHere(empty, ['report', '--markdown', '--json']);
  expect(both).toMatchObject({ code: 64 });
});
