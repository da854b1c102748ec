import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { eventSchemas } from '../../src/cli/report/event-schemas.ts';
import { statusSchema } from '../../src/cli/status/status-schema.ts';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import { addItems, emptyTheName, shopHere } from './shop.ts';

async function shopWithItems(): Promise<string> {
  const folder = shopHere();
  expect(await runHere(folder, ['create', '1'])).toMatchObject({ code: 0 });
  addItems(folder, 3);
  return folder;
}

type Status = z.infer<typeof statusSchema>;

async function statusOf(folder: string): Promise<Status> {
  const [line, ...others] = eventsOf(await runHere(folder, ['status', '--json']));
  expect(others).toEqual([]);
  return statusSchema.parse(line);
}

const schemaOf = (event: unknown): z.ZodType | undefined =>
  new Map<unknown, z.ZodType>(Object.entries(eventSchemas)).get(event);

test('status keeps to its documented schema, with nothing and with everything', async () => {
  const folder = await shopWithItems();
  expect(await statusOf(folder)).toMatchObject({ application: null, databases: [{ rowsLoaded: null, extract: null }] });

  await runHere(folder, ['migrate']);
  await runHere(folder, ['release', '2']);
  const { contentId } = (await statusOf(folder)).extracts[0] ?? {};
  writeFileSync(join(folder, 'package.json'), '{ "version": "2.4.1" }');
  mkdirSync(join(folder, 'extracts/v9'));
  writeFileSync(join(folder, 'data/shop_v8.db'), 'no database');
  expect(await statusOf(folder)).toMatchObject({
    application: { release: '2.4.1', schema: 2, hasDatabase: true },
    databases: [
      { version: 1, match: 'same', rowsLoaded: null },
      { version: 2, match: 'same', rowsLoaded: 3, extract: 'extracts/v2', record: { contentId } },
      { version: 3, rowsLoaded: 3, extract: 'extracts/v3' },
      { version: 8, problem: expect.any(String) },
    ],
    extracts: [{ isComplete: true, contentId }, { isComplete: true }, { isComplete: false }],
  });
});

test('people read on one screen what there is', async () => {
  const folder = await shopWithItems();
  await runHere(folder, ['migrate', '--to', '2']);
  writeFileSync(join(folder, 'package.json'), '{ "version": "3.0.0" }');
  const { out } = await runHere(folder, ['status']);
  expect(out).toContain('application 3.0.0, which needs a database of schema 3: there is NONE\n');
  expect(out).toMatch(
    /shop_v2\.db +[\d.]+ kB +3 rows loaded +from extracts\/v2, contentId [0-9a-f]{12} +fingerprint right +loaded \d{4}-\d\d-\d\d \d\d:\d\d UTC\n/,
  );
  rmSync(join(folder, 'extracts/v2'), { recursive: true });
  expect((await runHere(folder, ['status'])).out).toMatch(
    /rows not known +from an extract that is not here, contentId [0-9a-f]{12}/,
  );
});

test.each([
  ['no package.json', null],
  ['no JSON', 'version'],
  ['no release', '{ "version": "0.1.0" }'],
])('an application with %s has no release', async (_, text) => {
  const folder = await shopWithItems();
  if (text !== null) writeFileSync(join(folder, 'package.json'), text);
  expect(await statusOf(folder)).toMatchObject({ application: null });
});

test('every line of --json keeps to its documented schema, and every event is met', async () => {
  const folder = await shopWithItems();
  const bad = await shopWithItems();
  emptyTheName(bad, 2);
  const runs = [
    await runHere(folder, ['migrate', '--to', '2', '--json']),
    await runHere(folder, ['load', '2', '--json']),
    await runHere(bad, ['extract', '1to2', '--json']),
  ];
  addItems(folder, 1);
  runs.push(await runHere(folder, ['migrate', '--json']));
  const events = runs.flatMap(eventsOf);
  for (const line of events) expect(schemaOf(line['event'])?.parse(line)).toEqual(line);
  const met = new Set(events.map(({ event }) => event));
  expect(Object.keys(eventSchemas).filter((name) => !met.has(name) && name !== 'rows')).toEqual([]);
});
