import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNewFile } from '../../src/format/write-new-file.ts';
import { temporaryProject } from '../project/temporary-project.ts';

test('a new file is there with its folder, and nothing beside it', async () => {
  const folder = temporaryProject({});
  expect(await writeNewFile(join(folder, 'a/b/c.ts'), 'ü\n')).toBe(true);
  expect(readFileSync(join(folder, 'a/b/c.ts'), 'utf8')).toBe('ü\n');
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.ts']);
});

test('a file that is there stays as it is', async () => {
  const folder = temporaryProject({ 'c.ts': 'old' });
  expect(await writeNewFile(join(folder, 'c.ts'), 'new')).toBe(false);
  expect(readFileSync(join(folder, 'c.ts'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['c.ts']);
});

test('of several at once, one writes', async () => {
  const file = join(temporaryProject({}), 'c.ts');
  const texts = Array.from({ length: 9 }, (_, index) => String(index));
  const written = await Promise.all(texts.map((text) => writeNewFile(file, text)));
  expect(written.filter(Boolean)).toHaveLength(1);
  expect(readFileSync(file, 'utf8')).toBe(texts[written.indexOf(true)]);
});

test('where it cannot be written, it is not there, and the reason is told', async () => {
  const folder = temporaryProject({});
  writeFileSync(join(folder, 'file'), '');
  const failed = { code: 'WRITE_FAILED', message: expect.stringContaining('EEXIST') as string };
  await expect(writeNewFile(join(folder, 'file/c.ts'), '')).rejects.toMatchObject(failed);
  mkdirSync(join(folder, 'folder'));
  expect(await writeNewFile(join(folder, 'folder'), '')).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
});
