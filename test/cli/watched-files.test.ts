import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { watchedFiles, type WatchedFiles } from '../../src/cli/check/watched-files.ts';
import { shop } from './shop.ts';

let folder: string;
let files: WatchedFiles;

beforeEach(() => {
  folder = shop();
  files = watchedFiles(folder);
  files.forget();
  onTestFinished(() => files[Symbol.dispose]());
});

const write = (file: string): void => writeFileSync(join(folder, file), `// ${Math.random()}`);

/** As editors and `sed -i` write. */
function replace(file: string): void {
  write('aside.txt');
  renameSync(join(folder, 'aside.txt'), join(folder, file));
}

/** What is heard of first. */
async function heard(work: () => void): Promise<string> {
  files.forget();
  work();
  return files.changed();
}

test('a file that was replaced is still watched', async () => {
  expect(await heard(() => write('pipelines/1to2.ts'))).toBe('pipelines/1to2.ts');
  expect(await heard(() => replace('pipelines/1to2.ts'))).toBe('pipelines/1to2.ts');
  await quiet();
  expect(await heard(() => write('pipelines/1to2.ts'))).toBe('pipelines/1to2.ts');
});

test('files in folders within, new ones too', async () => {
  expect(await heard(() => mkdirSync(join(folder, 'pipelines/names/short'), { recursive: true }))).toBe(
    'pipelines/names',
  );
  await quiet();
  expect(await heard(() => write('pipelines/names/short/slug.ts'))).toBe('pipelines/names/short/slug.ts');
});

test('a folder that is gone and comes again', async () => {
  expect(await heard(() => rmSync(join(folder, 'schemas'), { recursive: true }))).toMatch(/^schemas/);
  await quiet();
  expect(await heard(() => mkdirSync(join(folder, 'schemas')))).toBe('schemas');
  await quiet();
  expect(await heard(() => write('schemas/v1.ts'))).toBe('schemas/v1.ts');
});

test('nothing else', async () => {
  const first = await heard(() => {
    write('other.ts');
    write('pipelines/notes.md');
    write('pipelines/.1to2.ts.swp');
    write('package.json');
  });
  expect(first).toBe('package.json');
});

/** Until what was written before has been heard: a file that is written now is told after it. */
async function quiet(): Promise<void> {
  for (let rest = 0; rest < 3; rest++) await heard(() => write('package.json'));
  await new Promise((resolve) => setTimeout(resolve, 100));
}
