import { expect, test } from 'vitest';
import { findSteps, stepsOf } from '../support/steps.ts';

const { steps, outside } = findSteps();

test('whatever changes something outside the process is a step with a name', () => {
  expect(outside).toEqual([]);
});

test('no two steps have the same name', () => {
  const names = steps.map(({ name }) => name);
  expect(names).toContain('folder.publish');
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each([
  ["import { rm } from 'node:fs/promises'; await rm(file);", 'rm'],
  ["import { openSync } from 'node:fs'; openSync(file, 'wx', 0o600);", 'openSync'],
  ['await handle.sync();', 'handle.sync'],
  ['database.exec(sql);', 'database.exec'],
  ['await connection.run(`DROP DATABASE ${name}`);', 'connection.run'],
  ['await runStatement(connection, place, sql);', 'runStatement'],
])('a change that is no step is found: %s', (text, called) => {
  expect(stepsOf('new.ts', text)).toEqual({ steps: [], outside: [`new.ts:1: ${called}`] });
});

test.each([
  "import { openSync } from 'node:fs'; openSync(file, 'r');",
  "await connection.run('SET SESSION autocommit = 1');",
  'pattern.exec(text);',
])('what changes nothing is none: %s', (text) => {
  expect(stepsOf('new.ts', text)).toEqual({ steps: [], outside: [] });
});

test('a step is known by the name that is written there', () => {
  const text = "import { rm } from 'node:fs/promises'; await step('file.remove', () => rm(file)); await rm(other);";
  expect(stepsOf('new.ts', text)).toEqual({
    steps: [{ name: 'file.remove', file: 'new.ts' }],
    outside: ['new.ts:1: rm'],
  });
});
