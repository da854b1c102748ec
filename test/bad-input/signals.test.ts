import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { runNtom, startNtom } from '../cli/run-ntom.ts';
import { addItems, shop } from '../cli/shop.ts';
import { change, contentOf } from '../support/migration.ts';

/** Enough for a signal to arrive in the middle. */
const items = 100_000;

/** A shop that can be extracted, and with `extracted` loaded. */
async function bigShop({ extracted }: { extracted: boolean }): Promise<string> {
  const folder = shop();
  change(join(folder, 'data/shop_v1.db'), 'CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)');
  addItems(folder, items);
  mkdirSync(join(folder, 'extracts'));
  if (extracted) expect((await runNtom(folder, 'extract', '1to2', '--quiet')).code).toBe(0);
  return folder;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly events: readonly Record<string, unknown>[];
}

/** Runs a command, and sends a signal as soon as it works on the first table. */
async function interrupted(folder: string, signal: 'SIGINT' | 'SIGKILL', ...argv: string[]): Promise<Ended> {
  const child = startNtom(folder, [...argv, '--json']);
  const events: Record<string, unknown>[] = [];
  const read = readEvents(child, (event) => {
    events.push(event);
    if (event['event'] === 'table-started') child.kill(signal);
  });
  const [code, by] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended));
  });
  await read;
  return { code, signal: by, events };
}

async function readEvents(child: ChildProcess, tell: (event: Record<string, unknown>) => void): Promise<void> {
  if (child.stdout === null) throw new TypeError('the output is not piped');
  for await (const line of createInterface(child.stdout)) tell(JSON.parse(line) as Record<string, unknown>);
}

const phases = [
  { phase: 'extract', argv: ['extract', '1to2'], final: 'extracts/v2', extracted: false },
  { phase: 'load', argv: ['load', '2'], final: 'data/shop_v2.db', extracted: true },
] as const;

test.each(phases)('Ctrl-C in $phase leaves nothing half-made, and says so', async ({ argv, extracted }) => {
  const folder = await bigShop({ extracted });
  const before = contentOf(folder);
  const { code, events } = await interrupted(folder, 'SIGINT', ...argv);
  const is = extracted ? 'unchanged' : 'not created';
  const state = extracted
    ? [
        { what: 'extracts/v2', is },
        { what: 'shop_v2.db', is: 'not created' },
      ]
    : [
        { what: 'shop_v1.db', is: 'unchanged' },
        { what: 'extracts/v2', is },
      ];
  expect({ code, last: events.at(-1) }).toEqual({
    code: 130,
    last: {
      event: 'error',
      code: 'INTERRUPTED',
      message: `${argv.join(' ')} was interrupted`,
      details: { what: argv.join(' ') },
      state,
      next: `ntom ${argv.join(' ')}`,
    },
  });
  expect(contentOf(folder)).toEqual(before);
});

test.each(phases)(
  'a $phase that was killed leaves no final name, and the next run works and leaves nothing else',
  async ({ argv, final, extracted }) => {
    const folder = await bigShop({ extracted });
    const before = contentOf(folder);
    expect(await interrupted(folder, 'SIGKILL', ...argv)).toMatchObject({ signal: 'SIGKILL' });
    const after = contentOf(folder);
    expect(after).toMatchObject(before);
    expect(after).not.toHaveProperty([final]);
    const added = Object.keys(after).filter((path) => !(path in before));
    const [parent, name] = final.split('/');
    expect(added).toContain(`${parent}/.${name}.lock`);
    for (const path of added) expect(path).toMatch(new RegExp(`^${final}\\.partial-|\\.lock$`));

    expect(await runNtom(folder, ...argv, '--quiet')).toMatchObject({ code: 0, err: '' });
    const made = Object.keys(contentOf(folder)).filter((path) => !(path in before));
    expect(made).toContain(final);
    for (const path of made) expect(path === final || path.startsWith(`${final}/`), path).toBe(true);
  },
);

test('Ctrl-C in a load that was to replace a database: the old one stays', async () => {
  const folder = await bigShop({ extracted: true });
  expect((await runNtom(folder, 'load', '2', '--quiet')).code).toBe(0);
  const before = contentOf(folder);
  const { code, events } = await interrupted(folder, 'SIGINT', 'load', '2', '--replace');
  expect({ code, last: events.at(-1) }).toMatchObject({
    code: 130,
    last: {
      code: 'INTERRUPTED',
      state: [
        { what: 'extracts/v2', is: 'unchanged' },
        { what: 'shop_v2.db', is: 'unchanged' },
      ],
      next: 'ntom load 2 --replace',
    },
  });
  expect(contentOf(folder)).toEqual(before);
});
