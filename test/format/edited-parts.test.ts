import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/dialects/dialect.ts';
import { rowFormats } from '../../src/format/formats.ts';
import { editedValue } from '../../src/format/edited-value.ts';
import type { ColumnType, Value } from '../../src/schema/definition.ts';
import { anyCuts, anyRows, chunks, collect, column, decodeAll, everyType, partBytes } from './sample.ts';

describe.each(['csv', 'jsonl'] as const)('%s', (format) => {
  const codec = rowFormats[format](everyType);

  test('of a part that nobody edited the rows are the same, whatever the boundaries of the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows(everyType), anyCuts, async (rows, cuts) => {
        const bytes = partBytes(codec, rows);
        const edited = await collect(codec.decodeEdited({ path: 'sample.part', bytes: chunks(bytes, cuts) }));
        expect(edited.flat()).toStrictEqual(await decodeAll(codec, bytes));
      }),
    );
  });
});

const decimal: ColumnType = { kind: 'decimal', precision: 8, scale: 2 };
const refused = Symbol('refused');

// prettier-ignore
test.each<[type: ColumnType, text: string, value: Value | typeof refused]>([
  [{ kind: 'int' }, '5', 5],
  [{ kind: 'int' }, '+5', 5],
  [{ kind: 'int' }, '-005', -5],
  [{ kind: 'int' }, '-0', 0],
  [{ kind: 'int' }, '000', 0],
  [{ kind: 'int' }, '5.0', refused],
  [{ kind: 'int' }, '1e3', refused],
  [{ kind: 'int' }, '9007199254740993', refused],
  [{ kind: 'int' }, '', refused],
  [{ kind: 'int' }, ' 5', refused],
  [{ kind: 'bigint' }, '+09223372036854775807', 9223372036854775807n],
  [{ kind: 'bigint' }, '9223372036854775808', refused],
  [{ kind: 'real' }, '1.50', 1.5],
  [{ kind: 'real' }, '.5', 0.5],
  [{ kind: 'real' }, '1E3', 1000],
  [{ kind: 'real' }, '-0', -0],
  [{ kind: 'real' }, '0.0e9', 0],
  [{ kind: 'real' }, '1e309', refused],
  [{ kind: 'real' }, '1e-400', refused],
  [{ kind: 'real' }, '0x10', refused],
  [{ kind: 'real' }, '1,5', refused],
  [{ kind: 'real' }, '', refused],
  [decimal, '1.5', '1.50'],
  [decimal, '007', '7.00'],
  [decimal, '-0', '0.00'],
  [decimal, '1.500', '1.50'],
  [decimal, '1.505', refused],
  [decimal, '1e3', refused],
  [{ kind: 'bool' }, '1', true],
  [{ kind: 'bool' }, 'yes', refused],
  [{ kind: 'blob', length: null }, 'ab', Buffer.from([0xab])],
  [{ kind: 'blob', length: null }, 'a', refused],
  [{ kind: 'date' }, '2024-2-29', refused],
  [{ kind: 'datetime', precision: 3 }, '2024-02-29 01:02:03', '2024-02-29 01:02:03.000'],
  [{ kind: 'datetime', precision: 0 }, '2024-02-29 01:02:03.5', refused],
  [{ kind: 'time', precision: 0 }, '01:02:03.0', '01:02:03'],
  [{ kind: 'text', length: null }, 'NULL', 'NULL'],
])('$0.kind $1', (type, text, value) => {
  const read = editedValue(column('x', type))({ text, isQuoted: true });
  if (value === refused) expect(read).toBeInstanceOf(Refusal);
  else expect(read).toStrictEqual(value);
});

test('numbers need no quotes, all else does', () => {
  const bare = (type: ColumnType, text: string) => editedValue(column('x', type))({ text, isQuoted: false });
  expect(bare({ kind: 'int' }, '5')).toBe(5);
  expect(bare({ kind: 'text', length: null }, 'a')).toBeInstanceOf(Refusal);
  expect(bare({ kind: 'date' }, '2024-02-29')).toBeInstanceOf(Refusal);
});
