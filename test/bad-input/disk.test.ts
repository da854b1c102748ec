import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { table } from '../../src/schema/table.ts';
import { asNobody, canActAsNobody } from '../support/as-nobody.ts';
import { change, copying, expectRefused, migration, type Migration } from '../support/migration.ts';
import { needs } from '../support/needs.ts';
import { canMount, makeReadOnly, smallDisk } from '../support/small-disk.ts';

const pipeline = copying({ item: table({ id: int().primaryKey(), name: text(200).index() }) });

const rows = (count: number, name = `'item ' || i`): string =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) INSERT OR REPLACE INTO item SELECT i, ${name} FROM n`;

const shop = (source: string): Migration =>
  migration({ pipeline, source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL); ${source}` });

const extractState = (is: string) => ({ 'app_v1.db': 'unchanged', 'disk/v2': is });
const next = 'ntom extract 1to2';

describe('a full disk', needs(canMount, 'needs the right to mount a small disk'), () => {
  const long = `printf('%.*c', 150, 'x')`;

  test('while parts are written: an earlier extract stays, and nothing else', async () => {
    const made = shop(rows(10));
    const directory = join(made.folder, 'disk', 'v2');
    smallDisk(dirname(directory), 256);
    await made.extract({ directory });
    change(made.source, rows(5000, long));
    await expectRefused(made, () => made.extract({ directory }), {
      code: 'WRITE_FAILED',
      says: 'cannot write disk/v2.partial-*/item.csv.tmp: no space left on device (ENOSPC)',
      state: extractState('unchanged, from an earlier run'),
      next,
    });
    rmSync(directory, { recursive: true });
    change(made.source, 'DELETE FROM item WHERE id > 100');
    expect((await made.extract({ directory })).manifest.tables[0]?.rows).toBe(100);
  });

  test('while keys are written that do not fit into memory', async () => {
    // Ids that are far from each other are logged. Neighbours would be bits in memory.
    const made = shop(`${rows(70_000, `''`)}; UPDATE item SET id = id * 100003`);
    const directory = join(made.folder, 'disk', 'v2');
    smallDisk(dirname(directory), 1200);
    await expectRefused(made, () => made.extract({ directory }), {
      code: 'WRITE_FAILED',
      says: /^cannot write disk\/v2.partial-\*\/scratch\/keys\/[0-9.]+: no space left on device \(ENOSPC\)$/,
      state: extractState('not created'),
      next,
    });
  });

  test('while rejected rows are written: no half a list of them is left', async () => {
    const made = shop(rows(1000, `printf('%.*c', 1000, 'x')`));
    const directory = join(made.folder, 'disk', 'v2');
    smallDisk(dirname(directory), 256);
    await expectRefused(made, () => made.extract({ directory }), {
      code: 'WRITE_FAILED',
      says: 'cannot write disk/v2.rejects: no space left on device (ENOSPC)',
      state: extractState('not created'),
      next,
    });
  });

  test('while the database is built, wherever it happens: the old one stays', async () => {
    const made = shop(rows(3000, `'name ' || (i * 7919 % 3000)`));
    await made.extract();
    const place = join(made.folder, 'disk');
    smallDisk(place, 512);
    const target = sqlite.locate(`sqlite:${place}`, 'app', 2);
    change(join(place, 'app_v2.db'), 'CREATE TABLE earlier (id INTEGER)');
    const earlierKiB = statSync(join(place, 'app_v2.db')).size / 1024;
    const whole = statSync(await loadedAlone(made)).size / 1024;
    for (let freeKiB = 0; freeKiB < whole; freeKiB += 8) {
      writeFileSync(join(place, 'filler'), Buffer.alloc((512 - earlierKiB - freeKiB) * 1024));
      await expectRefused(made, () => made.load({ target, replace: true }), {
        code: 'TARGET_UNWRITABLE',
        says: /^app_v2.db cannot be made: (disk I\/O error|database or disk is full|unable to open database file)$/,
        state: { 'extracts/v2': 'unchanged', 'app_v2.db': 'unchanged' },
        next: 'ntom load 2 --replace',
        // A lock of which nothing could be written: whoever is next takes it, and removes it.
        leaves: freeKiB === 0 ? ['disk/.app_v2.db.lock'] : [],
      });
      rmSync(join(place, '.app_v2.db.lock'), { force: true });
    }
    rmSync(join(place, 'filler'));
    await made.load({ target, replace: true });
    expect(readdirSync(place)).toEqual(['app_v2.db']);
  });
});

/** The database when there is room for it. */
async function loadedAlone(made: Migration): Promise<string> {
  await made.load();
  return made.target;
}

describe('a folder without write permission', () => {
  describe('for this user', needs(canActAsNobody, 'needs root, to act as another user'), () => {
    test('of the extracts', async () => {
      const made = shop(rows(3));
      chmodSync(made.folder, 0o755);
      chmodSync(made.source, 0o644);
      await expectRefused(made, () => asNobody(() => made.extract()), {
        code: 'WRITE_FAILED',
        says: 'cannot write extracts: permission denied (EACCES)',
        state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' },
        next,
      });
    });

    test('of the database', async () => {
      const made = shop(rows(3));
      await made.extract();
      for (const folder of [made.folder, made.extracted]) chmodSync(folder, 0o755);
      for (const file of readdirSync(made.extracted)) chmodSync(join(made.extracted, file), 0o644);
      await expectRefused(made, () => asNobody(() => made.load()), {
        code: 'TARGET_UNWRITABLE',
        says: `app_v2.db cannot be made: permission denied (EACCES) in ${made.folder}`,
        state: { 'extracts/v2': 'unchanged', 'app_v2.db': 'not created' },
        next: 'ntom load 2',
      });
    });

    test('a source that may not be read', async () => {
      const made = shop(rows(3));
      chmodSync(made.folder, 0o777);
      chmodSync(made.source, 0o600);
      await expectRefused(made, () => asNobody(() => made.extract()), {
        code: 'SOURCE_UNREADABLE',
        says: 'app_v1.db cannot be read: permission denied (EACCES)',
        state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' },
        next,
      });
    });
  });

  test('for anybody: a disk that is mounted to be read', needs(canMount, 'needs the right to mount'), async () => {
    const made = shop(rows(3));
    await made.extract();
    const place = join(made.folder, 'disk');
    smallDisk(place, 64);
    makeReadOnly(place);
    const target = sqlite.locate(`sqlite:${place}`, 'app', 2);
    await expectRefused(made, () => made.extract({ directory: join(place, 'v2') }), {
      code: 'WRITE_FAILED',
      says: 'cannot write disk: read-only file system (EROFS)',
      state: extractState('not created'),
      next,
    });
    await expectRefused(made, () => made.load({ target }), {
      code: 'TARGET_UNWRITABLE',
      says: 'app_v2.db cannot be made: read-only file system (EROFS) in disk',
      state: { 'extracts/v2': 'unchanged', 'app_v2.db': 'not created' },
      next: 'ntom load 2',
    });
  });

  test('the folder of the database is a file', async () => {
    const made = shop(rows(3));
    await made.extract();
    mkdirSync(join(made.folder, 'data'));
    writeFileSync(join(made.folder, 'data', 'place'), '');
    const target = sqlite.locate(`sqlite:${join(made.folder, 'data', 'place')}`, 'app', 2);
    await expectRefused(made, () => made.load({ target }), {
      code: 'TARGET_UNWRITABLE',
      says: 'app_v2.db cannot be made: file already exists (EEXIST) in data/place',
      state: { 'extracts/v2': 'unchanged', 'app_v2.db': 'not created' },
      next: 'ntom load 2',
    });
  });
});
