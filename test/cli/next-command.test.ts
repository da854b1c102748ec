import { expect, test } from 'vitest';
import { nextCommand } from '../../src/cli/report/next-command.ts';

const given = {
  command: 'load 3',
  options: ['--in', 'my extract', '--to', 'place:./x'],
  projectDirectory: undefined,
  defaultsFile: undefined,
};

test.each([
  ['ntom load 3', "ntom load 3 --in 'my extract' --to place:./x"],
  ['ntom load 3 --replace', "ntom load 3 --replace --in 'my extract' --to place:./x"],
  ['ntom load 31', 'ntom load 31'],
  ['ntom status', 'ntom status'],
  ['ntom load --help', 'ntom load --help'],
  ['less file', 'less file'],
])('%s', (next, expected) => {
  expect(nextCommand(next, given)).toBe(expected);
});

test('the project is named in every command of ours', () => {
  const inProject = { ...given, projectDirectory: "it's" };
  expect(nextCommand('ntom status', inProject)).toBe(`ntom status --project 'it'\\''s'`);
  const withFile = { ...inProject, defaultsFile: '/etc/a.cnf' };
  expect(nextCommand('ntom status', withFile)).toBe(`ntom status --project 'it'\\''s' --defaults-file /etc/a.cnf`);
  expect(nextCommand('less file', inProject)).toBe('less file');
  expect(nextCommand(null, inProject)).toBeNull();
});
