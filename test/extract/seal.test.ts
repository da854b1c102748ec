import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ErrorCode } from '../../src/errors.ts';
import type { NtomEvent } from '../../src/events.ts';
import { runSeal, type Sealed, type SealOptions } from '../../src/extract/seal/run-seal.ts';
import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { blob, decimal, int, real, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { expectRefused, migration, rejectedRows, rowsOf, type Migration } from '../support/migration.ts';

const country = table({ code: text(3).primaryKey(), name: text(40, z.string().min(1)) });
const city = table({
  id: int().primaryKey().autoIncrement(),
  country_code: text(3).references('country.code'),
  slug: text(20).unique(),
  price: decimal(8, 2).nullable(),
  height: real(),
  photo: blob(),
});
const shop = pipeline(schema(1, { country, city }), schema(2, { country, city }), {
  country: sql`SELECT code, name FROM country`.each('country', { where: "code <> 'XXX'", reason: 'no country' }),
  city: copy(),
});
const source = `
  CREATE TABLE country (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE city (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, country_code TEXT NOT NULL, slug TEXT NOT NULL,
    price TEXT, height REAL NOT NULL, photo BLOB NOT NULL);
  INSERT INTO country VALUES ('ATA', 'Antarctica'), ('CHE', 'Schweiz'), ('XXX', 'nowhere');
  INSERT INTO city VALUES (1, 'CHE', 'a', '1.50', 0.5, x'AB'), (2, 'CHE', 'b', NULL, 5, x''), (3, 'ATA', 'c', '3.00', -1.5, x'00'),
    (4, 'ATA', 'd', '4.00', 1, x'01');`;

type Shop = Migration & { seal: (changes?: Partial<SealOptions>) => Promise<Sealed> };

/** Cities are in two parts. */
async function extracted(changes: Parameters<Migration['extract']>[0] = {}): Promise<Shop> {
  const made = migration({ pipeline: shop, source });
  await made.extract({ chunkRows: 2, ...changes });
  const usual = { schema: shop.to, directory: made.extracted, maxRejects: 1000, onEvent: () => undefined };
  return { ...made, seal: (options) => runSeal({ ...usual, signal: new AbortController().signal, ...options }) };
}

/** Edits a part as a text editor does. */
function edit({ extracted: folder }: Shop, part: string, find: string | RegExp, by: string): void {
  const before = readFileSync(join(folder, part), 'utf8');
  const after = before.replace(find, by);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, part), after);
}

const contentsOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));

const cities = ({ target }: Shop) => rowsOf(target, 'SELECT id, slug, price, height, hex(photo) FROM city ORDER BY id');

test('an edited value is refused by load, and taken after seal, which both say so', async () => {
  const made = await extracted();
  const before = (await made.extract({ chunkRows: 2 })).manifest;
  edit(made, 'city.00002.csv', '"c"', '"c ""new"""');
  await expect(made.load()).rejects.toMatchObject({ code: 'PART_ALTERED' });
  const { manifest, files } = await made.seal();
  expect(files).toEqual(['city.00002.csv']);
  expect(manifest.contentId).not.toBe(before.contentId);
  expect(manifest.sealed).toEqual([
    { at: expect.any(String), tool: expect.stringMatching(/^ntom /), contentId: before.contentId, files },
  ]);
  expect(manifest.run).toEqual(before.run);
  expect(manifest.source).toEqual(before.source);
  expect(manifest.tables[0]).toEqual(before.tables[0]);
  const events: NtomEvent[] = [];
  await made.load({ onEvent: (event) => events.push(event) });
  const at = manifest.sealed[0]?.at;
  const message = `extracts/v2 was edited (city.00002.csv) and sealed at ${at}`;
  expect(events.filter(({ type }) => type === 'notice')).toEqual([{ type: 'notice', message }]);
  expect(cities(made)[2]).toEqual([3n, 'c "new"', '3.00', -1.5, '00']);
  expect(readdirSync(join(made.folder, 'extracts'))).toEqual(['v2']);
});

test('nothing is done where nothing was edited', async () => {
  const made = await extracted();
  const before = contentsOf(made.extracted);
  expect((await made.seal()).files).toEqual([]);
  expect(contentsOf(made.extracted)).toEqual(before);
});

test('sealed twice, the manifest tells of both', async () => {
  const made = await extracted();
  edit(made, 'city.00001.csv', '"a"', '"x"');
  const first = await made.seal();
  edit(made, 'country.csv', 'Schweiz', 'Suisse');
  const { manifest } = await made.seal();
  expect(manifest.sealed.map(({ files, contentId }) => ({ files, contentId }))).toEqual([
    { files: ['city.00001.csv'], contentId: first.manifest.sealed[0]?.contentId },
    { files: ['country.csv'], contentId: first.manifest.contentId },
  ]);
  await made.load();
});

test('rows may come and go: they are counted anew, and nobody says any more what they were made of', async () => {
  const made = await extracted();
  edit(made, 'city.00001.csv', /2,.*\n/, '');
  appendFileSync(join(made.extracted, 'city.00002.csv'), '70,"ATA","z",NULL,0,""\n');
  edit(made, 'country.csv', '\n"CHE"', '\n"BEL","Belgique"\n"CHE"');
  const { manifest } = await made.seal();
  expect(manifest.tables.map(({ rows, nextId }) => [rows, nextId])).toEqual([
    [3, null],
    [4, '71'],
  ]);
  expect(manifest.tables[1]?.parts.map(({ rows, first, last }) => [rows, first, last])).toEqual([
    [1, ['1'], ['1']],
    [3, ['3'], ['70']],
  ]);
  expect(manifest.accounting).toEqual([
    {
      table: 'country',
      rows: 3,
      written: [{ table: 'country', rows: 3, how: 'edited', counted: null }],
      dropped: [{ table: 'country', reason: 'no country', rows: 1 }],
      complete: false,
    },
    {
      table: 'city',
      rows: 4,
      written: [{ table: 'city', rows: 4, how: 'edited', counted: null }],
      dropped: [],
      complete: false,
    },
  ]);
  await made.load();
  expect(cities(made).map(([id]) => id)).toEqual([1n, 3n, 4n, 70n]);
});

describe('what is written in another way is the same data, and written as it should be', () => {
  test.each([
    ['csv', '1,"CHE","a",1.50,0.5,"AB"', '+01,"CHE","a","1.5",5e-1,"ab"'],
    [
      'jsonl',
      '{"id":1,"country_code":"CHE","slug":"a","price":"1.50","height":0.5,"photo":"AB"}',
      ' {"slug": "\\u0061", "id": 1, "photo": "ab", "price": 1.5, "height": 5E-1, "country_code": "CHE"} ',
    ],
  ] as const)('%s', async (format, canonical, other) => {
    const made = await extracted({ format });
    const before = contentsOf(made.extracted);
    edit(made, `city.00001.${format}`, canonical, other);
    const { manifest, files } = await made.seal();
    expect(files).toEqual([`city.00001.${format}`]);
    const { 'manifest.json': now, ...after } = contentsOf(made.extracted);
    const { 'manifest.json': then, ...due } = before;
    expect(after).toEqual(due);
    expect([JSON.parse(now ?? '').accounting, manifest.contentId]).toEqual([
      JSON.parse(then ?? '').accounting,
      JSON.parse(then ?? '').contentId,
    ]);
  });
});

test.each([
  ['zstd', 'zst', zstdDecompressSync, zstdCompressSync],
  ['gzip', 'gz', gunzipSync, gzipSync],
] as const)(
  '%s: a part is edited by who unpacks it and packs it again',
  async (compression, extension, unpack, pack) => {
    const made = await extracted({ compression, format: 'jsonl' });
    const part = join(made.extracted, `country.jsonl.${extension}`);
    const content = unpack(readFileSync(part)).toString().replace('Schweiz', 'Svizra');
    writeFileSync(part, pack(Buffer.from(content)));
    await made.seal();
    await made.load();
    expect(rowsOf(made.target, `SELECT name FROM country WHERE code = 'CHE'`)).toEqual([['Svizra']]);
    writeFileSync(part, content);
    await expectRefused(made, () => made.seal(), {
      code: 'PART_ALTERED',
      says: /^part country\.jsonl\.\w+ was altered: its compression is broken/,
      state: { 'extracts/v2': 'unchanged, not sealed' },
      next: 'ntom seal 2',
    });
  },
);

test('every row that schema M refuses is rejected with its reasons, keys too, and the extract stays', async () => {
  const made = await extracted();
  edit(made, 'country.csv', '"Schweiz"', '""');
  edit(made, 'city.00001.csv', '1.50', 'n/a');
  edit(made, 'city.00001.csv', '"b"', 'NULL');
  edit(made, 'city.00002.csv', '3.00,-1.5', '3.001,1e999');
  edit(made, 'city.00002.csv', '"ATA","d"', 'ATA,"d"');
  await expectRefused(made, () => made.seal(), {
    code: 'ROWS_REJECTED',
    says: '5 rows were rejected (country 1, city 4)',
    state: {
      'extracts/v2': 'unchanged, not sealed',
      'extracts/v2.rejects': 'the rejected rows, each with the reasons',
    },
    next: 'ntom seal 2',
    leaves: ['extracts/v2.rejects', 'extracts/v2.rejects/city.jsonl', 'extracts/v2.rejects/country.jsonl'],
  });
  const reasons = rejectedRows(made, 'city').map(({ row, problems }) => [
    row,
    (problems as { column: string; message: string }[]).map(({ column, message }) => `${column}: ${message}`),
  ]);
  expect(reasons).toEqual([
    [1, ['price: "n/a" is not a decimal(8,2)']],
    [2, [expect.stringMatching(/^slug: /)]],
    [3, ['price: "3.001" is not a decimal(8,2)', 'height: "1e999" is not a real']],
    [4, ['country_code: is not in quotes: "ATA"']],
  ]);
});

test.each([
  ['a primary key that is there twice', 'city.00002.csv', '4,', '1,', 'city 1', 'the same primary key as row 1'],
  ['a unique key that is there twice', 'city.00002.csv', '"d"', '"a"', 'city 1', 'the same slug (unique) as row 1'],
  ['a row without its parent', 'country.csv', '"CHE"', '"BEL"', 'city 2', 'no row of country has this code'],
])('%s is rejected', async (_, part, find, by, counts, message) => {
  const made = await extracted();
  edit(made, part, find, by);
  await expect(made.seal()).rejects.toMatchObject({
    code: 'ROWS_REJECTED',
    message: expect.stringContaining(`(${counts})`),
  });
  expect(rejectedRows(made, 'city')[0]).toMatchObject({ problems: [{ message }] });
  expect(readdirSync(join(made.folder, 'extracts'))).toEqual(['v2', 'v2.rejects']);
});

describe('is refused as a whole, since nobody can tell what is meant', () => {
  const csv = 'city.00001.csv';
  const jsonl = 'city.00001.jsonl';
  // prettier-ignore
  test.each<[name: string, part: string, find: string | RegExp, by: string, code: ErrorCode, says: string | RegExp]>([
    ['a cut part', csv, /\n$/, '', 'PART_CUT', 'part city.00001.csv ends inside row 2'],
    ['lines that end in CR LF', csv, '"AB"\n', '"AB"\r\n', 'PART_BAD_RECORD', /^part city.00001.csv, row 1: its line ends in CR LF/],
    ['bare lines that end in CR LF', csv, ',"AB"\n', ',NULL\r\n', 'PART_BAD_RECORD', /^part city.00001.csv, row 1: its line ends in CR LF/],
    ['a field more', csv, '1.50,', '1,50,', 'PART_BAD_RECORD', 'part city.00001.csv, row 1: more than 6 fields'],
    ['an empty line', csv, '\n2', '\n\n2', 'PART_BAD_RECORD', 'part city.00001.csv, row 2: 1 field, not 6'],
    ['text behind a quote', csv, '"a"', '"a"b', 'PART_BAD_RECORD', 'part city.00001.csv, row 1: "b" after the closing quote of field 3'],
    ['columns in another order', csv, '"id","country_code"', '"country_code","id"', 'PART_BAD_HEADER', /^part city.00001.csv does not begin with its header/],
    ['a byte order mark', csv, /^/, '\ufeff', 'PART_BAD_HEADER', /^part city.00001.csv does not begin with its header/],
    ['a key that is there twice', jsonl, '"slug":"a"', '"slug":"a","slug":"b"', 'PART_BAD_RECORD', 'part city.00001.jsonl, row 1: "slug" is named twice'],
    ['a key that is no column', jsonl, '"slug":"a"', '"slug":"a","more":1', 'PART_BAD_RECORD', 'part city.00001.jsonl, row 1: there is no column "more"'],
    ['a key that is missing', jsonl, '"slug":"a",', '', 'PART_BAD_RECORD', 'part city.00001.jsonl, row 1: slug is missing'],
    ['a list', jsonl, '"slug":"a"', '"slug":["a"]', 'PART_BAD_RECORD', /^part city.00001.jsonl, row 1: no JSON object of plain values/],
    ['an unknown escape', jsonl, '"slug":"a"', '"slug":"\\x"', 'PART_BAD_RECORD', 'part city.00001.jsonl, row 1: no JSON string: "\\"\\\\x\\""'],
    ['an object that goes on behind its end', jsonl, '"slug":"a"', '"slug":"a"}', 'PART_BAD_RECORD', /^part city.00001.jsonl, row 1: no JSON object/],
    ['an object without its end', jsonl, '"AB"}', '"AB"', 'PART_BAD_RECORD', /^part city.00001.jsonl, row 1: no JSON object/],
    ['two commas', jsonl, '"slug":"a",', '"slug":"a",,', 'PART_BAD_RECORD', /^part city.00001.jsonl, row 1: no JSON object/],
    ['a comma at the end', jsonl, '"AB"}', '"AB",}', 'PART_BAD_RECORD', /^part city.00001.jsonl, row 1: no JSON object/],
    ['a line that is no object', jsonl, /^/, '[]\n', 'PART_BAD_RECORD', /^part city.00001.jsonl, row 1: no JSON object/],
  ])('%s', async (_, part, find, by, code, says) => {
    const made = await extracted({ format: part === csv ? 'csv' : 'jsonl' });
    edit(made, part, find, by);
    await expectRefused(made, () => made.seal(), { code, says, state: { 'extracts/v2': 'unchanged, not sealed' }, next: 'ntom seal 2' });
  });

  // prettier-ignore
  test.each<[name: string, tamper: (folder: string) => void, code: ErrorCode, next: string]>([
    ['a part missing', (folder) => rmSync(join(folder, 'country.csv')), 'PART_MISSING', 'ntom seal 2'],
    ['a file more', (folder) => writeFileSync(join(folder, 'city.00003.csv'), ''), 'PART_EXTRA', 'ntom seal 2'],
    ['a part that is a link', (folder) => (renameSync(join(folder, 'country.csv'), join(folder, '..', 'c')), symlinkSync('../c', join(folder, 'country.csv'))), 'PART_NOT_A_FILE', 'ntom seal 2'],
    ['a manifest that was edited too', (folder) => writeFileSync(join(folder, 'manifest.json'), readFileSync(join(folder, 'manifest.json'), 'utf8').replace('no country', 'other')), 'MANIFEST_ALTERED', 'ntom status'],
    ['no manifest', (folder) => rmSync(join(folder, 'manifest.json')), 'EXTRACT_MISSING', 'ntom status'],
  ])('%s', async (_, tamper, code, next) => {
    const made = await extracted();
    edit(made, 'city.00001.csv', '"a"', '"x"');
    tamper(made.extracted);
    const is = code === 'EXTRACT_MISSING' ? 'not an extract' : 'unchanged, not sealed';
    await expectRefused(made, () => made.seal(), { code, says: /./, state: { 'extracts/v2': is }, next });
  });

  test.each([
    ['gzip', 'gz', gzipSync],
    ['zstd', 'zst', zstdCompressSync],
  ] as const)('a part that is a bomb, by %s', async (compression, extension, compress) => {
    const made = await extracted({ compression });
    const part = `country.csv.${extension}`;
    const content = Buffer.concat([Buffer.from('"code","name"\n"ATA","'), Buffer.alloc(65 * 2 ** 20, 'a')]);
    writeFileSync(join(made.extracted, part), compress(content));
    await expectRefused(made, () => made.seal(), {
      code: 'PART_UNPACKS_TOO_LARGE',
      says: `part ${part} unpacks to more than 67108864 bytes`,
      state: { 'extracts/v2': 'unchanged, not sealed' },
      next: 'ntom seal 2',
    });
  });

  test('an extract of another schema', async () => {
    const made = await extracted();
    await expect(made.seal({ schema: shop.from })).rejects.toMatchObject({ code: 'LOAD_OTHER_SCHEMA' });
  });
});

test('datapackage.json is made anew, and a README stays', async () => {
  const made = await extracted();
  const before = contentsOf(made.extracted)['datapackage.json'];
  writeFileSync(join(made.extracted, 'README.md'), 'corrected by hand');
  rmSync(join(made.extracted, 'datapackage.json'));
  await expect(made.load()).rejects.toMatchObject({ code: 'PART_MISSING' });
  expect((await made.seal()).files).toEqual(['datapackage.json']);
  expect(contentsOf(made.extracted)).toMatchObject({ 'README.md': 'corrected by hand', 'datapackage.json': before });
  await made.load();
});

test('a part with a second name is not written to: that file stays as it was edited', async () => {
  const made = await extracted();
  linkSync(join(made.extracted, 'city.00001.csv'), join(made.folder, 'copy.csv'));
  edit(made, 'city.00001.csv', '1.50', '1.5');
  const edited = readFileSync(join(made.folder, 'copy.csv'), 'utf8');
  await made.seal();
  expect(readFileSync(join(made.folder, 'copy.csv'), 'utf8')).toBe(edited);
  expect(readFileSync(join(made.extracted, 'city.00001.csv'), 'utf8')).toContain('1.50');
});

test('a sealed extract is not kept in part: its rows are not those of the pipeline', async () => {
  const made = await extracted();
  edit(made, 'city.00001.csv', '"a"', '"x"');
  await made.seal();
  await expect(made.extract({ tables: ['country'] })).rejects.toMatchObject({
    code: 'EXTRACT_NOT_KEPT',
    message: expect.stringContaining('it was edited, and sealed'),
  });
});

test('an earlier rejection is gone once the extract is sealed, and Ctrl-C leaves everything as it was', async () => {
  const made = await extracted();
  edit(made, 'city.00001.csv', '1.50', 'n/a');
  await expect(made.seal()).rejects.toMatchObject({ code: 'ROWS_REJECTED' });
  edit(made, 'city.00001.csv', 'n/a', '9.00');
  const stop = new AbortController();
  const stopped = made.seal({ signal: stop.signal, onEvent: ({ type }) => type === 'table-started' && stop.abort() });
  await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(readdirSync(join(made.folder, 'extracts'))).toEqual(['v2', 'v2.rejects']);
  await made.seal();
  expect(readdirSync(join(made.folder, 'extracts'))).toEqual(['v2']);
  mkdirSync(join(made.folder, 'more'));
  await made.load();
});
