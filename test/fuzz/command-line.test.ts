import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { run } from '../../src/cli/run.ts';
import { fakeContext } from '../cli/fake-context.ts';
import { shopFiles } from '../cli/shop.ts';
import { finished, startNtom } from '../cli/run-ntom.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';
import { importingSources } from '../project/importing-sources.ts';
import { often } from './often.ts';

const program = createProgram();
const commands = program.commands.map((command) => command.name());
const options = [program, ...program.commands].flatMap((command) => command.options.map(({ long }) => long ?? ''));
// It ends with Ctrl-C only.
const endless = ['--watch'];

const values = [
  '1',
  '2',
  '3',
  '1to2',
  '2to3',
  '1to1',
  '0',
  '-1',
  '1e9',
  '999999999',
  '9'.repeat(30),
  'csv',
  'jsonl',
  'zstd',
  'full',
  '.',
  '..',
  '../x',
  'data',
  'out',
  'ntom.config.ts',
  'schemas',
  '/dev/null',
  '/dev/null/x',
  '/proc/x',
  'x'.repeat(300),
  'x'.repeat(5000),
  'sqlite:',
  'sqlite:./data',
  'sqlite:ntom.config.ts',
  'sqlite:/dev/null',
  'sqlite:/dev/null/x',
  `sqlite:${'x'.repeat(5000)}`,
  'mysql://127.0.0.1:1',
  'mysql://%zz@127.0.0.1:1',
  'mysql://[::1',
  'mysql://a:b@127.0.0.1:1',
  'constructor:x',
  '__proto__',
  '',
  ' ',
  '-',
  '--',
  '--=',
  '-x',
  '--no-json',
  '$(id)',
  '; ls',
  '"',
  "'",
  '`',
  '\n',
  '\u001b[2J',
  '\u202e',
  '😀',
  '\ud800',
  'ROWS_REJECTED',
  '[rows_rejected]',
  'constructor',
  'item',
  'item;DROP TABLE item',
  'sqlite',
  'mysql',
  'app',
];
const anyValue = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }).filter((text) => !/[\0/]/.test(text)) },
);

/** An option of a command, with a value if it takes one. */
function anyOptionOf(command: Command): fc.Arbitrary<readonly string[]> {
  const usable = [...program.options, ...command.options].filter(({ long }) => !endless.includes(long ?? ''));
  return fc
    .tuple(fc.constantFrom(...usable), anyValue)
    .map(([{ long, required }, value]) => (required ? [long ?? '', value] : [long ?? '']));
}

/** A command line that a command may understand: the versions and pipelines that there are, options of its own. */
const anyLikelyArgv = fc.constantFrom(...program.commands).chain((command) => {
  const known = fc.constantFrom('1', '2', '3', '1to2', '2to3');
  const words = command.registeredArguments.map(() => fc.oneof({ weight: 8, arbitrary: known }, anyValue));
  const options = fc.array(anyOptionOf(command), { maxLength: 3 }).map((all) => all.flat());
  return fc.tuple(fc.tuple(...words), options).map(([given, chosen]) => [command.name(), ...given, ...chosen]);
});
const anyWord = fc.oneof(fc.constantFrom(...options.filter((option) => !endless.includes(option))), anyValue);
const anyWords = fc.tuple(fc.constantFrom(...commands), fc.array(anyWord, { maxLength: 6 }));
const anyArgv: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 4, arbitrary: anyLikelyArgv },
  { weight: 1, arbitrary: anyWords.map(([command, words]) => [command, ...words]) },
);

/** A project so deep in a folder of its own that nothing beside it is reached. */
function deepProject(): string {
  const folder = join(temporaryFolder(), 'a/b/c/d/e/shop');
  for (const [path, text] of Object.entries(importingSources(shopFiles))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

// oxlint-disable-next-line no-control-regex
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

describe('any command line ends with an exit code of the list, and is understood or refused in words', () => {
  test('for people', async () => {
    const cwd = deepProject();
    const property = fc.asyncProperty(anyArgv, async (argv) => {
      const context = fakeContext({ cwd });
      const code = await run(argv, context);
      expect([0, 1, 2, 64]).toContain(code);
      expect(context.err()).not.toMatch(/this is a bug|^\s+at .*:\d+:\d+\)?$/m);
      if (!argv.includes('--json')) expect(context.out() + context.err()).not.toMatch(obeyed);
      expect(context.err().length).toBeLessThan(20_000);
    });
    await fc.assert(property, { ...often(250), interruptAfterTimeLimit: 600_000 });
  }, 600_000);

  test('for programs: every line is JSON, the last one says how it ended', async () => {
    const cwd = deepProject();
    const property = fc.asyncProperty(anyArgv, async (argv) => {
      const context = fakeContext({ cwd });
      const code = await run(['--json', ...argv], context);
      expect([0, 1, 2, 64]).toContain(code);
      if (argv.includes('--help') || argv.includes('--version') || argv.includes('--')) return;
      const lines = context.out().split('\n').filter(Boolean);
      const last = lines.map((line) => JSON.parse(line) as { event: string; code?: string }).at(-1);
      if (code !== 0) expect(last).toMatchObject({ event: expect.stringMatching(/^(?:error|done)$/) });
      expect(last?.code).not.toBe('BUG');
    });
    await fc.assert(property, often(100));
  }, 600_000);
});

test.each([
  ['nonsense', 64],
  ['a.b=die', 64],
  ['', 0],
])('NTOM_FAILPOINTS=%j: exit code %d, no stack trace', async (text, code) => {
  const context = fakeContext({ env: { NTOM_FAILPOINTS: text } });
  expect(await run(['explain'], context)).toBe(code);
  if (code !== 0) expect(context.err()).toContain('is no failpoint   [USAGE_WRONG]');
});

test('a process with a wrong NTOM_FAILPOINTS says so', async () => {
  const { code, err } = await finished(startNtom('/', ['explain'], { NTOM_FAILPOINTS: 'nonsense' }));
  expect({ code, err }).toEqual({
    code: 64,
    err: 'ntom: NTOM_FAILPOINTS: "nonsense" is no failpoint   [USAGE_WRONG]\n',
  });
});
