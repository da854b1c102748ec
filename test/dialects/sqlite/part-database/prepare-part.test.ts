import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { preparePart } from '../../../../src/dialects/sqlite/part-database/prepare-part.ts';
import { createTarget } from '../../../../src/dialects/sqlite/target.ts';
import type { LoadablePart } from '../../../../src/dialects/target.ts';
import { blob, bool, int, real, text } from '../../../../src/schema/column-types.ts';
import type { Value } from '../../../../src/schema/definition.ts';
import { schema } from '../../../../src/schema/schema.ts';
import { table } from '../../../../src/schema/table.ts';
import { temporaryFolder } from '../../../format/temporary-folder.ts';
import { databaseFile } from '../database-file.ts';

const v1 = schema(1, {
  item: table(
    { name: text(9), open: bool(), weight: real(), picture: blob().nullable(), size: int().generated('length(name)') },
    { primaryKey: ['name', 'open'] },
  ),
});
const [item] = v1.tables;
if (item === undefined) throw new TypeError('no table');

const rowOf = (index: number): Value[] => [`n${index}`, index % 2 === 0, index / 3, null];

function part(rows: readonly (readonly Value[])[], failing: Error | null = null): LoadablePart {
  return {
    path: 'item.csv',
    rows: rows.length,
    readers: null,
    signal: new AbortController().signal,
    records: () => {
      throw new TypeError('this engine takes rows');
    },
    async *batches() {
      for (let from = 0; from < rows.length; from += 1000) yield rows.slice(from, from + 1000);
      if (failing !== null) throw failing;
    },
  };
}

const rows = (count: number): Value[][] => Array.from({ length: count }, (_, index) => rowOf(index + 1));

test('what is prepared is plain data: a file beside the database, for its owner only, with the rows', async () => {
  const folder = temporaryFolder();
  const prepared = await preparePart(item, part(rows(2500)), join(folder, 'app_v1.db.partial-01'));
  expect(structuredClone(prepared)).toEqual({
    file: expect.stringMatching(/app_v1\.db\.partial-01-part-[0-9a-f]{8}$/),
    rows: 2500,
    isOfTypes: false,
  });
  expect(statSync(prepared.file).mode & 0o777).toBe(0o600);
});

test('a part that cannot be read leaves no file', async () => {
  const folder = temporaryFolder();
  const broken = new Error('broken');
  await expect(preparePart(item, part(rows(5), broken), join(folder, 'app_v1.db.partial-01'))).rejects.toBe(broken);
  expect(readdirSync(folder)).toEqual([]);
});

test('a place that cannot be written to', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(preparePart(item, part(rows(5)), join(folder, 'file', 'app_v1.db.partial-01'))).rejects.toMatchObject({
    code: 'TARGET_UNWRITABLE',
    details: { database: 'app_v1.db', reason: 'not a directory (ENOTDIR)' },
  });
});

test('-0.0 is refused with the key of its row', async () => {
  const folder = temporaryFolder();
  const given = rows(1500);
  given[1200] = ['n0', true, -0, null];
  await expect(preparePart(item, part(given), join(folder, 'app_v1.db.partial-01'))).rejects.toMatchObject({
    code: 'LOAD_ROW_REFUSED',
    details: { table: 'item', part: 'item.csv', row: 1201, key: 'name "n0", open true' },
  });
  expect(readdirSync(folder)).toEqual([]);
});

// prettier-ignore
test.each([
  ['by a key', ['n1', false, 1, null], /UNIQUE constraint failed/],
  ['by NOT NULL', ['x', true, null, null], /NOT NULL constraint failed: item.weight/],
  ['by CHECK', ['0123456789', true, 1, null], /CHECK constraint failed/],
  ['by its type', ['x', true, 'heavy', null], /cannot store TEXT value in REAL column item.weight/],
] as const)('a row that is refused %s, far behind the first, is named with its key', async (_, refused, reason) => {
  const file = databaseFile();
  for (const at of [41_234, 20_000, 20_001]) {
    const given = rows(50_000).map(([name, ...others]) => [`${String(name)}-${at % 7}`, ...others]);
    given[0] = rowOf(1);
    given[at - 1] = [...refused];
    await using target = await createTarget(file.location, v1, { replace: false });
    const prepared = await preparePart(item, part(given), target.place);
    await expect(target.load(item, part(given), prepared)).rejects.toMatchObject({
      code: 'LOAD_ROW_REFUSED',
      details: { row: at, key: `name "${refused[0]}", open ${refused[1]}`, reason: expect.stringMatching(reason) },
    });
  }
});

test('what is prepared and not loaded goes with the target; what is loaded goes at once', async () => {
  const file = databaseFile();
  {
    await using target = await createTarget(file.location, v1, { replace: false });
    const [first, second] = [part(rows(3)), part(rows(4))];
    const prepared = await preparePart(item, first, target.place);
    const left = await preparePart(item, second, target.place);
    await target.load(item, first, prepared);
    expect([existsSync(prepared.file), existsSync(left.file)]).toEqual([false, true]);
  }
  expect(readdirSync(file.folder)).toEqual([]);
});

test('a load that is interrupted ends between two statements', async () => {
  const file = databaseFile();
  await using target = await createTarget(file.location, v1, { replace: false });
  const controller = new AbortController();
  const interrupted = { ...part(rows(50_000)), signal: controller.signal };
  const prepared = await preparePart(item, interrupted, target.place);
  setImmediate(() => controller.abort());
  await expect(target.load(item, interrupted, prepared)).rejects.toMatchObject({ code: 'INTERRUPTED' });
});
