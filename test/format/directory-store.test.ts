import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryStore } from '../../src/format/directory-store.ts';
import { chunks, collect, errorOf } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function contentOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await collect(bytes));
}

/** The files in this folder that the process has open. */
function openFilesIn(folder: string): string[] {
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target.startsWith(folder));
}

test('a file comes back with its size and checksum, for its owner only', async () => {
  const folder = join(temporaryFolder(), 'v3');
  const store = directoryStore(folder);
  const bytes = Buffer.alloc(700_000, 'ntom');
  const stored = await store.put('city.csv', chunks(bytes, [1, 100_000, 100_000]));
  expect(stored).toStrictEqual({
    path: 'city.csv',
    bytes: 700_000,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(await contentOf(store.get('city.csv'))).toStrictEqual(bytes);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'city.csv')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toStrictEqual(['city.csv']);
  expect(store.label).toBe(folder);
});

test('a file is replaced whole, and may be empty', async () => {
  const store = directoryStore(temporaryFolder());
  await store.put('b.csv', chunks(Buffer.from('old and long')));
  await store.put('b.csv', chunks(Buffer.from('new')));
  await store.put('a.csv', chunks(Buffer.alloc(0)));
  expect(await contentOf(store.get('b.csv'))).toStrictEqual(Buffer.from('new'));
  expect(await contentOf(store.get('a.csv'))).toStrictEqual(Buffer.alloc(0));
  expect(await store.list()).toStrictEqual([
    { path: 'a.csv', bytes: 0 },
    { path: 'b.csv', bytes: 3 },
  ]);
});

test('pieces that were read are not overwritten by later ones', async () => {
  const store = directoryStore(temporaryFolder());
  const bytes = Buffer.alloc(600_000, 'abcdefg');
  await store.put('a.csv', chunks(bytes));
  const pieces = await collect(store.get('a.csv'));
  expect(pieces.length).toBeGreaterThan(2);
  expect(Buffer.concat(pieces)).toStrictEqual(bytes);
});

describe('an error leaves nothing behind', () => {
  test('when the bytes cannot be made: their error is thrown on as it is', async () => {
    const folder = temporaryFolder();
    const broken = new Error('row 7 is rejected');
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw broken;
    }
    await directoryStore(folder).put('a.csv', chunks(Buffer.from('earlier')));
    await expect(directoryStore(folder).put('a.csv', bytes())).rejects.toBe(broken);
    expect(readdirSync(folder)).toStrictEqual(['a.csv']);
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('earlier');
    expect(openFilesIn(folder)).toStrictEqual([]);
  });

  test('when the name is taken by a folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.csv', 'full'), { recursive: true });
    const error = await errorOf(directoryStore(folder).put('a.csv', chunks(Buffer.from('x'))));
    expect(error).toMatchObject({
      code: 'WRITE_FAILED',
      message: expect.stringMatching(/^cannot write .*a\.csv: illegal operation on a directory \(EISDIR\)$/),
    });
    expect(readdirSync(folder)).toStrictEqual(['a.csv']);
  });

  test('when the folder cannot be made', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const store = directoryStore(join(folder, 'file', 'v3'));
    expect(await errorOf(store.put('a.csv', chunks(Buffer.from('x'))))).toMatchObject({ code: 'WRITE_FAILED' });
    expect(await errorOf(store.list())).toMatchObject({ code: 'READ_FAILED' });
  });

  test('when a reader stops early', async () => {
    const folder = temporaryFolder();
    const store = directoryStore(folder);
    await store.put('a.csv', chunks(Buffer.alloc(600_000)));
    for await (const _ of store.get('a.csv')) break;
    expect(openFilesIn(folder)).toStrictEqual([]);
  });
});

describe('refuses to read', () => {
  test('what is not there', async () => {
    const folder = temporaryFolder();
    const error = await errorOf(contentOf(directoryStore(folder).get('a.csv')));
    expect(error).toStrictEqual({ code: 'PART_MISSING', message: `${folder} has no a.csv` });
  });

  test.each([
    ['a link', (path: string) => symlinkSync('/etc/hostname', path)],
    ['a link to nothing', (path: string) => symlinkSync('nothing', path)],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a pipe, without waiting for it', (path: string) => execFileSync('mkfifo', [path])],
  ])('%s', async (_, make) => {
    const folder = temporaryFolder();
    make(join(folder, 'a.csv'));
    expect(await errorOf(contentOf(directoryStore(folder).get('a.csv')))).toMatchObject({ code: 'PART_NOT_A_FILE' });
    expect((await directoryStore(folder).list()).map(({ path }) => path)).toStrictEqual(['a.csv']);
  });

  test.each(['../a.csv', '/etc/hostname', 'a/b', '.a', ''])('the name %j', async (path) => {
    const store = directoryStore(temporaryFolder());
    expect(await errorOf(contentOf(store.get(path)))).toMatchObject({ code: 'MANIFEST_UNSAFE_PATH' });
    expect(await errorOf(store.put(path, chunks(Buffer.from('x'))))).toMatchObject({ code: 'MANIFEST_UNSAFE_PATH' });
  });
});

test('a link where the working file goes is not followed', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'precious'), 'mine');
  symlinkSync('precious', join(folder, 'a.csv.tmp'));
  expect(await errorOf(directoryStore(folder).put('a.csv', chunks(Buffer.from('x'))))).toMatchObject({
    code: 'WRITE_FAILED',
  });
  expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('mine');
});
