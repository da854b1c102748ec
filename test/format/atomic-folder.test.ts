import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AtomicFolder, recoverFolder } from '../../src/format/atomic-folder.ts';
import { errorOf } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const manifest = '{ "format": 1, "contentId": "" }';

function extractAt(folder: string, content: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'manifest.json'), manifest);
  writeFileSync(join(folder, 'city.csv'), content);
}

function contentAt(folder: string): string {
  return readFileSync(join(folder, 'city.csv'), 'utf8');
}

async function commitNew(final: string): Promise<void> {
  await using folder = await AtomicFolder.begin(final);
  writeFileSync(join(folder.path, 'manifest.json'), manifest);
  writeFileSync(join(folder.path, 'city.csv'), 'new');
  await folder.commit();
}

test('appears with commit, and not before', async () => {
  const root = temporaryFolder();
  const final = join(root, 'extracts', 'v3');
  await using folder = await AtomicFolder.begin(final);
  writeFileSync(join(folder.path, 'city.csv'), 'new');
  expect(folder.path).toMatch(/v3\.partial-[0-9a-f]{8}$/);
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  expect(existsSync(final)).toBe(false);
  await folder.commit();
  expect(readdirSync(join(root, 'extracts'))).toStrictEqual(['v3']);
  expect(contentAt(final)).toBe('new');
});

test('leaves nothing behind without commit, and the earlier extract as it was', async () => {
  const root = temporaryFolder();
  extractAt(join(root, 'v3'), 'old');
  {
    await using folder = await AtomicFolder.begin(join(root, 'v3'));
    writeFileSync(join(folder.path, 'city.csv'), 'half');
  }
  expect(readdirSync(root)).toStrictEqual(['v3']);
  expect(contentAt(join(root, 'v3'))).toBe('old');
});

test('replaces an earlier extract, and an empty folder', async () => {
  const root = temporaryFolder();
  extractAt(join(root, 'v3'), 'old');
  mkdirSync(join(root, 'v4'));
  await commitNew(join(root, 'v3'));
  await commitNew(join(root, 'v4'));
  expect(readdirSync(root)).toStrictEqual(['v3', 'v4']);
  expect([contentAt(join(root, 'v3')), contentAt(join(root, 'v4'))]).toStrictEqual(['new', 'new']);
});

test('the earlier extract is put back if the new one cannot take its place', async () => {
  const root = temporaryFolder();
  extractAt(join(root, 'v3'), 'old');
  const folder = await AtomicFolder.begin(join(root, 'v3'));
  rmSync(folder.path, { recursive: true });
  // A working folder inside the earlier extract: it moves away with it, so that only the second rename fails.
  const inside = join(root, 'v3', 'inside');
  mkdirSync(inside);
  Object.assign(folder, { path: inside });
  expect(await errorOf(folder.commit())).toMatchObject({ code: 'WRITE_FAILED' });
  await folder[Symbol.asyncDispose]();
  expect(contentAt(join(root, 'v3'))).toBe('old');
  expect(readdirSync(root)).toStrictEqual(['v3']);
});

describe('what a crash leaves', () => {
  test('between the two renames is recovered', async () => {
    const root = temporaryFolder();
    extractAt(join(root, 'v3.replaced'), 'old');
    extractAt(join(root, 'v3.partial-00000000'), 'new');
    await recoverFolder(join(root, 'v3'));
    expect(contentAt(join(root, 'v3'))).toBe('old');
    expect(readdirSync(root)).toStrictEqual(['v3', 'v3.partial-00000000']);
    await recoverFolder(join(root, 'v3'));
    expect(contentAt(join(root, 'v3'))).toBe('old');
  });

  test('between the two renames is recovered by the next extract too', async () => {
    const root = temporaryFolder();
    extractAt(join(root, 'v3.replaced'), 'old');
    {
      await using folder = await AtomicFolder.begin(join(root, 'v3'));
      expect(folder.final).toBe(join(root, 'v3'));
    }
    expect(contentAt(join(root, 'v3'))).toBe('old');
  });

  test('after the second rename goes with the next commit', async () => {
    const root = temporaryFolder();
    extractAt(join(root, 'v3.replaced'), 'older');
    extractAt(join(root, 'v3'), 'old');
    await recoverFolder(join(root, 'v3'));
    expect(contentAt(join(root, 'v3'))).toBe('old');
    await commitNew(join(root, 'v3'));
    expect(readdirSync(root)).toStrictEqual(['v3']);
    expect(contentAt(join(root, 'v3'))).toBe('new');
  });

  test('nothing is recovered where there is nothing', async () => {
    const root = temporaryFolder();
    await recoverFolder(join(root, 'v3'));
    expect(readdirSync(root)).toStrictEqual([]);
  });
});

describe("a stranger's folder is not touched", () => {
  test.each([
    ['v3', (path: string) => write(path, 'notes.txt', 'mine')],
    ['v3', (path: string) => write(path, 'manifest.json', '{ "name": "a web application" }')],
    ['v3', (path: string) => writeFileSync(path, 'a file')],
    ['v3', (path: string) => symlinkSync('.', path)],
    ['v3.replaced', (path: string) => write(path, 'notes.txt', 'mine')],
  ])('%s', async (name, make) => {
    const root = temporaryFolder();
    make(join(root, name));
    expect(await errorOf(AtomicFolder.begin(join(root, 'v3')))).toStrictEqual({
      code: 'EXTRACT_FOLDER_FOREIGN',
      message: `${join(root, name)} exists and is not an extract: move it away, or name another folder with --out`,
    });
    expect(readdirSync(root)).toStrictEqual([name]);
  });

  test('also if it comes between begin and commit', async () => {
    const root = temporaryFolder();
    const folder = await AtomicFolder.begin(join(root, 'v3'));
    write(join(root, 'v3'), 'notes.txt', 'mine');
    expect(await errorOf(folder.commit())).toMatchObject({ code: 'EXTRACT_FOLDER_FOREIGN' });
    await folder[Symbol.asyncDispose]();
    expect(readdirSync(root)).toStrictEqual(['v3']);
  });

  test('nor is it recovered as an extract', async () => {
    const root = temporaryFolder();
    write(join(root, 'v3.replaced'), 'notes.txt', 'mine');
    await recoverFolder(join(root, 'v3'));
    expect(readdirSync(root)).toStrictEqual(['v3.replaced']);
  });
});

function write(folder: string, file: string, content: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, file), content);
}

test('a folder that cannot be made is said with the reason', async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, 'file'), '');
  expect(await errorOf(AtomicFolder.begin(join(root, 'file', 'sub', 'v3')))).toMatchObject({ code: 'READ_FAILED' });
  renameSync(join(root, 'file'), join(root, 'x'.repeat(250)));
  expect(await errorOf(AtomicFolder.begin(join(root, 'x'.repeat(250))))).toMatchObject({
    code: expect.stringMatching(/FOREIGN|FAILED/),
  });
});
