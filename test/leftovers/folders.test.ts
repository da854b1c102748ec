import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { rehearsalLeftovers } from '../../src/extract/rehearse/rehearsal-leftovers.ts';
import { removeRejects } from '../../src/extract/rejects.ts';
import { extractLeftovers } from '../../src/format/extract-leftovers.ts';
import { lockSchemas } from '../../src/project/lock-schemas.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { table } from '../../src/schema/table.ts';
import { change, contentOf, copying, migration } from '../support/migration.ts';

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-leftovers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

type Make = (path: string) => void;

const folderOf =
  (...files: string[]): Make =>
  (path) => {
    for (const file of files) {
      mkdirSync(join(path, file, '..'), { recursive: true });
      writeFileSync(join(path, file), '');
    }
    mkdirSync(path, { recursive: true });
  };

const linkTo =
  (make: Make): Make =>
  (path) => {
    make(`${path}-elsewhere`);
    symlinkSync(`${path}-elsewhere`, path);
  };

const parts = folderOf(
  'city.csv',
  'city.00001.csv.zst.tmp',
  'odd%2Fname.jsonl.gz',
  'manifest.json.tmp',
  'datapackage.json',
);

// prettier-ignore
const besideAnExtract: [what: string, name: string, make: Make, isOurs: boolean][] = [
  ['parts, written or not', 'v3.partial-0123abcd', parts, true],
  ['keys on disk', 'v3.partial-0123abcd', folderOf('scratch/keys/0.1.0', 'scratch/keys/2'), true],
  ['keys on disk of a pipeline over a fixture', 'v3.partial-0123abcd', folderOf('scratch/keys/keys/rows/1', 'scratch/.fixture_v3.db.lock'), true],
  ['nothing yet', 'v3.partial-0123abcd', folderOf(), true],
  ['rejected rows', 'v3.rejects.partial-0123abcd', folderOf('city.jsonl'), true],
  ['another file', 'v3.partial-0123abcd', folderOf('city.csv', 'notes.txt'), false],
  ['another folder', 'v3.partial-0123abcd', folderOf('city.csv', 'old/city.csv'), false],
  ['a hidden file', 'v3.partial-0123abcd', folderOf('.keep'), false],
  ['a link in it', 'v3.partial-0123abcd', (path) => (mkdirSync(path), symlinkSync('/etc/hosts', join(path, 'city.csv'))), false],
  ['a link to one', 'v3.partial-0123abcd', linkTo(parts), false],
  ['a file', 'v3.partial-0123abcd', (path) => writeFileSync(path, ''), false],
  ['a name', 'v3.partial-backup', parts, false],
  ['a longer name', 'v3.partial-0123abcd0', parts, false],
  ['upper case', 'v3.partial-0123ABCD', parts, false],
  ['of another extract', 'v30.partial-0123abcd', parts, false],
  ['more than rejected rows', 'v3.rejects.partial-0123abcd', folderOf('city.jsonl', 'city.csv'), false],
];

test.each(besideAnExtract)('beside an extract: %s, %s', (_, name, make, isOurs) => {
  const folder = temporary();
  make(join(folder, name));
  expect(extractLeftovers(join(folder, 'v3'))).toEqual(isOurs ? [join(folder, name)] : []);
});

// prettier-ignore
test.each<[what: string, name: string, make: Make, isOurs: boolean]>([
  ['an extract in it', '.rehearsal-0123abcd', folderOf('v3.partial-0123abcd/city.csv', '.v3.lock', 'v3.rejects/city.jsonl'), true],
  ['a complete one', '.rehearsal-0123abcd', folderOf('v3/city.csv', 'v3/manifest.json'), true],
  ['nothing', '.rehearsal-0123abcd', folderOf(), true],
  ['something else', '.rehearsal-0123abcd', folderOf('v3/city.csv', 'notes.txt'), false],
  ['a link', '.rehearsal-0123abcd', linkTo(folderOf()), false],
  ['another name', '.rehearsal-of-monday', folderOf(), false],
])('of a rehearsal: %s, %s', (_, name, make, isOurs) => {
  const folder = temporary();
  make(join(folder, name));
  expect(rehearsalLeftovers(folder)).toEqual(isOurs ? [join(folder, name)] : []);
});

test('rejected rows are removed only where there is nothing else', async () => {
  const folder = temporary();
  const make = {
    ours: folderOf('city.jsonl'),
    theirs: folderOf('city.jsonl', 'notes.txt'),
    link: linkTo(folderOf('city.jsonl')),
  };
  for (const [name, each] of Object.entries(make)) each(join(folder, name));
  const removed = await Promise.all(Object.keys(make).map(async (name) => removeRejects(join(folder, name))));
  expect(removed).toEqual([true, false, false]);
  expect(readdirSync(folder)).toEqual(['link', 'link-elsewhere', 'theirs']);
});

describe('the next run', () => {
  const shop = () =>
    migration({
      pipeline: copying({ item: table({ id: int().primaryKey(), name: text(40) }) }),
      source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL); INSERT INTO item VALUES (1, 'one')`,
    });

  test('of an extract removes what is ours, and touches nothing else', async () => {
    const made = shop();
    const extracts = join(made.folder, 'extracts');
    for (const [index, [, name, make, isOurs]] of besideAnExtract.entries()) {
      // Each under a name of its own.
      const own = name.replace('v3', 'v2').replace(/0123abcd/, `0123ab${String(index).padStart(2, '0')}`);
      if (name.includes('0123abcd') && !isOurs) make(join(extracts, own));
    }
    mkdirSync(join(extracts, 'v2.partial-backup'));
    const before = contentOf(made.folder);
    for (const [index, [, name, make, isOurs]] of besideAnExtract.entries())
      if (isOurs)
        make(join(extracts, name.replace('v3', 'v2').replace('0123abcd', `fedcba${String(index).padStart(2, '0')}`)));
    await made.extract();
    const after = Object.entries(contentOf(made.folder)).filter(([path]) => !/^extracts\/v2(\/|$)/.test(path));
    expect(Object.fromEntries(after)).toEqual(before);
  });

  test('of an extract removes the one that was replaced', async () => {
    const made = shop();
    await made.extract();
    cpSync(made.extracted, `${made.extracted}.replaced`, { recursive: true });
    await made.extract();
    expect(readdirSync(join(made.folder, 'extracts'))).toEqual(['v2']);
  });

  test('of a load removes what is ours, and touches nothing else', async () => {
    const made = shop();
    await made.extract();
    const beside = (end: string): string => `${made.target}.partial-${end}`;
    writeFileSync(beside('0123abcd'), 'a text of somebody');
    writeFileSync(beside('backup'), '');
    writeFileSync(beside('0123abcd-part-backup'), '');
    mkdirSync(beside('89abcdef'));
    symlinkSync(made.source, beside('01234567'));
    const before = contentOf(made.folder);
    change(beside('76543210'), 'CREATE TABLE item (id INTEGER)');
    for (const end of ['76543210-journal', '76543210-part-0123abcd', 'fedcba98']) writeFileSync(beside(end), '');
    writeFileSync(beside('76543210-part-0123abce'), Buffer.alloc(8192));
    await made.load();
    const { 'app_v2.db': loaded, ...after } = contentOf(made.folder);
    expect(loaded).toBeDefined();
    expect(after).toEqual(before);
  });

  test('that finds the database made already says so, and removes what is left of making it', async () => {
    const made = shop();
    await made.extract();
    await made.load();
    writeFileSync(`${made.target}.partial-0123abcd`, '');
    writeFileSync(join(made.folder, '.app_v2.db.lock'), '');
    expect(await sqlite.leftoversAt(`sqlite:${made.folder}`, 'app')).toEqual([
      {
        label: 'app_v2.db.partial-0123abcd',
        version: 2,
        of: 'load',
        is: 'a database that was not completed',
        holder: null,
      },
      { label: '.app_v2.db.lock', version: 2, of: 'load', is: 'a lock', holder: null },
    ]);
    await expect(made.load()).rejects.toMatchObject({ code: 'TARGET_EXISTS' });
    expect(readdirSync(made.folder).sort()).toEqual(['app_v1.db', 'app_v2.db', 'extracts']);
  });

  test('of an extract is refused where rejected rows would replace something else', async () => {
    const made = shop();
    change(made.source, `UPDATE item SET name = printf('%.*c', 41, 'x')`);
    folderOf('notes.txt')(`${made.extracted}.rejects`);
    const before = contentOf(made.folder);
    await expect(made.extract()).rejects.toMatchObject({ code: 'EXTRACT_FOLDER_FOREIGN' });
    expect(contentOf(made.folder)).toEqual(before);
  });

  test('of a load says that the extract was replaced while it was read', async () => {
    const made = shop();
    await made.extract();
    cpSync(made.extracted, join(made.folder, 'first'), { recursive: true });
    change(made.source, `INSERT INTO item VALUES (2, 'two')`);
    await made.extract();
    const replace = (): void => {
      rmSync(made.extracted, { recursive: true });
      renameSync(join(made.folder, 'first'), made.extracted);
    };
    let isReplaced = false;
    const onEvent = (): void => {
      if (!isReplaced) replace();
      isReplaced = true;
    };
    await expect(made.load({ onEvent })).rejects.toMatchObject({
      code: 'EXTRACT_REPLACED',
      aftermath: {
        state: [
          { what: 'extracts/v2', is: 'another one than before' },
          { what: 'app_v2.db', is: 'not created' },
        ],
        next: 'ntom load 2',
      },
    });
    await made.load();
  });
});

test('whoever writes schemas removes what is ours of files that were not completed, and touches nothing else', async () => {
  const folder = temporary();
  const theirs = [
    'schemas/v3.ts',
    'schemas/.pulled-notes.ts',
    'schemas/v3.partial-backup.ts',
    'pipelines/2to3.ts.partial-1',
    'schemas/lock.json',
  ];
  const ours = [
    'schemas/.pulled-0123abcd.ts',
    'schemas/.pulled-0123abcd.ts.partial-0123abcd',
    'schemas/v3.partial-0123abcd.ts',
    'schemas/v3.ts.partial-0123abcd',
    'schemas/lock.json.partial-0123abcd',
    'pipelines/2to3.ts.partial-0123abcd',
  ];
  folderOf(...theirs)(folder);
  symlinkSync('v3.ts', join(folder, 'schemas/.pulled-fedcba98.ts'));
  const before = contentOf(folder);
  folderOf(...ours)(folder);
  await (await lockSchemas(folder, 'new 2to3'))[Symbol.asyncDispose]();
  expect(contentOf(folder)).toEqual(before);
});
