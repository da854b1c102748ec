import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvFormat } from '../../src/format/csv.ts';
import { jsonlFormat } from '../../src/format/jsonl.ts';
import {
  anyCuts,
  anyRows,
  column,
  decodeAll,
  errorOf,
  everyType,
  nastyReals,
  nastyTexts,
  partBytes,
  tableOf,
  encoded,
} from './sample.ts';

const every = jsonlFormat(everyType);
const texts = jsonlFormat(
  tableOf([column('id', { kind: 'int' }, false), column('text', { kind: 'text', length: null })]),
);

test('writes one object a line', () => {
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
  expect(every.header).toBe('');
  expect(encoded(every, row)).toBe(
    '{"int":-5,"bigint":"1152921504606846976","decimal":"1.50000","real":-0.0,"bool":true,"say \\"text\\", please":"a \\"b\\",\\n",' +
      '"blob":"AB","json":"{}","uuid":null,"enum":"","date":"2024-02-29","time":"01:02:03.000","__proto__":"2024-02-29 00:00:00.000000"}\n',
  );
});

test('rows of every type come back, the same as from CSV, whatever the boundaries of the chunks', async () => {
  const csv = csvFormat(everyType);
  await fc.assert(
    fc.asyncProperty(anyRows(everyType), anyCuts, async (rows, cuts) => {
      const decoded = await decodeAll(every, partBytes(every, rows), cuts);
      expect(partBytes(every, decoded)).toStrictEqual(partBytes(every, rows));
      expect(decoded).toStrictEqual(await decodeAll(csv, partBytes(csv, rows), cuts));
    }),
  );
});

test('nasty texts and numbers come back', async () => {
  const rows = [null, ...nastyTexts].map((text, id) => [id, text]);
  const bytes = partBytes(texts, rows);
  const everyByte = Array.from({ length: bytes.length }, (_, index) => index);
  expect(await decodeAll(texts, bytes, everyByte)).toStrictEqual(rows);
  const reals = jsonlFormat(tableOf([column('real', { kind: 'real' })]));
  const numbers = nastyReals.map((real) => [real]);
  expect(await decodeAll(reals, partBytes(reals, numbers))).toStrictEqual(numbers);
});

test('columns named like numbers keep their order', async () => {
  const format = jsonlFormat(
    tableOf([column('b', { kind: 'int' }), column('2', { kind: 'int' }), column('1', { kind: 'int' })]),
  );
  expect(encoded(format, [1, 2, 3])).toBe('{"b":1,"2":2,"1":3}\n');
  expect(await decodeAll(format, partBytes(format, [[1, 2, 3]]))).toStrictEqual([[1, 2, 3]]);
});

describe('refuses', () => {
  const format = jsonlFormat(
    tableOf([
      column('id', { kind: 'int' }, false),
      column('big', { kind: 'bigint' }),
      column('real', { kind: 'real' }),
      column('ok', { kind: 'bool' }),
      column('text', { kind: 'text', length: null }),
    ]),
  );
  const line = (id: string, big = '"1"', real = '1', ok = 'true', text = '"a"'): string =>
    `{"id":${id},"big":${big},"real":${real},"ok":${ok},"text":${text}}\n`;

  test('nothing of this', async () => {
    const bytes = Buffer.from(line('1') + line('2', 'null', '"-Infinity"', 'false', 'null'));
    expect(await decodeAll(format, bytes)).toStrictEqual([
      [1, 1n, 1, true, 'a'],
      [2, null, -Infinity, false, null],
    ]);
  });

  test.each([
    ['\n', 'PART_BAD_RECORD', 'row 1: an empty line'],
    [line('1') + '\n', 'PART_BAD_RECORD', 'row 2: an empty line'],
    ['[1]\n', 'PART_BAD_RECORD', 'no JSON object: "[1]"'],
    ['{"id":1\n', 'PART_BAD_RECORD', 'no JSON object'],
    ['\ufeff' + line('1'), 'PART_BAD_RECORD', 'no JSON object'],
    ['{"id":1}\n', 'PART_BAD_RECORD', 'big is missing'],
    [line('1').replace('"big"', '"Big"'), 'PART_BAD_RECORD', 'big is missing'],
    [line('1').replace('}', ',"extra":1}'), 'PART_BAD_RECORD', 'not as ntom writes it, from character 48'],
    [line('1').replace('"big":"1","real":1', '"real":1,"big":"1"'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1').replace('{', '{"id":1,'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1').replace('{', '{ '), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1').replace('\n', '\r\n'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1.0'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('-0'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1', '"1"', '1.50'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1', '"1"', '1e400'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1', '"1"', '-0'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('1', '"1"', '1', 'true', '"\\u0061"'), 'PART_BAD_RECORD', 'not as ntom writes it'],
    [line('"1"'), 'PART_BAD_VALUE', 'row 1: id "1" is not an int'],
    [line('1.5'), 'PART_BAD_VALUE', 'id 1.5 is not an int'],
    [line('9007199254740993'), 'PART_BAD_VALUE', 'id 9007199254740992 is not an int'],
    [line('null'), 'PART_BAD_VALUE', 'id is NULL, but the column is not nullable'],
    [line('1', '1'), 'PART_BAD_VALUE', 'big 1 is not a bigint'],
    [line('1', '"01"'), 'PART_BAD_VALUE', 'big "01" is not a bigint'],
    [line('1', '"1"', '"1"'), 'PART_BAD_VALUE', 'real "1" is not a real'],
    [line('1', '"1"', '"NaN"'), 'PART_BAD_VALUE', 'real "NaN" is not a real'],
    [line('1', '"1"', '" Infinity"'), 'PART_BAD_VALUE', 'real " Infinity" is not a real'],
    [line('1', '"1"', '1', '1'), 'PART_BAD_VALUE', 'ok 1 is not a bool'],
    [line('1', '"1"', '1', 'true', '"\\ud800"'), 'PART_BAD_VALUE', 'is not well-formed Unicode text'],
    [
      line('1', '"1"', '1', 'true', '['.repeat(10_000) + ']'.repeat(10_000)),
      'PART_BAD_VALUE',
      'text an object or array is not',
    ],
    [
      line('1', '"1"', '1', 'true', '['.repeat(100_000) + ']'.repeat(100_000)),
      'PART_BAD_RECORD',
      'more than 5 plain values',
    ],
    [line('1').trimEnd(), 'PART_CUT', 'ends inside row 1'],
    [line('1') + '{', 'PART_CUT', 'ends inside row 2'],
  ])('%.99j: %s', async (text, code, message) => {
    const bytes = Buffer.from(text);
    const whole = await errorOf(decodeAll(format, bytes));
    expect(whole).toMatchObject({ code, message: expect.stringContaining(message) });
    const everyByte = Array.from({ length: Math.min(bytes.length, 200) }, (_, index) => index);
    expect(await errorOf(decodeAll(format, bytes, everyByte))).toStrictEqual(whole);
  });

  test('whatever it did not write itself', async () => {
    const alphabet = fc.constantFrom(
      '{',
      '}',
      '"id"',
      '"text"',
      ':',
      ',',
      '1',
      '"',
      'a',
      '\n',
      'null',
      ' ',
      '\\u0061',
      '\u2028',
      '-0',
    );
    const likely = fc.tuple(
      fc.constantFrom('1', '01', '-0', '1.0', 'null'),
      fc.constantFrom('"a"', '"\\/"', '"/"', 'null', '"\\u2028"', '"\u2028"'),
    );
    const part = fc.oneof(
      fc.array(alphabet, { maxLength: 16 }).map((pieces) => pieces.join('')),
      likely.map(([id, text]) => `{"id":${id},"text":${text}}\n`),
    );
    await fc.assert(
      fc.asyncProperty(part, async (text) => {
        const bytes = Buffer.from(text);
        const accepted: unknown = await decodeAll(texts, bytes).then(
          (rows) => partBytes(texts, rows),
          () => bytes,
        );
        expect(accepted).toStrictEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});
