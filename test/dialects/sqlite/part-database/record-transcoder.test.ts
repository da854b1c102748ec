import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preparePart } from '../../../../src/dialects/sqlite/part-database/prepare-part.ts';
import type { LoadablePart } from '../../../../src/dialects/target.ts';
import { csvFormat } from '../../../../src/format/csv.ts';
import type { Row } from '../../../../src/format/decode-records.ts';
import type { PartStore } from '../../../../src/format/store.ts';
import { loadablePart } from '../../../../src/load/loadable-part.ts';
import type { TableDefinition, Value } from '../../../../src/schema/definition.ts';
import { anyCuts, anyRows, chunks, column, errorOf, everyType, partBytes, tableOf } from '../../../format/sample.ts';
import { temporaryFolder } from '../../../format/temporary-folder.ts';

interface Given {
  readonly bytes: Buffer;
  readonly rows: number;
  readonly cuts?: readonly number[];
}

function partOf(table: TableDefinition, { bytes, rows, cuts = [] }: Given): LoadablePart {
  const never = () => {
    throw new TypeError('not called');
  };
  const store: PartStore = { label: 'memory', put: never, list: never, get: () => chunks(bytes, cuts) };
  const signal = new AbortController().signal;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = 'sample.00001.csv';
  const from = { table, store, encoding: 'csv', signal, onEvent: () => undefined } as const;
  return loadablePart(from, { path, rows, bytes: bytes.length, sha256, rowHash: '' } as never);
}

/** The file that is made of a part, or the error; and that nothing else is left. */
async function outcome(table: TableDefinition, part: LoadablePart): Promise<Buffer | object> {
  const folder = temporaryFolder();
  const files: string[] = [];
  const error = await errorOf(
    preparePart(table, part, join(folder, 'app.db.partial-01')).then(({ file }) => files.push(file)),
  );
  expect(readdirSync(folder)).toHaveLength(files.length);
  return error ?? readFileSync(files[0] ?? '');
}

const byValues = (table: TableDefinition, given: Given) => outcome(table, { ...partOf(table, given), readers: null });

/** Only by the records: where these are not taken, there is an error. */
const byRecords = (table: TableDefinition, given: Given) => {
  const batches = () => {
    throw new TypeError('not taken');
  };
  return outcome(table, { ...partOf(table, given), batches });
};

const given = (table: TableDefinition, rows: readonly Row[], cuts: readonly number[] = []): Given => ({
  bytes: partBytes(csvFormat(table), rows),
  rows: rows.length,
  cuts,
});

async function expectTaken(table: TableDefinition, of: Given): Promise<void> {
  const made = await byRecords(table, of);
  expect(made).toBeInstanceOf(Buffer);
  expect((made as Buffer).equals((await byValues(table, of)) as Buffer)).toBe(true);
}

const sample = tableOf([
  ...everyType.columns,
  column('amount', { kind: 'real' }, false),
  column('word', { kind: 'enum', values: ['é', 'Ã©', '"', 'é"è'] }, false),
  column('note', { kind: 'text', length: null }, false),
  column('picture', { kind: 'blob', length: null }, false),
]);

const length = fc.oneof(
  { weight: 6, arbitrary: fc.nat(40) },
  { weight: 2, arbitrary: fc.integer({ min: 250, max: 262 }) },
  { weight: 1, arbitrary: fc.constantFrom(2000, 4050, 4061, 4062, 8184, 8185, 8186, 16_360, 16_384, 70_000) },
);
const amount = fc.oneof(
  fc.tuple(fc.maxSafeInteger(), fc.nat(24)).map(([digits, exponent]) => Number(`${digits}e-${exponent}`) + 0),
  fc.integer({ min: -99_999, max: 99_999 }).map((hundredths) => hundredths / 100 + 0),
  fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
);
const further = fc.tuple(
  amount,
  fc.constantFrom('é', 'Ã©', '"', 'é"è'),
  fc.tuple(length, fc.constantFrom('x', '"', 'é', '\n', ',"', '𝄞', '\0')).map(([count, unit]) => unit.repeat(count)),
  length.map((count) => Buffer.alloc(count, 0xaf)),
);
const anyPart = fc
  .tuple(anyRows(everyType), fc.array(further, { minLength: 12, maxLength: 12 }))
  .map(([rows, more]) => rows.map((row, index): Value[] => [...row, ...(more[index] ?? [])]));

const withoutMinusZero = (rows: readonly Value[][]): Value[][] =>
  rows.map((row) => row.map((value) => (Object.is(value, -0) ? 0 : value)));

test('the file is that which the values make, wherever the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(anyPart, anyCuts, (rows, cuts) =>
      expectTaken(sample, given(sample, withoutMinusZero(rows), cuts)),
    ),
    { numRuns: 300 },
  );
}, 120_000);

const mutation = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('flip', 'set', 'insert', 'delete', 'cut'),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('"",\nN0123456789-.eE+AF: \xc3\xa9', 'latin1'))),
});

function mutated(bytes: Buffer, { at, kind, byte }: { at: number; kind: string; byte: number }): Buffer {
  const place = at % bytes.length;
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === 'cut') return Buffer.from(before);
  if (kind === 'insert') return Buffer.concat([before, Buffer.from([byte]), after]);
  if (kind === 'delete') return Buffer.concat([before, after.subarray(1)]);
  const changed = Buffer.from(bytes);
  changed[place] = kind === 'set' ? byte : (bytes[place] ?? 0) ^ (1 << (byte % 8));
  return changed;
}

async function expectSameOutcome(table: TableDefinition, of: Given): Promise<void> {
  const [ours, theirs] = [await outcome(table, partOf(table, of)), await byValues(table, of)];
  if (ours instanceof Buffer && theirs instanceof Buffer) expect(ours.equals(theirs)).toBe(true);
  else expect(ours).toEqual(theirs);
}

test('bytes that are changed have the outcome that they have as values', async () => {
  const row = anyRows(everyType, { minLength: 1, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(
      row,
      anyCuts,
      fc.array(mutation, { minLength: 1, maxLength: 2 }),
      async (rows, cuts, mutations) => {
        const bytes = mutations.reduce(mutated, partBytes(csvFormat(everyType), rows));
        await expectSameOutcome(everyType, { bytes, rows: rows.length, cuts });
      },
    ),
    { numRuns: 2500 },
  );
}, 120_000);

const numbers = tableOf([
  column('int', { kind: 'int' }),
  column('bigint', { kind: 'bigint' }),
  column('real', { kind: 'real' }),
  column('bool', { kind: 'bool' }),
]);
const numberText = fc.oneof(
  fc.stringMatching(/^-?[0-9]{0,22}(\.[0-9]{0,24})?(e[+-]?[0-9]{1,3})?$/),
  fc.stringMatching(/^-?0\.0{0,8}[0-9]{0,17}$/),
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom(
    'NULL',
    'null',
    'NULLL',
    'NaN',
    'Infinity',
    '-Infinity',
    '-0',
    '-0.0',
    '0.0',
    ' 1',
    '1 ',
    '+1',
    '0x1',
    '',
  ),
  fc.constantFrom(
    '9007199254740991',
    '9007199254740992',
    '-9007199254740992',
    '9223372036854775807',
    '9223372036854775808',
  ),
);

test('numbers in any writing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(3), numberText, (place, text) => {
      const fields = ['0', '0', '0', '0'].with(place, text);
      const bytes = Buffer.from(`${csvFormat(numbers).header}${fields.join(',')}\n`);
      return expectSameOutcome(numbers, { bytes, rows: 1 });
    }),
    { numRuns: 1500 },
  );
}, 120_000);

describe('what is wrong with a part is said as of its values', () => {
  const text = tableOf([column('text', { kind: 'text', length: null }, false)]);
  const cases: readonly (readonly [string, string, number, string | null])[] = [
    ['one row too few', '"text"\n"a"\n', 2, 'PART_ALTERED'],
    ['one row too many', '"text"\n"a"\n"b"\n', 1, 'PART_ALTERED'],
    ['no rows', '"text"\n', 0, null],
    ['another header', '"other"\n"a"\n', 1, 'PART_BAD_HEADER'],
    ['a part of the header', '"tex', 0, 'PART_CUT'],
    ['a header without its end', '"text"', 0, 'PART_CUT'],
    ['no closing quote', '"text"\n"a', 1, 'PART_CUT'],
    ['no line feed', '"text"\n"a"', 1, 'PART_CUT'],
    ['NULL where there is none', '"text"\nNULL\n', 1, 'PART_BAD_VALUE'],
    ['an empty line', '"text"\n\n', 1, 'PART_BAD_RECORD'],
    ['no UTF-8', '"text"\n"\xff"\n', 1, 'PART_BAD_RECORD'],
    ['a surrogate in UTF-8', '"text"\n"\xed\xa0\x80"\n', 1, 'PART_BAD_RECORD'],
  ];
  test.each(cases)('%s', async (_, content, rows, code) => {
    const of = { bytes: Buffer.from(content, 'latin1'), rows };
    const made = await outcome(text, partOf(text, of));
    expect('code' in made ? made.code : null).toBe(code);
    await expectSameOutcome(text, of);
    await expectSameOutcome(text, { ...of, cuts: [3, 7, 9] });
  });
});

test('what is no UTF-8 is seen before a record that is cut takes its place', async () => {
  const text = tableOf([column('text', { kind: 'text', length: null }, false)]);
  const bytes = Buffer.from('"text"\n"\xff"\n"a longer one"\n', 'latin1');
  for (const end of [12, 13, 18, 24]) {
    const of = { bytes, rows: 2, cuts: [9, end - 9] };
    expect(await outcome(text, partOf(text, of))).toMatchObject({ code: 'PART_BAD_RECORD' });
  }
});

test('no word is taken for another of the same bytes', async () => {
  const words = tableOf([column('word', { kind: 'enum', values: ['Ã©'] }, false)]);
  const of = { bytes: Buffer.from('"word"\n"é"\n'), rows: 1 };
  expect(await outcome(words, partOf(words, of))).toMatchObject({ code: 'PART_BAD_VALUE' });
});

test('a text of 64 MB, and one that fills many buffers', async () => {
  const long = tableOf([column('id', { kind: 'int' }), column('text', { kind: 'text', length: null })]);
  for (const count of [300_000, 2 ** 26]) {
    const of = given(long, [
      [1, 'a'],
      [2, 'x'.repeat(count)],
      [3, '"'],
    ]);
    const cuts = Array.from({ length: Math.floor(of.bytes.length / 65_536) }, (_, index) => (index + 1) * 65_536);
    await expectSameOutcome(long, { ...of, cuts });
  }
}, 120_000);
