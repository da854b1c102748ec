import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvFormat } from '../../src/format/csv.ts';
import {
  anyCuts,
  anyRows,
  anyText,
  column,
  decodeAll,
  errorOf,
  everyType,
  nastyTexts,
  partBytes,
  tableOf,
  encoded,
} from './sample.ts';

const every = csvFormat(everyType);
const texts = csvFormat(
  tableOf([column('id', { kind: 'int' }, false), column('text', { kind: 'text', length: null })]),
);
const city = csvFormat(
  tableOf([
    column('id', { kind: 'int' }, false),
    column('name', { kind: 'text', length: 9 }),
    column('latitude', { kind: 'decimal', precision: 8, scale: 5 }),
  ]),
);

/** NULL as null, everything else the text of the cell: what csv-parse makes of a part with the options of traps.md. */
function foreignCells(bytes: Buffer): (string | null)[][] {
  const cast = (value: string, { quoting }: { quoting: boolean }): string | null =>
    !quoting && value === 'NULL' ? null : value;
  return parse(bytes, { cast, record_delimiter: '\n' });
}

test('writes the dialect', () => {
  const row = [
    -5,
    2n ** 60n,
    '1.5',
    -0,
    true,
    'a "b",\n',
    Buffer.from([171]),
    '{}',
    null,
    '',
    '2024-02-29',
    '01:02:03',
    '2024-02-29 00:00:00',
  ];
  expect(every.header.startsWith('"int","bigint","decimal","real","bool","say ""text"", please","blob",')).toBe(true);
  expect(encoded(every, row)).toBe(
    '-5,1152921504606846976,1.50000,-0.0,1,"a ""b"",\n","AB","{}",NULL,"","2024-02-29","01:02:03.000","2024-02-29 00:00:00.000000"\n',
  );
});

test('leaves generated columns out', () => {
  const generated = { ...column('twice', { kind: 'int' }), generated: { expression: 'id * 2', stored: true } };
  expect(csvFormat(tableOf([column('id', { kind: 'int' }), generated])).header).toBe('"id"\n');
});

test('rows of every type come back, whatever the boundaries of the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows(everyType), anyCuts, async (rows, cuts) => {
      const bytes = partBytes(every, rows);
      const decoded = await decodeAll(every, bytes, cuts);
      expect(partBytes(every, decoded)).toStrictEqual(bytes);
      const reread = await decodeAll(every, bytes);
      expect(decoded).toStrictEqual(reread);
    }),
  );
});

test.each([1, 2, 3, 7])('nasty texts come back in chunks of %i bytes', async (size) => {
  const rows = [null, ...nastyTexts].map((text, id) => [id, text]);
  const bytes = partBytes(texts, rows);
  const cuts = Array.from({ length: bytes.length }, (_, index) => index * size);
  expect(await decodeAll(texts, bytes, cuts)).toStrictEqual(rows);
});

test('csv-parse finds the same cells', () => {
  fc.assert(
    fc.property(anyRows(everyType), (rows) => {
      const [header, ...cells] = foreignCells(partBytes(every, rows));
      expect(header).toStrictEqual(everyType.columns.map(({ name }) => name));
      const single = everyType.columns.map((definition) => csvFormat(tableOf([definition])));
      const written = rows.map((row) =>
        row.map(
          (value, index) =>
            foreignCells(Buffer.from(single[index] === undefined ? '' : encoded(single[index], [value])))[0]?.[0],
        ),
      );
      expect(cells).toStrictEqual(written);
    }),
  );
  const rows = [null, ...nastyTexts].map((text, id) => [id, text]);
  expect(foreignCells(partBytes(texts, rows)).slice(1)).toStrictEqual(rows.map(([id, text]) => [String(id), text]));
});

test('csv-stringify writes the same bytes for texts', () => {
  const format = csvFormat(
    tableOf([column('a', { kind: 'text', length: null }), column('b', { kind: 'text', length: null })]),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText)), (rows) => {
      expect(rows.map((row) => encoded(format, row)).join('')).toBe(stringify(rows, { quoted_string: true }));
    }),
  );
});

test('gives out batches of 1000 rows, and of fewer if they are long', async () => {
  const rows = Array.from({ length: 2500 }, (_, id) => [id, 'x']);
  const long = Array.from({ length: 30 }, (_, id) => [id, 'x'.repeat(100_000)]);
  expect(await batchSizes(texts, rows)).toStrictEqual([1000, 1000, 500]);
  expect(Math.max(...(await batchSizes(texts, long)))).toBeLessThan(20);
});

async function batchSizes(format: typeof texts, rows: readonly (readonly (string | number)[])[]): Promise<number[]> {
  const bytes = partBytes(format, rows);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 65536) yield bytes.subarray(at, at + 65536);
  }
  const sizes: number[] = [];
  for await (const batch of format.decode({ path: 'sample.part', bytes: pieces() })) sizes.push(batch.length);
  return sizes;
}

test('a NULL alone in its row is no empty line', async () => {
  const format = csvFormat(tableOf([column('only', { kind: 'text', length: null })]));
  expect(partBytes(format, [[null], ['']]).toString()).toBe('"only"\nNULL\n""\n');
  expect(await decodeAll(format, partBytes(format, [[null], [''], ['NULL']]))).toStrictEqual([[null], [''], ['NULL']]);
});

describe('refuses', () => {
  const header = '"id","name","latitude"\n';
  const good = '1,"a",1.50000\n';

  test.each([
    ['\ufeff' + header, 'PART_BAD_HEADER', 'does not begin with its header'],
    [
      'id,name,latitude\n' + good,
      'PART_BAD_HEADER',
      'does not begin with its header "\\"id\\",\\"name\\",\\"latitude\\"\\n"',
    ],
    ['"id","latitude","name"\n', 'PART_BAD_HEADER', ''],
    [header + '\n', 'PART_BAD_RECORD', 'row 1: an empty line'],
    [header + good + '\n' + good, 'PART_BAD_RECORD', 'row 2: an empty line'],
    [header + good + good + '\n', 'PART_BAD_RECORD', 'row 3: an empty line'],
    [header + '1,"a"\n', 'PART_BAD_RECORD', 'row 1: 2 fields, not 3'],
    [header + '1\n', 'PART_BAD_RECORD', 'row 1: 1 fields, not 3'],
    [header + '1,"a",1.50000,\n', 'PART_BAD_RECORD', 'row 1: more than 3 fields'],
    [header + '"1","a",1.50000\n', 'PART_BAD_RECORD', 'id is quoted: "1"'],
    [header + '1,a,1.50000\n', 'PART_BAD_RECORD', 'name is not quoted: "a"'],
    [header + '1,"a"b,1.50000\n', 'PART_BAD_RECORD', '"b" after the closing quote of name'],
    [header + '1,"a" ,1.50000\n', 'PART_BAD_RECORD', '" " after the closing quote of name'],
    [header + '1,"a\\"",1.50000\n', 'PART_CUT', 'ends inside row 1'],
    [header + '1,"a",1.50000\r\n', 'PART_BAD_VALUE', 'latitude "1.50000\\r" is not a decimal(8,5)'],
    [header + good + '2,"a",n/a\n', 'PART_BAD_VALUE', 'part sample.part, row 2: latitude "n/a" is not a decimal(8,5)'],
    [header + '1,"a",1.5\n', 'PART_BAD_VALUE', 'latitude "1.5" should be written 1.50000'],
    [header + '1,"a",\n', 'PART_BAD_VALUE', 'latitude "" is not'],
    [header + '1,"a",1"2\n', 'PART_BAD_VALUE', 'latitude "1\\"2" is not'],
    [header + 'NULL,"a",1.50000\n', 'PART_BAD_VALUE', 'id is NULL, but the column is not nullable'],
    [header + '1,null,1.50000\n', 'PART_BAD_RECORD', 'name is not quoted: "null"'],
    ['', 'PART_CUT', 'ends inside its header'],
    ['"id","na', 'PART_CUT', 'ends inside its header'],
    [header.trimEnd(), 'PART_CUT', 'ends inside its header'],
    [header + good + '2,"b",1.50000', 'PART_CUT', 'ends inside row 2'],
    [header + good + '2,"b\n', 'PART_CUT', 'ends inside row 2'],
    [header + good + '2,"b"', 'PART_CUT', 'ends inside row 2'],
    [header + 'x,"b', 'PART_BAD_VALUE', 'row 1: id "x" is not an int'],
  ])('%j: %s', async (text, code, message) => {
    const bytes = Buffer.from(text);
    const whole = await errorOf(decodeAll(city, bytes));
    expect(whole).toMatchObject({ code, message: expect.stringContaining(message) });
    const everyByte = Array.from({ length: bytes.length }, (_, index) => index);
    expect(await errorOf(decodeAll(city, bytes, everyByte))).toStrictEqual(whole);
  });

  test.each([
    [[0xff]],
    [[0xc3]],
    [[0xc0, 0x80]],
    [[0xed, 0xa0, 0x80]],
    [[0xf5, 0x80, 0x80, 0x80]],
    [[0xe2, 0x82]],
    [[0x80]],
  ])('the bytes %j, which are not UTF-8', async (wrong) => {
    const bytes = Buffer.concat([Buffer.from(header + good + '2,"'), Buffer.from(wrong), Buffer.from('",1.50000\n')]);
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const error = { code: 'PART_BAD_RECORD', message: 'part sample.part, row 2: not valid UTF-8' };
      expect(await errorOf(decodeAll(city, bytes, [cut]))).toStrictEqual(error);
    }
  });

  test('a part that ends inside a character', async () => {
    const bytes = Buffer.from(header + '1,"é');
    expect(await errorOf(decodeAll(city, bytes.subarray(0, -1)))).toMatchObject({ code: 'PART_CUT' });
  });

  test('a part cut anywhere but behind a record', async () => {
    const rows = [...nastyTexts].map((text, id) => [id, text]);
    const bytes = partBytes(texts, rows);
    const records = rows.map((row) => Buffer.byteLength(encoded(texts, row)));
    const ends = new Set(
      records.map((_, index) => Buffer.byteLength(texts.header) + records.slice(0, index).reduce((a, b) => a + b, 0)),
    );
    for (let length = 0; length < bytes.length; length += 1) {
      const error = await errorOf(decodeAll(texts, bytes.subarray(0, length)));
      expect([length, error?.code]).toStrictEqual([length, ends.has(length) ? undefined : 'PART_CUT']);
    }
  });

  test('whatever it did not write itself', async () => {
    const alphabet = fc.constantFrom('1', '0', '"', ',', '\n', 'a', 'NULL', '.50000', '-', '\r', 'é');
    await fc.assert(
      fc.asyncProperty(fc.array(alphabet, { maxLength: 24 }), async (pieces) => {
        const bytes = Buffer.from(header + pieces.join(''));
        const accepted: unknown = await decodeAll(city, bytes).then(
          (rows) => partBytes(city, rows),
          () => bytes,
        );
        expect(accepted).toStrictEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});
