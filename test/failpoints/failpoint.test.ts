import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { armedBy, type Armed } from '../../src/failpoints/armed.ts';
import { parseFailpoints } from '../../src/failpoints/failpoint.ts';

function armed(text: string): Armed {
  const found = armedBy(text);
  if (found === null) throw new TypeError('nothing is armed');
  return found;
}

function pass(points: Armed, name: string, moment: 'before' | 'after' = 'before'): void {
  points.act({ name, moment, asError: undefined });
}

test('several failpoints are told apart by step, pass and moment', () => {
  expect(parseFailpoints('folder.publish=kill;part.write#12:after=delay:250;*=log:/tmp/steps')).toEqual([
    { step: 'folder.publish', moment: 'before', nth: null, action: { kind: 'kill' } },
    { step: 'part.write', moment: 'after', nth: 12, action: { kind: 'delay', ms: 250 } },
    { step: '*', moment: 'before', nth: null, action: { kind: 'log', file: '/tmp/steps' } },
  ]);
});

test.each(['folder', 'folder.publish', 'folder.publish=die', 'a.b#0=kill', 'a.b=kill:9', 'a.b=delay', 'a.b=log:', ''])(
  'what is no failpoint is refused: %j',
  (text) => {
    expect(() => parseFailpoints(text)).toThrow(TypeError);
  },
);

test('without the variable nothing is armed', () => {
  expect([armedBy(undefined), armedBy('')]).toEqual([null, null]);
});

test('a step fails at the pass and at the moment that are named', () => {
  const points = armed('part.write#2:after=throw');
  pass(points, 'part.write', 'after');
  pass(points, 'part.write');
  pass(points, 'part.sync', 'after');
  expect(() => pass(points, 'part.write', 'after')).toThrow('failpoint part.write');
  pass(points, 'part.write', 'after');
});

test('without a pass every one fails, and * is any step', () => {
  const points = armed('*=throw');
  for (const name of ['part.write', 'part.write', 'part.sync']) expect(() => pass(points, name)).toThrow(name);
});

test.each(['ENOSPC', 'EIO'] as const)('%s is as the system tells it, or as the caller says', (code) => {
  const points = armed(`part.write=${code}`);
  expect(() => pass(points, 'part.write')).toThrow(expect.objectContaining({ code, errno: expect.any(Number) }));
  const asError = (told: string): Error => new Error(`driver: ${told}`);
  expect(() => points.act({ name: 'part.write', moment: 'before', asError })).toThrow(`driver: ${code}`);
});

test('a delay lets others go on where it can', async () => {
  const points = armed('part.write=delay:20');
  let isDone = false;
  const waiting = points.wait({ name: 'part.write', moment: 'before', asError: undefined }).then(() => (isDone = true));
  expect(isDone).toBe(false);
  await waiting;
  expect(isDone).toBe(true);
});

test('the steps are noted in their order', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-steps-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'steps');
  const points = armed(`*=log:${file}`);
  for (const name of ['part.create', 'part.write', 'part.sync']) pass(points, name);
  expect(readFileSync(file, 'utf8')).toBe('part.create\npart.write\npart.sync\n');
});
