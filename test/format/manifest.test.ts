import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentIdOf } from '../../src/format/content-id.ts';
import { directoryStore } from '../../src/format/directory-store.ts';
import { readManifest, writeManifest } from '../../src/format/manifest-file.ts';
import type { Account, Manifest } from '../../src/format/manifest.ts';
import { manifestTable, partOf, sampleManifest, signed } from './sample-manifest.ts';
import { errorOf } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const two = sampleManifest([
  manifestTable('city', [partOf('city.00001.csv', 'x'), partOf('city.00002.csv', 'y', 0)]),
  manifestTable('country', []),
]);

const [account] = two.accounting as [Account];
const twice = <T>(item: T): readonly T[] => [item, item];

/** What reading says after one member, named by its path, was changed. */
async function errorWith(
  path: string,
  value: unknown,
  manifest: Manifest = two,
): Promise<{ code: unknown; message: string } | null> {
  const content: unknown = structuredClone(manifest);
  const keys = path.split('.');
  let parent = content as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[keys.at(-1) ?? ''] = value;
  return errorOf(read(signed(content as object)));
}

async function read(text: string | Uint8Array): Promise<Manifest> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'manifest.json'), text);
  return readManifest(directoryStore(folder));
}

test('comes back as it was written, in the same bytes whatever the order of keys', async () => {
  const folder = temporaryFolder();
  await writeManifest(directoryStore(folder), two);
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  expect(await readManifest(directoryStore(folder))).toStrictEqual(two);
  expect(text.startsWith('{\n  "format": 1,\n  "requires": [],\n  "source": {\n    "schema": 2,')).toBe(true);
  expect(text.endsWith('}\n')).toBe(true);
  const shuffled = Object.fromEntries(Object.entries(two).toReversed()) as unknown as Manifest;
  await writeManifest(directoryStore(folder), shuffled);
  expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(text);
});

test('an extract without a manifest does not exist', async () => {
  const folder = temporaryFolder();
  expect(await errorOf(readManifest(directoryStore(folder)))).toStrictEqual({
    code: 'EXTRACT_MISSING',
    message: `${folder} is no extract: it has no manifest.json`,
  });
  expect(await errorOf(readManifest(directoryStore(join(folder, 'none'))))).toMatchObject({ code: 'EXTRACT_MISSING' });
});

test('the format is looked at before everything else, then what is required', async () => {
  const future = await errorOf(read('{ "format": 2, "everything": "else" }'));
  expect(future?.code).toBe('MANIFEST_FUTURE_FORMAT');
  expect(future?.message).toContain('has format 2; this ntom reads format 1');
  const requires = await errorOf(read('{ "format": 1, "requires": ["brotli"], "everything": "else" }'));
  expect(requires).toMatchObject({ code: 'MANIFEST_REQUIRES', message: expect.stringContaining('requires brotli') });
});

describe('is refused', () => {
  test.each([
    ['format', 0],
    ['format', 1.5],
    ['format', '1'],
    ['requires', null],
    ['extra', 1],
    ['__proto__x', 1],
    ['source.extra', 1],
    ['source.user', 'x'],
    ['source.fingerprint', 'A'.repeat(64)],
    ['source.engine', 'oracle'],
    ['source.schema', 0],
    ['target.fingerprint', ''],
    ['target.schema', '3'],
    ['encoding', 'xml'],
    ['rejects', 1],
    ['run.startedAt', 'yesterday'],
    ['accounting.0.rows', -1],
    ['accounting.0.written.0.how', 'guess'],
    ['tables.0.rows', -1],
    ['tables.0.rows', 0.5],
    ['tables.0.rows', 2 ** 53],
    ['tables.0.rowHash', 'xyz'],
    ['tables.0.nextId', '-1'],
    ['tables.0.nextId', 7],
    ['tables.0.columns', ['id', 'id']],
    ['tables.0.primaryKey', ['nothing']],
    ['tables.0.name', 'country'],
    ['tables.0.parts.0.bytes', null],
    ['tables.0.parts.0.sha256', 'f'],
    ['tables.0.parts.0.content', null],
    ['tables.0.parts.0.content', { compression: 'lz4', bytes: 1, sha256: 'a'.repeat(64) }],
    ['tables.0.parts.0.first', null],
    ['tables.0.parts.0.last', ['1', '2']],
    ['tables.0.parts.1.first', ['1']],
    ['tables.0.parts.1.path', 'city.00001.csv'],
  ])('with %s = %j', async (path, value) => {
    const error = await errorWith(path, value);
    expect(error?.code).toBe('MANIFEST_INVALID');
    const named = path
      .replace(/\.?(extra|user|__proto__x)$/, '')
      .replace(/tables\.0\.name|tables\.0\.parts\.1\.path/, 'tables');
    expect(error?.message).toContain(named === '' ? 'is not valid: ' : `at ${named}`);
  });

  test.each([
    ['tables.0.rows', 2, 'at tables.0.rows: 2, but its parts have 1'],
    [
      'tables.0.parts.0.content',
      { compression: 'gzip', bytes: 1, sha256: 'a'.repeat(64) },
      'at requires: gzip is not named, but a part is compressed so',
    ],
    ['tables.0.rowHash', '0'.repeat(16), 'at contentId: not the id of these tables'],
    ['contentId', 'c'.repeat(64), 'at contentId: not the id of these tables'],
  ])('with %s = %j, because it contradicts the rest', async (path, value, message) => {
    expect(await errorWith(path, value)).toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringContaining(message),
    });
  });

  test.each<[path: string, value: unknown, message: string]>([
    ['accounting', twice(account), 'accounting: city is named twice'],
    ['accounting.0.rows', 3, 'accounting.0.written.0.counted: 1, and 1 dropped, of 3 rows'],
    ['accounting.0.written.0.table', 'town', 'accounting.0.written.0.table: the extract has no table town'],
    ['accounting.0.written.0.rows', 2, 'accounting.0.written.0.rows: 2, but city has 1'],
    ['accounting.0.written.0.counted', 2, 'accounting.0.written.0.counted: 2, and 1 dropped, of 2 rows'],
    ['accounting.0.written.0.counted', null, 'accounting.0.written.0.counted: does not fit how the rows came there'],
    ['accounting.0.written.0.how', 'query', 'accounting.0.written.0.counted: does not fit how the rows came there'],
    ['accounting.0.written', twice(account.written[0]), 'accounting.0.written.1.table: city is named twice'],
    ['accounting.0.written', [], 'accounting.0.dropped.0.table: no rows are counted for city'],
    ['accounting.0.dropped.0.rows', 0, 'accounting.0.written.0.counted: 1, and 0 dropped, of 2 rows'],
    ['accounting.0.dropped', [], 'accounting.0.written.0.counted: 1, and 0 dropped, of 2 rows'],
    ['accounting.0.dropped.0.table', null, 'accounting.0.written.0.counted: 1, and 0 dropped, of 2 rows'],
    [
      'accounting.0.dropped.1',
      { table: null, reason: '', rows: 1 },
      'accounting.0.dropped.1.rows: 1, but the table has 2',
    ],
    ['accounting.0.complete', false, 'accounting.0.complete: false, but the rows are counted'],
  ])('with %s = %j, because the account does not add up', async (path, value, message) => {
    expect(await errorWith(path, value)).toMatchObject({ message: expect.stringContaining(`at ${message}`) });
  });

  test.each<[how: Account['written'][number]['how'], counted: number, message: string | null]>([
    ['each', 2, 'accounting.0.written.0.rows: 1 from 2 by each'],
    ['copy', 0, 'accounting.0.written.0.rows: 1 from 0 by copy'],
    ['split', 2, 'accounting.0.written.0.rows: 1 from 2 by split'],
    ['split', 1, null],
    ['merge', 2, null],
    ['merge', 0, null],
    ['union', 1, null],
    ['union', 2, 'accounting.0.written.0.rows: 1 from 2 by union'],
    ['union', 0, 'accounting: 0 rows are united to the 1 of city'],
  ])('by %s from %d rows one row comes, or not', async (how, counted, message) => {
    const written = [{ table: 'city', rows: 1, how, counted }];
    const changed = { table: 'x', rows: counted, written, dropped: [], complete: true };
    const error = await errorWith('accounting', [changed]);
    expect(error?.message ?? null).toEqual(message === null ? null : expect.stringContaining(`at ${message}`));
  });

  test('when rows that nobody counts are called complete', async () => {
    const written = [{ table: 'city', rows: 1, how: 'query', counted: null }];
    const account = { table: 'x', rows: 1, written, dropped: [] };
    expect(await errorWith('accounting', [{ ...account, complete: false }])).toBeNull();
    expect(await errorWith('accounting', [{ ...account, rows: 0, complete: true }])).toBeNull();
    expect(await errorWith('accounting', [{ ...account, complete: true }])).toMatchObject({
      message: expect.stringContaining('at accounting.0.complete: true, but the rows are not counted'),
    });
  });

  test.each([
    '',
    '.',
    '..',
    '../city.csv',
    '/etc/passwd',
    'a/b.csv',
    'a\\b.csv',
    '..\\x',
    'C:x',
    'city.csv:stream',
    '.hidden',
    'a\0b',
    'a\nb',
    'a\u001bb',
    'a\u202eb',
    '\ud800',
    'x'.repeat(251),
    'manifest.json',
    'datapackage.json',
    'README.md',
  ])('with a part named %j', async (path) => {
    expect(await errorWith('tables.0.parts.0.path', path)).toMatchObject({ code: 'MANIFEST_UNSAFE_PATH' });
  });

  test('when __proto__ is among its keys', async () => {
    const text = JSON.stringify(two).replace('"format"', '"__proto__":{},"format"');
    expect(await errorOf(read(text))).toMatchObject({ code: 'MANIFEST_INVALID' });
  });

  test.each([['{'], [''], ['null'], ['[]'], ['"x"'], [Uint8Array.of(0x22, 0xff, 0x22)]])('as %j', async (content) => {
    expect(await errorOf(read(content))).toMatchObject({ code: 'MANIFEST_INVALID' });
  });

  test('over 64 MB', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'manifest.json'), '{');
    truncateSync(join(folder, 'manifest.json'), 64 * 2 ** 20 + 1);
    const error = await errorOf(readManifest(directoryStore(folder)));
    expect(error).toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringContaining('larger than 67108864 bytes'),
    });
  });

  test('before it is written', async () => {
    const folder = temporaryFolder();
    const error = await errorOf(writeManifest(directoryStore(folder), { ...two, contentId: 'c'.repeat(64) }));
    expect(error?.code).toBe('MANIFEST_INVALID');
    expect(await directoryStore(folder).list()).toStrictEqual([]);
  });
});

const reversed = (content: object): object => Object.fromEntries(Object.entries(content).toReversed());

describe('was altered', () => {
  test.each<[what: string, alter: (text: string) => string, message: string]>([
    ['in what it says', (text) => text.replace('2026-01-01T00:00:01', '2026-01-01T00:00:02'), 'its sha256 is'],
    ['in its own sha256', (text) => text.replace(/[0-9a-f]{64}(?="\n}\n$)/, '0'.repeat(64)), 'its sha256 is'],
    ['in its spaces', (text) => JSON.stringify(JSON.parse(text)), 'it is not written as ntom writes it'],
    ['at its end', (text) => `${text}\n`, 'it is not written as ntom writes it'],
    ['by a key that is there twice', (text) => text.replace('{', '{\n  "format": 1,'), 'it is not written as ntom'],
    ['in the order of its keys', (text) => signed(reversed(JSON.parse(text) as object)), 'its sha256 is'],
  ])('%s', async (_, alter, message) => {
    const altered = alter(signed(two));
    const found = expect.stringMatching(/^manifest\.json of .* was altered: /);
    expect(await errorOf(read(altered))).toStrictEqual({ code: 'MANIFEST_ALTERED', message: found });
    expect((await errorOf(read(altered)))?.message).toContain(message);
  });
});

describe('contentId', () => {
  const [city, country] = [manifestTable('city', [partOf('city.csv', 'x')]), manifestTable('country', [])];
  const id = contentIdOf([city, country]);

  test('is the same for the same data', () => {
    const chunked = { ...city, nextId: null, parts: [partOf('city.1.jsonl', 'y'), partOf('city.2.jsonl', 'z', 0)] };
    expect(contentIdOf([country, chunked])).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([{ name: 'town' }, { columns: ['name', 'id'] }, { rows: 2 }, { rowHash: '1'.repeat(16) }])(
    'is another with %j',
    (change) => {
      expect(contentIdOf([{ ...city, ...change }, country])).not.toBe(id);
    },
  );
});
