import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/errors.ts';
import { contentIdOf } from '../../src/format/content-id.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import { int, real, text } from '../../src/schema/column-types.ts';
import { table } from '../../src/schema/table.ts';
import { signed } from '../format/sample-manifest.ts';
import { change, copying, expectRefused, migration, type Migration } from '../support/migration.ts';

const pipeline = copying({ item: table({ id: int().primaryKey(), price: real(), name: text() }) });

/** With an earlier `app_v2.db`, which must stay. */
async function extracted(
  rows = `(1, 1.5, 'a'), (2, 2.5, 'b "c"'), (3, 3.5, 'd')`,
): Promise<Migration & { part: string }> {
  const made = migration({
    pipeline,
    source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, price REAL NOT NULL, name TEXT NOT NULL); INSERT INTO item VALUES ${rows}`,
  });
  await made.extract();
  change(made.target, 'CREATE TABLE earlier (id INTEGER); INSERT INTO earlier VALUES (1)');
  return { ...made, part: join(made.extracted, 'item.csv') };
}

const state = (is = 'complete, but altered since it was written') => ({ 'extracts/v2': is, 'app_v2.db': 'unchanged' });
const next = 'ntom extract 1to2';
const replace = { replace: true };

test('a part with one byte changed, whichever it is', async () => {
  const made = await extracted();
  const bytes = readFileSync(made.part);
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes);
    altered[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(made.part, altered);
    await expectRefused(made, () => made.load(replace), {
      code: 'PART_ALTERED',
      says: /^part item.csv was altered: its sha256 is [0-9a-f]{64}, the manifest says [0-9a-f]{64}$/,
      state: state(),
      next,
    });
  }
  writeFileSync(made.part, bytes);
  await made.load(replace);
});

const header = '"id","price","name"\n';
const whole = `${header}1,1.5,"a"\n2,2.5,"b ""c"""\n3,3.5,"d"\n`;

describe('a part whose content is another', () => {
  // prettier-ignore
  test.each<[name: string, content: string, says: string | RegExp, knowing: [code: ErrorCode, says: string]]>([
    ['cut in a quoted field', whole.slice(0, -4), 'part item.csv was altered: its size is 52 bytes, the manifest says 56 bytes', ['PART_CUT', 'part item.csv ends inside row 3']],
    ['without its last newline', whole.slice(0, -1), 'part item.csv was altered: its size is 55 bytes, the manifest says 56 bytes', ['PART_CUT', 'part item.csv ends inside row 3']],
    ['cut between two rows', whole.slice(0, -10), /^part item.csv was altered: its size is 46 bytes, the manifest says 56 bytes$/, ['PART_ALTERED', 'part item.csv was altered: it has 2 rows, the manifest says 3']],
    ['cut in its header', whole.slice(0, 10), 'part item.csv was altered: its size is 10 bytes, the manifest says 56 bytes', ['PART_CUT', 'part item.csv ends inside its header']],
    ['empty', '', 'part item.csv was altered: its size is 0 bytes, the manifest says 56 bytes', ['PART_CUT', 'part item.csv ends inside its header']],
    ['with one row more', `${whole}4,4.5,"e"\n`, 'part item.csv was altered: its size is 66 bytes, the manifest says 56 bytes', ['PART_ALTERED', 'part item.csv was altered: it has 4 rows, the manifest says 3']],
    ['with its columns in another order', whole.replace('"price","name"', '"name","price"'), /its sha256 is/, ['PART_BAD_HEADER', 'part item.csv does not begin with its header "\\"id\\",\\"price\\",\\"name\\"\\n"']],
    ['with text for a number', whole.replace('2.5', 'n/a'), /its sha256 is/, ['PART_BAD_VALUE', 'part item.csv, row 2: price "n/a" is not a real']],
    ['with 1e309 for a number', whole.replace('3.5', '1e309'), /its size is/, ['PART_BAD_VALUE', 'part item.csv, row 3: price "1e309" is not a real']],
    ['with NULL where there is none', whole.replace('"a"', 'NULL'), /its size is/, ['PART_BAD_VALUE', 'part item.csv, row 1: name is NULL, but the column is not nullable']],
    ['with a text that is not quoted', whole.replace('"a"', 'abc'), /its sha256 is/, ['PART_BAD_RECORD', 'part item.csv, row 1: name is not quoted: "abc"']],
    ['with another value', whole.replace('2.5', '9.5'), /its sha256 is/, ['VERIFY_DIFFERS', 'app_v2.db is not what the extract says: item has 3 rows as it should, but not the same ones']],
  ])('%s', async (_, content, says, [code, knowingly]) => {
    const made = await extracted();
    expect(readFileSync(made.part, 'utf8')).toBe(whole);
    writeFileSync(made.part, content);
    await expectRefused(made, () => made.load(replace), { code: 'PART_ALTERED', says, state: state(), next });
    // Whoever changes the manifest too gets no further.
    sign(made);
    const verified = code === 'VERIFY_DIFFERS';
    await expectRefused(made, () => made.load(replace), {
      code,
      says: knowingly,
      state: state(verified ? 'unchanged' : undefined),
      next: verified ? 'ntom load 2 --replace' : next,
    });
  });

  test('its rows swapped', async () => {
    const made = await extracted();
    const [first = '', second = '', third = ''] = whole.slice(header.length).trimEnd().split('\n');
    writeFileSync(made.part, `${header}${[third, second, first].join('\n')}\n`);
    await expectRefused(made, () => made.load(replace), {
      code: 'PART_ALTERED',
      says: /its sha256 is/,
      state: state(),
      next,
    });
  });
});

/** Makes the manifest say of the part what it is now. */
function sign({ extracted: folder, part }: { extracted: string; part: string }): void {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const content = readFileSync(part);
  const now = { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  const tables = manifest.tables.map((each) => ({ ...each, parts: each.parts.map((one) => ({ ...one, ...now })) }));
  writeFileSync(file, signed({ ...manifest, tables, contentId: contentIdOf(tables) }));
}

describe('a folder with other files than the manifest names', () => {
  // prettier-ignore
  test.each<[name: string, make: (made: { part: string; folder: string }) => void, code: ErrorCode, says: string, is?: string]>([
    ['a missing part', ({ part }) => rmSync(part), 'PART_MISSING', 'extracts/v2 has no item.csv', 'not complete: a part is missing'],
    ['an extra file', ({ part }) => writeFileSync(part.replace('item', 'more'), 'id\n'), 'PART_EXTRA', 'extracts/v2 has more.csv, which its manifest does not name', 'complete, but something was added to it'],
    ['a link to the very same part', ({ part, folder }) => (renameSync(part, join(folder, 'moved.csv')), symlinkSync('../../moved.csv', part)), 'PART_NOT_A_FILE', 'item.csv in extracts/v2 is not a regular file'],
    ['a link that leads nowhere', ({ part }) => (rmSync(part), symlinkSync('nowhere', part)), 'PART_NOT_A_FILE', 'item.csv in extracts/v2 is not a regular file'],
    ['a folder', ({ part }) => (rmSync(part), mkdirSync(part)), 'PART_NOT_A_FILE', 'item.csv in extracts/v2 is not a regular file'],
  ])('%s', async (_, make, code, says, is) => {
    const made = await extracted();
    make(made);
    await expectRefused(made, () => made.load(replace), { code, says, state: state(is), next });
  });
});

test('a part of several hundred kilobytes, changed at its end: what was read before is thrown away', async () => {
  const made = await extracted(`(1, 1.5, printf('%.*c', 900000, 'x')), (2, 2.5, 'b')`);
  const content = readFileSync(made.part, 'utf8');
  writeFileSync(made.part, content.replace(/"b"\n$/, '"c"\n'));
  await expectRefused(made, () => made.load(replace), {
    code: 'PART_ALTERED',
    says: /its sha256 is/,
    state: state(),
    next,
  });
});
