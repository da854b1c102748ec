import { describe, expect, test } from 'vitest';
import { isSameOutput } from '../../scripts/pages/is-same-output.ts';
import { pageBlocks, shownCommands } from '../../scripts/pages/page-blocks.ts';

describe('what is printed is what is shown', () => {
  test.each([
    ['3 rows in 0.1 s, 56 rows/s\n', '3 rows in 12.4 s, 1,056 rows/s\n'],
    ['free at data: 82.4 GB\n', 'free at data:  9 kB\n'],
    ['a   2026-11-27T01:18:54.752Z\n', 'a 2027-01-01 09:30\n'],
    ['one\n  ...\nfour\n', 'one\ntwo\nthree\nfour\n'],
    ['one\n...\n', 'one\n'],
    ['$(a) [b] {c}\n', '$(a) [b] {c}\n'],
    ['', ''],
  ])('%j, %j', (shown, printed) => expect(isSameOutput(shown, printed)).toBe(true));

  test.each([
    ['3 rows in 0.1 s\n', '4 rows in 0.1 s\n'],
    ['one\n', 'one\ntwo\n'],
    ['one\ntwo\n', 'one\n'],
    ['one\n...\nfour\n', 'one\ntwo\nfive\n'],
    ['', 'anything\n'],
    ['a.b\n', 'axb\n'],
  ])('not: %j, %j', (shown, printed) => expect(isSameOutput(shown, printed)).toBe(false));
});

test('a page is taken apart', () => {
  const page = 'Write `schemas/v2.ts`\n\n```ts\nconst a = 1;\n```\n\n```console\n$ cat <<E\n> b\n> E\nb\n$ true\n```\n';
  const [file, typed] = pageBlocks(page);
  expect(file).toMatchObject({ language: 'ts', file: 'schemas/v2.ts', text: 'const a = 1;\n' });
  expect(typed).toMatchObject({ language: 'console', file: null });
  expect(page.slice(typed?.start, typed?.end)).toBe(typed?.text);
  expect(shownCommands(typed?.text ?? '')).toEqual([
    { command: 'cat <<E\nb\nE', prompt: '$ cat <<E\n> b\n> E\n', output: 'b\n' },
    { command: 'true', prompt: '$ true\n', output: '' },
  ]);
});
