import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvColumn } from '../../src/format/csv-fields.ts';
import { CsvParser, recordReader } from '../../src/format/csv-parser.ts';
import { csvFormat } from '../../src/format/csv.ts';
import { decodeRecords, type Row } from '../../src/format/decode-records.ts';
import { realText, valueText } from '../../src/format/value-text.ts';
import type { TableDefinition } from '../../src/schema/definition.ts';
import {
  anyCuts,
  anyRows,
  chunks,
  collect,
  column,
  errorOf,
  everyType,
  nastyReals,
  partBytes,
  tableOf,
} from './sample.ts';

const bare = ['int', 'bigint', 'decimal', 'real', 'bool'];

/** The rows or the error of a part, read by the fast reader or, field by field, without it. */
async function outcome(table: TableDefinition, way: 'fast' | 'plain', bytes: Uint8Array, cuts: readonly number[] = []) {
  const columns = table.columns.map(({ name, nullable, type }): CsvColumn => {
    return { name, nullable, kind: type.kind, quoted: !bare.includes(type.kind), read: valueText(type).read };
  });
  const read = way === 'fast' ? recordReader(columns) : () => undefined;
  const parser = new CsvParser('sample.part', csvFormat(table).header, columns, read);
  const rows: Row[] = [];
  const work = collect(decodeRecords({ path: 'sample.part', bytes: chunks(bytes, cuts) }, parser)).then((batches) =>
    rows.push(...batches.flat()),
  );
  return (await errorOf(work)) ?? rows;
}

describe('the fast reader', () => {
  const nullable = everyType;
  const strict = tableOf(everyType.columns.map((each) => ({ ...each, nullable: false })));
  const quotesAndEnds = ['', '"', '""', '"""', ',', ',,', '\n', '\n\n', '\r', 'NULL', '"NULL"', 'N', 'é', '😀', ' '];
  const numbers = [
    '0',
    '00',
    '1',
    '.',
    '.0',
    '0.',
    '-',
    '+',
    '-0',
    '-0.0',
    'e',
    'e5',
    '1e-7',
    'NaN',
    '9007199254740993',
  ];
  const piece = fc.constantFrom(...quotesAndEnds, ...numbers, '0000-00-00', '"2024-02-3""0"');
  const edits = fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 3 }), piece), { maxLength: 3 });

  test.each([
    ['nullable columns', nullable],
    ['columns that are not nullable', strict],
  ])('finds the same rows and the same errors as reading field by field: %s', async (_, table) => {
    await fc.assert(
      fc.asyncProperty(anyRows(nullable, { maxLength: 3 }), edits, anyCuts, async (rows, changes, cuts) => {
        const { header } = csvFormat(table);
        let body = partBytes(csvFormat(table), rows).toString().slice(header.length);
        for (const [at, length, text] of changes) body = body.slice(0, at) + text + body.slice(at + length);
        const bytes = Buffer.from(header + body);
        const plain = await outcome(table, 'plain', bytes);
        expect(await outcome(table, 'fast', bytes)).toStrictEqual(plain);
        expect(await outcome(table, 'fast', bytes, cuts)).toStrictEqual(plain);
      }),
      { numRuns: 1500 },
    );
  });

  test('a value is not judged before it is sure that its quotes are closed', async () => {
    const table = tableOf([column('day', { kind: 'date' })]);
    const bytes = Buffer.from('"day"\n"2024-01-0""1"\n');
    const whole = await outcome(table, 'plain', bytes);
    for (let cut = 0; cut < bytes.length; cut += 1) {
      expect(await outcome(table, 'fast', bytes, [cut])).toStrictEqual(whole);
    }
  });

  test('NULL behind a wrong value in quotes is no NULL', async () => {
    const table = tableOf([column('day', { kind: 'date' })]);
    const wrong = Buffer.from('"day"\n"2024-02-30"NULL\n');
    expect(await outcome(table, 'fast', wrong)).toMatchObject({ code: 'PART_BAD_VALUE' });
  });
});

describe('numbers', () => {
  const digits = fc.stringMatching(/^[0-9]{0,17}$/);
  const likely = fc.oneof(
    fc.tuple(
      fc.constantFrom('', '-', '+', '--'),
      digits,
      fc.constantFrom('', '.', '..'),
      digits,
      fc.constantFrom('', '0', 'e5', 'e-7', ' '),
    ),
    fc.tuple(
      fc.constantFrom('', '-'),
      fc.constantFrom('0', '1', '10'),
      fc.constantFrom('', '.'),
      fc.stringMatching(/^0{0,8}[0-9]{0,12}$/),
    ),
    fc.tuple(fc.double().map(String)),
    fc.tuple(
      fc.double({ min: 1e-8, max: 1e17 }).map((value) => value.toPrecision(15)),
      fc.constantFrom('', '0', '1'),
    ),
    fc.tuple(fc.maxSafeInteger().map(String)),
    fc.tuple(
      fc.constantFrom(
        '-0.0',
        '-0',
        '0.0',
        '0',
        'Infinity',
        '-Infinity',
        'NaN',
        '9007199254740992',
        '-9007199254740991',
      ),
    ),
  );
  const texts = likely.map((parts) => parts.join('')).filter((text) => text !== '');

  test.each(['int', 'real'] as const)('%s: accepted is what JavaScript writes of the number it reads', async (kind) => {
    const table = tableOf([column('n', { kind }, false)]);
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const value = Number(text);
        const isWritten = text === '-0.0' ? kind === 'real' : String(value) === text && !Number.isNaN(value);
        const isKept = isWritten && (kind === 'real' || Number.isSafeInteger(value));
        const read = await outcome(table, 'fast', Buffer.from(`"n"\n${text}\n`));
        expect(read).toStrictEqual(isKept ? [[value]] : expect.objectContaining({ code: 'PART_BAD_VALUE' }));
      }),
      { numRuns: 4000 },
    );
  });

  test('reals are written as JavaScript writes them, those near hundredths too', () => {
    const bits = new BigInt64Array(1);
    const neighbour = (value: number, steps: number): number => {
      new Float64Array(bits.buffer)[0] = value;
      bits[0] = (bits[0] ?? 0n) + BigInt(steps);
      return new Float64Array(bits.buffer)[0] ?? 0;
    };
    const hundredths = fc.tuple(fc.maxSafeInteger(), fc.constantFrom(1, 10, 100, 1000)).map(([a, b]) => a / b);
    const near = fc.tuple(hundredths, fc.integer({ min: -2, max: 2 })).map(([value, steps]) => neighbour(value, steps));
    const small = fc.integer({ min: -2_000_000, max: 2_000_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(fc.oneof(near, small, fc.double({ noNaN: true }), fc.constantFrom(...nastyReals)), (value) => {
        expect(realText(value)).toBe(Object.is(value, -0) ? '-0.0' : String(value));
      }),
      { numRuns: 20_000 },
    );
  });
});
