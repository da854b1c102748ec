import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePlan } from '../../../src/authoring/init/write-plan.ts';
import { temporaryProject } from '../../project/temporary-project.ts';

const added = { path: 'package.json', text: 'after', isThere: true };
const created = { path: 'schemas/v1.ts', text: 'new', isThere: false };

test('a failure half-way takes back what was written, folders and all', () => {
  const folder = temporaryProject({ 'package.json': 'before', 'ntom.config.ts': 'in the way' });
  const files = [created, added, { path: 'ntom.config.ts', text: 'new', isThere: false }];
  expect(() => writePlan(folder, { folders: ['schemas'], files })).toThrow(
    expect.objectContaining({
      code: 'WRITE_FAILED',
      message: expect.stringContaining('ntom.config.ts'),
      aftermath: { state: [{ what: folder, is: 'as it was' }], next: null },
    }),
  );
  expect(readdirSync(folder).sort()).toEqual(['ntom.config.ts', 'package.json']);
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe('before');
  expect(readFileSync(join(folder, 'ntom.config.ts'), 'utf8')).toBe('in the way');
});

test('a folder that was made for it goes too, up to the first', () => {
  const folder = temporaryProject({ keep: '' });
  const files = [created, { path: 'missing/x', text: '', isThere: false }];
  expect(() => writePlan(join(folder, 'a/b'), { folders: ['schemas'], files })).toThrow('missing/x');
  expect(readdirSync(folder)).toEqual(['keep']);
});

test('what is added to keeps its mode and its links', () => {
  const folder = temporaryProject({ 'elsewhere.json': 'before' });
  chmodSync(join(folder, 'elsewhere.json'), 0o640);
  symlinkSync('elsewhere.json', join(folder, 'package.json'));
  writePlan(folder, { folders: [], files: [added] });
  expect(lstatSync(join(folder, 'package.json')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'elsewhere.json'), 'utf8')).toBe('after');
  expect(statSync(join(folder, 'elsewhere.json')).mode & 0o777).toBe(0o640);
  expect(existsSync(join(folder, 'schemas'))).toBe(false);
});
