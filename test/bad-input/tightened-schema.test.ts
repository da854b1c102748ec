import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCase } from '../support/cases/case-folder.ts';
import { databaseIn, extractTo, loadFrom, makeSource } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';

/** Changes of a schema that rows may not fit: cases, and what is done to their rows. */
const tightened: readonly {
  /** A folder of `test/cases/changes/`. */
  readonly change: string;
  readonly misfits: string;
  /** Every reason why a row is rejected: table, key, column and message. */
  readonly rejected: readonly string[];
}[] = [
  {
    change: 'type-narrowed',
    misfits: `
      UPDATE \`value\` SET name = 'äöü🌷!', state = 'kaputt', word = '', code = 'none' WHERE id = 1;
      UPDATE \`value\` SET bytes = X'000102', price = '0.0501', lasts = '00:00:00.500', at = '2000-01-01 00:00:00.999999' WHERE id = 2;
      INSERT INTO \`value\` SELECT 3, -9007199254740992, '', 'on', NULL, code, X'', '0', '00:00:00', '2000-01-01 00:00:00' FROM \`value\` WHERE id = 2;
      INSERT INTO \`value\` SELECT 4, 0, '', 'on', NULL, code, X'', '-10000.0000', '00:00:00', '2000-01-01 00:00:00' FROM \`value\` WHERE id = 2;
      INSERT INTO \`value\` SELECT 9007199254740992, 0, '', 'on', NULL, code, X'', '0', '00:00:00', '2000-01-01 00:00:00' FROM \`value\` WHERE id = 2`,
    rejected: [
      'value 1 name: has 5 characters, at most 4 are allowed',
      'value 1 state: is not one of "on", "off"',
      'value 1 word: is not one of "on", "off"',
      'value 1 code: is not a uuid of 8-4-4-4-12 hex digits',
      'value 2 bytes: has 3 bytes, at most 2 are allowed',
      'value 2 price: does not fit in decimal(6,2): at most 4 digits before the point and 2 behind it',
      'value 2 lasts: is not a time [-]HH:MM:SS up to 838:59:59 without a fraction',
      'value 2 at: is not a date and time YYYY-MM-DD HH:MM:SS with at most 3 digits of a fraction',
      'value 3 count: -9007199254740992 is beyond 2^53: only bigint() holds it',
      'value 4 price: does not fit in decimal(6,2): at most 4 digits before the point and 2 behind it',
      'value 9007199254740992 id: 9007199254740992 is beyond 2^53: only bigint() holds it',
    ],
  },
  {
    change: 'decimal-scale-changed',
    misfits: `UPDATE plant SET weight = '0.0001' WHERE id = 1; UPDATE plant SET height = '-100.00' WHERE id = 2`,
    rejected: [
      'plant 1 weight: does not fit in decimal(6,2): at most 4 digits before the point and 2 behind it',
      'plant 2 height: does not fit in decimal(6,4): at most 2 digits before the point and 4 behind it',
    ],
  },
  {
    change: 'text-to-int',
    misfits: `UPDATE plant SET number = '12 ' WHERE id = 1; UPDATE plant SET number = 'twelve' WHERE id = 2; UPDATE plant SET height = '1.5' WHERE id = 3;
      UPDATE plant SET height = '9007199254740993' WHERE id = 4`,
    rejected: [
      'plant 1 number: is NaN, not an integer',
      'plant 2 number: is NaN, not an integer',
      'plant 3 height: is NaN, not an integer',
      'plant 4 height: is beyond the integers a number keeps exactly, ±9007199254740991: a bigint column holds such values',
    ],
  },
  {
    change: 'nullable-to-required',
    misfits: `UPDATE plant SET name = NULL WHERE id = 1; UPDATE plant SET stock = NULL, photo = NULL WHERE id = 3`,
    rejected: [
      'plant 1 name: is NULL, which the column does not take',
      'plant 3 stock: is NULL, which the column does not take',
      'plant 3 photo: is NULL, which the column does not take',
    ],
  },
  {
    change: 'primary-key-added',
    misfits: `INSERT INTO tag (name) VALUES ('a ')`,
    rejected: ['tag a  name: the same primary key as row 4'],
  },
  {
    change: 'unique-added',
    misfits: `UPDATE plant SET code = 'a' WHERE id = 6; UPDATE plant SET place = 0, layer = 3 WHERE id = 8`,
    rejected: [
      'plant 6 code: the same code (unique) as row 1',
      'plant 8 place, layer: the same place, layer (unique) as row 7',
    ],
  },
  {
    change: 'unique-columns-changed',
    misfits: `UPDATE plant SET code = 'a' WHERE id = 7`,
    rejected: ['plant 7 code: the same code (unique) as row 1'],
  },
  {
    change: 'index-made-unique',
    misfits: `UPDATE plant SET code = '', place = -1 WHERE id = 7`,
    rejected: [
      'plant 8 code: the same code (unique) as row 7',
      'plant 8 layer, place: the same layer, place (unique) as row 7',
    ],
  },
  {
    change: 'foreign-key-added',
    misfits: `UPDATE plant SET bed_id = 1 WHERE id = 1`,
    rejected: ['plant 1 bed_id: no row of bed has this id'],
  },
  {
    change: 'foreign-key-retargeted',
    misfits: `UPDATE booking SET who = 2 WHERE id = 2`,
    rejected: ['booking 2 who: no row of customer has this id'],
  },
  {
    change: 'foreign-key-made-composite',
    misfits: `UPDATE \`line\` SET item_id = 3 WHERE id = 1`,
    rejected: ['line 1 shop, item_id: no row of item has this shop, id'],
  },
  {
    change: 'foreign-key-self-referencing',
    misfits: `UPDATE category SET parent_id = 0 WHERE id = 1`,
    rejected: ['category 1 parent_id: no row of category has this id'],
  },
];

/** Conditions, which only the new database knows. */
const checked = [
  { change: 'check-added', misfits: `UPDATE plant SET name = '' WHERE id = 2`, reason: /plant_check_2/ },
  { change: 'check-added', misfits: `UPDATE plant SET height = -1 WHERE id = 2`, reason: /plant_check_1/ },
  { change: 'check-changed', misfits: `UPDATE plant SET height = 101 WHERE id = 2`, reason: /no_giants/ },
];

for (const engine of engines) {
  describe(engine.name, engine.needs, () => {
    test.each(tightened)('$change: every row that does not fit is rejected, and nothing left', async (each) => {
      const work = await changedSource(engine, each);
      await expect(work.extract()).rejects.toMatchObject({ code: 'ROWS_REJECTED' });
      expect(reasons(work.folder)).toEqual(each.rejected);
      expect(readdirSync(work.folder).filter((name) => name.startsWith('extract'))).toEqual(['extract.rejects']);
      expect(await work.sourceHash()).toBe(work.hashBefore);
    });

    test.each(checked)('$change: the new database refuses $misfits, and is not left', async (each) => {
      const work = await changedSource(engine, each);
      await work.extract();
      await expect(work.load()).rejects.toMatchObject({
        code: 'LOAD_ROW_REFUSED',
        details: { table: 'plant', part: 'plant.csv', reason: expect.stringMatching(each.reason) },
      });
      expect(await work.versions()).toEqual([1]);
      expect(await work.sourceHash()).toBe(work.hashBefore);
    });
  });
}

interface Misfits {
  readonly change: string;
  readonly misfits: string;
}

/** The source of a case with rows that do not fit the next schema, and what may be done with it. */
async function changedSource(engine: TestEngine, { change, misfits }: Misfits) {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-tightened-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const each = await readCase(`changes/${change}`);
  const source = await makeSource(each, engine, folder);
  await engine.access.execute(source.location, misfits);
  const sourceHash = (): Promise<string> => engine.access.contentHash(source.location);
  return {
    folder,
    hashBefore: await sourceHash(),
    sourceHash,
    extract: () => extractTo(join(folder, 'extract'), source, each.pipeline, { maxRejects: 100 }),
    load: async () => loadFrom(join(folder, 'extract'), each.pipeline.to, await databaseIn(folder, engine, 2)),
    versions: async () => {
      const { url, app } = await engine.place(folder);
      return source.dialect.versionsAt(url, app);
    },
  };
}

interface RejectedRow {
  readonly table: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly problems: readonly { readonly column: string; readonly message: string }[];
}

/** `table key column: message` of every rejected row. */
function reasons(folder: string): readonly string[] {
  const rejects = join(folder, 'extract.rejects');
  const lines = readdirSync(rejects).flatMap((name) => readFileSync(join(rejects, name), 'utf8').trimEnd().split('\n'));
  return lines.flatMap((line) => {
    const { table, key, problems } = JSON.parse(line) as RejectedRow;
    const where = `${table} ${Object.values(key).join(' ')}`;
    return problems.map(({ column, message }) => `${where} ${column}: ${message}`);
  });
}
