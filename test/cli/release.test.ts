import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import type { Finished } from './run-ntom.ts';
import { shopFiles, shopHere } from './shop.ts';

const ntom = (cwd: string, ...argv: string[]): Promise<Finished> => runHere(cwd, argv);

const day = /^\d{4}-\d{2}-\d{2}$/;

/** A shop like another one, with its releases, and files of its own. */
function shopLike(folder: string, more: Readonly<Record<string, string>>): string {
  return shopHere({ 'schemas/lock.json': readFileSync(join(folder, 'schemas/lock.json'), 'utf8'), ...more });
}

test('a schema is released once, and status shows it', async () => {
  const folder = shopHere();
  const first = await ntom(folder, 'release', '1');
  expect(first).toEqual({
    code: 0,
    out: expect.stringMatching(/^schema 1 is released, fingerprint [0-9a-f]{12}\n {2}commit schemas\/lock.json\n$/),
    err: '',
  });
  const lock = readFileSync(join(folder, 'schemas/lock.json'), 'utf8');
  const again = await ntom(folder, 'release', '1');
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toMatch(/^schema 1 was released on \d{4}-\d\d-\d\d and has not changed since\n$/);
  expect(readFileSync(join(folder, 'schemas/lock.json'), 'utf8')).toBe(lock);

  const { out } = await ntom(folder, 'status');
  expect(out).toMatch(/v1 +released \d{4}-\d\d-\d\d +fingerprint [0-9a-f]{12}\n/);
  expect(out).toMatch(/v2 +not released +fingerprint [0-9a-f]{12}\n/);
  const [status] = eventsOf(await ntom(folder, 'status', '--json'));
  const releasedAt: unknown = expect.stringMatching(day);
  expect(status?.['schemas']).toMatchObject([{ releasedAt }, { releasedAt: null }, { releasedAt: null }]);
});

test('older schemas that are not released are no obstacle, but are named', async () => {
  const folder = shopHere();
  await ntom(folder, 'release', '2');
  const { code, out, err } = await ntom(folder, 'release', '3');
  expect({ code, err }).toEqual({ code: 0, err: 'schema 1 is older and not released\n' });
  expect(out).toContain('schema 3 is released');
  const events = eventsOf(await ntom(shopHere(), 'release', '3', '--json'));
  expect(events).toMatchObject([
    { event: 'notice', message: 'schemas 1, 2 are older and not released' },
    { event: 'done', command: 'release', schema: 3, isNew: true, unreleased: [1, 2], next: null },
  ]);
});

test('a released schema may get comments, another form and other refinements', async () => {
  const folder = shopHere();
  await ntom(folder, 'release', '2');
  const other = shopLike(folder, {
    'schemas/v2.ts': `
      /* The second one. */
      import { schema, table, text, int } from 'ntom';
      const id = int().primaryKey(); // of the item
      export default schema(2, {

        "item": table({ id, name: text(40), slug: text(40) }) });`,
  });
  expect(await ntom(other, 'create', '2')).toMatchObject({ code: 0, err: '' });
});

test('a released schema that has changed is refused by every command that needs it', async () => {
  const before = shopHere();
  await ntom(before, 'release', '2');
  const changed = shopFiles['schemas/v2.ts'].replace('slug: text(', 'slug: text(1 + ');
  const folder = shopLike(before, { 'schemas/v2.ts': changed });
  await ntom(folder, 'create', '1');
  const commands = [
    ['create', '2'],
    ['extract', '1to2'],
    ['extract', '2to3'],
    ['load', '2'],
    ['verify', '2'],
    ['migrate', '--to', '2'],
    ['release', '2'],
  ];
  for (const argv of commands) {
    const { code, out, err } = await ntom(folder, ...argv);
    expect(err, argv.join(' ')).toMatch(
      /^ntom: schema 2 was released on .* make schema 3 .*\[SCHEMA_RELEASED_CHANGED\]\n/,
    );
    expect(err).toMatch(/\n {2}next: ntom status\n$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  }

  const status = await ntom(folder, 'status');
  expect(status.code).toBe(0);
  expect(status.out).toMatch(/v2 +released \d{4}-\d\d-\d\d +schema 2 was released on .* make schema 3 for it\n/);
  const [data] = eventsOf(await ntom(folder, 'status', '--json'));
  expect(data?.['schemas']).toMatchObject([{}, { fingerprint: null, releasedAt: expect.stringMatching(day) }, {}]);
});

test('a damaged lock file is named with the place, and status goes on', async () => {
  const folder = shopHere({ 'schemas/lock.json': '{ "format": 1, "released": { "1": {} } }' });
  const { code, err } = await ntom(folder, 'release', '2');
  expect(err).toMatch(/^ntom: schemas\/lock.json is damaged at released.1.fingerprint: .*\[LOCK_INVALID\]\n/);
  expect(err).toContain('next: ntom release 2\n');
  expect(code).toBe(2);
  expect((await ntom(folder, 'status')).out).toMatch(/v1 +- +schemas\/lock.json is damaged at released.1.fingerprint/);
  writeFileSync(join(folder, 'schemas/lock.json'), '{ "format": 1, "released": {} }');
  expect((await ntom(folder, 'release', '2')).code).toBe(0);
});

test('a schema that is not there cannot be released', async () => {
  const { code, err } = await ntom(shopHere(), 'release', '4');
  expect(err).toContain('there is no schemas/v4.ts; schemas there are: 1, 2, 3   [SCHEMA_NOT_FOUND]');
  expect(code).toBe(2);
});
