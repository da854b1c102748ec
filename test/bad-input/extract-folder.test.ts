import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import type { ErrorCode } from '../../src/errors.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { table } from '../../src/schema/table.ts';
import { copying, expectRefused, migration, type Migration } from '../support/migration.ts';

const pipeline = copying({ item: table({ id: int().primaryKey(), name: text() }) });

const shop = (): Migration =>
  migration({
    pipeline,
    source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL); INSERT INTO item VALUES (1, 'a'), (2, 'b')`,
  });

describe('extract writes only where there is nothing or an extract', () => {
  test.each<[name: string, make: (folder: string) => void]>([
    ['a folder with other files', (folder) => (mkdirSync(folder), writeFileSync(join(folder, 'thesis.txt'), 'years'))],
    ['another program’s manifest', (folder) => (mkdirSync(folder), writeFileSync(join(folder, 'manifest.json'), '{}'))],
    ['a file', (folder) => writeFileSync(folder, 'a list')],
    ['a link', (folder) => symlinkSync('.', folder)],
  ])('%s', async (_, make) => {
    const made = shop();
    make(made.extracted);
    await expectRefused(made, () => made.extract(), {
      code: 'EXTRACT_FOLDER_FOREIGN',
      says: 'extracts/v2 exists and is not an extract: move it away, or name another folder with --out',
      state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'unchanged, but not an extract' },
      next: 'ntom extract 1to2',
    });
  });

  test('the folder of all extracts is a file', async () => {
    const made = shop();
    rmSync(join(made.folder, 'extracts'), { recursive: true });
    writeFileSync(join(made.folder, 'extracts'), '');
    await expectRefused(made, () => made.extract(), {
      code: 'WRITE_FAILED',
      says: 'cannot write extracts: file already exists (EEXIST)',
      state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' },
      next: 'ntom extract 1to2',
    });
  });
});

describe('load reads only what extract has finished', () => {
  test.each<[name: string, make: (folder: string) => void, is: string]>([
    ['nothing is there', () => undefined, 'missing'],
    ['an empty folder', (folder) => mkdirSync(folder), 'not complete: it has no manifest'],
    [
      'a folder of somebody else',
      (folder) => (mkdirSync(folder), writeFileSync(join(folder, 'a.csv'), '1')),
      'not complete: it has no manifest',
    ],
  ])('%s', async (_, make, is) => {
    const made = shop();
    make(made.extracted);
    await expectRefused(made, () => made.load(), {
      code: 'EXTRACT_MISSING',
      says: 'extracts/v2 is no extract: it has no manifest.json',
      state: { 'extracts/v2': is, 'app_v2.db': 'not created' },
      next: 'ntom status',
    });
  });
});

type Change = (manifest: Manifest & Record<string, unknown>) => object;

const part =
  (path: string): Change =>
  (manifest) => ({
    ...manifest,
    tables: manifest.tables.map((each) => ({ ...each, parts: each.parts.map((one) => ({ ...one, path })) })),
  });

describe('a manifest that this ntom does not read', () => {
  // prettier-ignore
  test.each<[name: string, change: Change, code: ErrorCode, says: string | RegExp]>([
    ['of a future format, whatever else is in it', () => ({ format: 2, shards: [] }), 'MANIFEST_FUTURE_FORMAT', 'extracts/v2 has format 2; this ntom reads format 1'],
    ['that requires what is not known', (manifest) => ({ ...manifest, requires: ['lz4'], tables: 'elsewhere' }), 'MANIFEST_REQUIRES', 'extracts/v2 requires lz4, which this ntom does not have'],
    ['with rejected rows', (manifest) => ({ ...manifest, rejects: 3 }), 'MANIFEST_INVALID', /^manifest.json of extracts\/v2 is not valid at rejects: /],
    ['with an unknown key', (manifest) => ({ ...manifest, run: { ...manifest.run, user: 'root' } }), 'MANIFEST_INVALID', /^manifest.json of extracts\/v2 is not valid at run: /],
    ['of other rows than its parts', (manifest) => ({ ...manifest, tables: manifest.tables.map((each) => ({ ...each, rows: 3 })) }), 'MANIFEST_INVALID', /^manifest.json of extracts\/v2 is not valid at /],
    ['with a path to a folder above', part('../../app_v1.db'), 'MANIFEST_UNSAFE_PATH', '"../../app_v1.db" is no name for a file of extracts/v2'],
    ['with an absolute path', part('/etc/passwd'), 'MANIFEST_UNSAFE_PATH', '"/etc/passwd" is no name for a file of extracts/v2'],
    ['with a path of another system', part('C:\\data'), 'MANIFEST_UNSAFE_PATH', '"C:\\\\data" is no name for a file of extracts/v2'],
    ['with a hidden file', part('.profile'), 'MANIFEST_UNSAFE_PATH', '".profile" is no name for a file of extracts/v2'],
    ['with itself as a part', part('manifest.json'), 'MANIFEST_UNSAFE_PATH', 'manifest.json is no name for a file of extracts/v2'],
  ])('%s', async (_, change, code, says) => {
    const made = shop();
    await made.extract();
    const file = join(made.extracted, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest & Record<string, unknown>;
    chmodSync(file, 0o600);
    writeFileSync(file, JSON.stringify(change(manifest)));
    await expectRefused(made, () => made.load(), {
      code,
      says,
      state: { 'extracts/v2': 'unchanged, but not usable', 'app_v2.db': 'not created' },
      next: 'ntom status',
    });
  });

  test.each([
    ['cut', (text: string) => text.slice(0, 100), 'not JSON'],
    ['not UTF-8', () => Buffer.from([0xff, 0xfe]), 'not UTF-8'],
    ['empty', () => '', 'not JSON'],
  ])('%s', async (_, change, reason) => {
    const made = shop();
    await made.extract();
    const file = join(made.extracted, 'manifest.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    await expectRefused(made, () => made.load(), {
      code: 'MANIFEST_INVALID',
      says: `manifest.json of extracts/v2 is not valid: ${reason}`,
      state: { 'extracts/v2': 'unchanged, but not usable', 'app_v2.db': 'not created' },
      next: 'ntom status',
    });
  });
});
