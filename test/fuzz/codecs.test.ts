import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/dialects/dialect.ts';
import { NtomError } from '../../src/errors.ts';
import { EditedCsvParser } from '../../src/format/edited-csv-parser.ts';
import { EditedJsonlParser } from '../../src/format/edited-jsonl-parser.ts';
import { CsvParser, recordReader } from '../../src/format/csv-parser.ts';
import { decodeRecords, type RecordParser } from '../../src/format/decode-records.ts';
import { rowFormats } from '../../src/format/formats.ts';
import { valueText } from '../../src/format/value-text.ts';
import type { ColumnDefinition } from '../../src/schema/definition.ts';
import { anyCuts, anyRows, chunks, collect, column, everyType, partBytes, tableOf } from '../format/sample.ts';
import { often } from './often.ts';

const formats = ['csv', 'jsonl'] as const;
const ways = ['decode', 'decodeEdited'] as const;
const each = formats.flatMap((format) => ways.map((way) => ({ format, way })));

const small = tableOf([column('id', { kind: 'int' }), column('text', { kind: 'text', length: null })]);

/** What both formats are made of, and what is a trap in one of them. */
const tokens = [
  '"',
  '""',
  ',',
  '\n',
  '\r\n',
  'NULL',
  'null',
  '\\',
  '\\"',
  '{',
  '}',
  '[',
  ']',
  ':',
  '"id"',
  '"text"',
  '"id":1',
  '1',
  '-0',
  '1e9',
  '1.5',
  ' ',
  '\t',
  '\0',
  '\ufeff',
  '\u2028',
  'é',
  '😀',
  'true',
  '{"id":1,"text":"a"}\n',
  '1,"a"\n',
];
const anyToken = fc.oneof(
  fc.constantFrom(...tokens).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 3 }),
);
const anySoup = fc.array(anyToken, { maxLength: 30 }).map((parts) => Buffer.concat(parts));

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: Uint8Array;
}
const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat({ max: 2000 }),
  removed: fc.nat({ max: 20 }),
  inserted: fc.oneof(anyToken, fc.constant(Buffer.alloc(0))),
});

function edited(bytes: Buffer, edits: readonly Edit[]): Buffer {
  return edits.reduce((before, { at, removed, inserted }) => {
    const from = at % (before.length + 1);
    return Buffer.concat([before.subarray(0, from), inserted, before.subarray(from + removed)]);
  }, bytes);
}

interface Outcome {
  readonly rows: readonly (readonly unknown[])[];
  readonly code: string | null;
  readonly message: string | null;
}

/** The rows before the first error of ours, and that error. What is not one of ours is a bug, and thrown on. */
async function outcome(
  { format, way }: (typeof each)[number],
  table: typeof small,
  bytes: Uint8Array,
  cuts: readonly number[] = [],
): Promise<Outcome> {
  const rows: (readonly unknown[])[] = [];
  try {
    const decoded = rowFormats[format](table)[way]({ path: 'a.part', bytes: chunks(bytes, cuts) });
    for await (const batch of decoded) rows.push(...batch);
    return { rows, code: null, message: null };
  } catch (thrown) {
    if (!(thrown instanceof NtomError)) throw thrown;
    return { rows: [], code: thrown.code, message: thrown.message };
  }
}

const refusals = /^PART_(?:BAD_VALUE|BAD_RECORD|BAD_HEADER|CUT)$/;

describe.each(each)('$format $way', (way) => {
  const codec = rowFormats[way.format](everyType);

  async function holds(table: typeof small, bytes: Buffer, cuts: readonly number[]): Promise<void> {
    const found = await outcome(way, table, bytes);
    expect(await outcome(way, table, bytes, cuts)).toStrictEqual(found);
    if (found.code !== null) expect(found.code).toMatch(refusals);
    const isStrict = way.way === 'decode';
    const isWhole = found.code === null && isStrict;
    if (isWhole) expect(partBytes(rowFormats[way.format](table), found.rows as never).equals(bytes)).toBe(true);
    if (isStrict) expect(found.rows.flat().some((value) => value instanceof Refusal)).toBe(false);
  }

  test('any bytes: rows or a code, the same for any chunks, and no row that would be written otherwise', async () => {
    const header = Buffer.from(rowFormats[way.format](small).header);
    await fc.assert(
      fc.asyncProperty(anySoup, fc.boolean(), anyCuts, (soup, isHeaded, cuts) =>
        holds(small, isHeaded ? Buffer.concat([header, soup]) : soup, cuts),
      ),
      often(400),
    );
  });

  test('a part with any edits likewise', async () => {
    const edits = fc.array(anyEdit, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(anyRows(everyType, { maxLength: 4 }), edits, anyCuts, (rows, made, cuts) =>
        holds(everyType, edited(partBytes(codec, rows), made), cuts),
      ),
      often(200),
    );
  });

  test('a part is the same cut into chunks at any place, and never whole when its end is missing', async () => {
    const text = '"\r\n,é😀\\""NULL';
    const rows = [
      [1, text],
      [null, null],
      [-2, ''],
    ];
    const bytes = partBytes(rowFormats[way.format](small), rows);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect((await outcome(way, small, bytes, [at])).rows).toStrictEqual(rows);
      const cut = await outcome(way, small, bytes.subarray(0, at));
      const isBetweenRows = cut.code === null;
      if (isBetweenRows) expect(cut.rows).toStrictEqual(rows.slice(0, cut.rows.length));
      else expect(cut.code).toMatch(refusals);
    }
    const everywhere = Array.from(bytes, (_, at) => at);
    expect((await outcome(way, small, bytes, everywhere)).rows).toStrictEqual(rows);
  });

  test('one of millions of fields, or of objects within each other, is refused at once', async () => {
    const header = rowFormats[way.format](small).header;
    const many = 1 << 21;
    const records = [
      `${','.repeat(many)}\n`,
      `${'1,'.repeat(many)}\n`,
      `${'NULL,'.repeat(many)}NULL\n`,
      `{"id":1,"text":${'['.repeat(many)}\n`,
      `{"id":1,"text":${'[{},'.repeat(many)}\n`,
      `{${'"id":1,'.repeat(many)}"text":"a"}\n`,
      `{${Array.from({ length: many / 8 }, (_, key) => `"k${key}":1`).join()}}\n`,
    ];
    for (const record of records) {
      const { code, message } = await outcome(way, small, Buffer.from(header + record));
      expect(code).toMatch(/^PART_BAD_(?:RECORD|VALUE)$/);
      expect(message?.length).toBeLessThan(300);
    }
  });
});

describe.each(everyType.columns)('a long field of $name', ({ type }) => {
  const table = tableOf([column('x', type)]);
  const long = 50_000;

  test.each(each)('comes to an end by $format $way', async (way) => {
    for (const text of ['0', '9', ' ', '.', '-', 'e', '\\\\', '""', 'F', ':', '0.', '1e', '-0']) {
      for (const end of ['', 'x']) {
        const field = text.repeat(long) + end;
        const json = way.format === 'jsonl';
        for (const written of [field.replaceAll('""', ''), `"${json ? field.replaceAll('"', '') : field}"`]) {
          const record = json ? `{"x":${written}}\n` : `${written}\n`;
          const { code } = await outcome(way, table, Buffer.from(rowFormats[way.format](table).header + record));
          if (code !== null) expect(code).toMatch(refusals);
        }
      }
    }
  });
});

/** Counts the characters of texts that a parser is given to read. */
function counting<T>(parser: RecordParser<T>): { readonly parser: RecordParser<T>; characters: number } {
  let last: string | null = null;
  const counted = {
    characters: 0,
    parser: {
      get headerRead() {
        return parser.headerRead;
      },
      get rows() {
        return parser.rows;
      },
      get end() {
        return parser.end;
      },
      record(text: string, at: number) {
        if (text !== last) counted.characters += text.length;
        last = text;
        return parser.record(text, at);
      },
      endsIn: (text: string) => parser.endsIn(text),
    },
  };
  return counted;
}

describe('a record that does not end is not read again with every chunk', () => {
  const header = '"id","text"\n';
  const lines = '\n'.repeat(40_000);
  const columns: readonly ColumnDefinition[] = small.columns;
  const fields = columns.map(({ name, type, nullable }, index) => {
    const { read } = valueText(type);
    return { name, kind: type.kind, nullable, quoted: index === 1, read };
  });
  const parsers = {
    csv: () => new CsvParser('a.part', header, fields, recordReader(fields)),
    'edited csv': () => new EditedCsvParser('a.part', header, columns),
    'edited jsonl': () => new EditedJsonlParser('a.part', columns),
  };

  test.each<[name: keyof typeof parsers, record: string]>([
    ['csv', `1,"${lines}`],
    ['csv', `1,"a""${lines}`],
    ['csv', `1,a"b,"${lines}`],
    ['csv', `1"${lines}`],
    ['edited csv', `1,"${lines}`],
    ['edited csv', `1,a"b,"${lines}`],
    ['edited csv', `a"b,"${lines}`],
    ['edited csv', `1"${lines}`],
    ['edited csv', `1,"a"${'\r'.repeat(40_000)}`],
    ['edited jsonl', `{"id":1,"text":"${' '.repeat(40_000)}`],
  ])('%s: %.12j…', async (name, record) => {
    const bytes = Buffer.from((name.endsWith('csv') ? header : '') + record);
    const counted = counting<unknown>(parsers[name]() as RecordParser<unknown>);
    const cuts = Array.from({ length: Math.ceil(bytes.length / 64) }, (_, index) => index * 64);
    const reading = collect(decodeRecords({ path: 'a.part', bytes: chunks(bytes, cuts) }, counted.parser));
    await expect(reading).rejects.toBeInstanceOf(NtomError);
    expect(counted.characters).toBeLessThanOrEqual(3 * bytes.length);
  });
});
