import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bigint, blob, bool, decimal, int, real, text } from '../../src/schema/column-types.ts';
import type { Column } from '../../src/schema/column.ts';
import type { Value } from '../../src/schema/definition.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { copying, expectRefused, migration, rejectedRows, rowsOf, type Migration } from '../support/migration.ts';

/** A table with one value that is to be looked at, between two that are right: `id` 2. */
function oneValue(
  column: Column<Value>,
  declared: string,
  literals: readonly [string, string],
  encoding = 'UTF-8',
): Migration {
  const [good, looked] = literals;
  return migration({
    pipeline: copying({ item: table({ id: int().primaryKey(), value: column }) }),
    source: `PRAGMA encoding = '${encoding}';
      CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, value ${declared});
      INSERT INTO item VALUES (1, ${good}), (2, ${looked}), (3, ${good})`,
  });
}

const rejected = (rows = 1) => ({
  code: 'ROWS_REJECTED' as const,
  says: `${rows} ${rows === 1 ? 'row was' : 'rows were'} rejected (item ${rows})`,
  state: {
    'app_v1.db': 'unchanged',
    'extracts/v2': 'not created',
    'extracts/v2.rejects': 'the rejected rows, each with the reasons',
  },
  next: 'ntom extract 1to2',
  leaves: ['extracts/v2.rejects', 'extracts/v2.rejects/item.jsonl'],
});

const text40 = text(40) as Column<Value>;
const ints = int() as Column<Value>;
const reals = real() as Column<Value>;

describe('a value that schema M does not take is a rejected row', () => {
  // prettier-ignore
  test.each<[name: string, column: Column<Value>, declared: string, good: string, bad: string, reason: string, shown: unknown]>([
    ['text in an INTEGER column', ints, 'INTEGER NOT NULL', '1', `'abc'`, 'TEXT "abc" is not an integer', 'abc'],
    ['a real in an INTEGER column', ints, 'INTEGER NOT NULL', '1', '1.5', 'REAL 1.5 is not an integer', 1.5],
    ['a blob in a TEXT column', text40, 'TEXT NOT NULL', `'a'`, `x'00FF'`, 'a BLOB of 2 bytes is not text', '00FF'],
    ['an integer past 2^53 in an int column', ints, 'INTEGER NOT NULL', '1', '9007199254740993', '9007199254740993 is beyond 2^53: only bigint() holds it', '9007199254740993'],
    ['a boolean that is 2', bool() as Column<Value>, 'INTEGER NOT NULL', '1', '2', 'INTEGER 2 is not 0 or 1', '2'],
    ['text that looks like a number in a real column', reals, 'REAL NOT NULL', '1.5', `'1e309x'`, 'TEXT "1e309x" is not a number', '1e309x'],
    ['the text 1e309 for a real', reals, 'BLOB NOT NULL', '1.5', `'1e309'`, 'TEXT "1e309" is not a number', '1e309'],
    ['a REAL for a decimal', decimal(8, 2) as Column<Value>, 'BLOB NOT NULL', `'1.50'`, '1.5', `1.5 is REAL, which is not exact: use printf('%.2f', …) or CAST(… AS DECIMAL) in the query`, 1.5],
    ['a decimal with too many digits', decimal(4, 2) as Column<Value>, 'TEXT NOT NULL', `'1.50'`, `'100.00'`, 'does not fit in decimal(4,2): at most 2 digits before the point and 2 behind it', '100.00'],
    ['a text that is too long', text(3) as Column<Value>, 'TEXT NOT NULL', `'abc'`, `'abcd'`, 'has 4 characters, at most 3 are allowed', 'abcd'],
    ['what the refinement of the column refuses', text(9, z.string().min(1)) as Column<Value>, 'TEXT NOT NULL', `'a'`, `''`, 'Too small: expected string to have >=1 characters', ''],
    ['bytes that are not UTF-8', text40, 'TEXT NOT NULL', `'a'`, `CAST(x'61FF' AS TEXT)`, 'the text is not valid UTF-8: bytes 61FF', 'the text is not valid UTF-8: bytes 61FF'],
    ['a cut UTF-8 character', text40, 'TEXT NOT NULL', `'a'`, `CAST(x'61C3' AS TEXT)`, 'the text is not valid UTF-8: bytes 61C3', 'the text is not valid UTF-8: bytes 61C3'],
    ['a lone surrogate', text40, 'TEXT NOT NULL', `'a'`, `CAST(x'EDA080' AS TEXT)`, 'the text is not valid UTF-8: bytes EDA080', 'the text is not valid UTF-8: bytes EDA080'],
  ])('%s', async (_, column, declared, good, bad, message, value) => {
    const made = oneValue(column, declared, [good, bad]);
    await expectRefused(made, () => made.extract(), rejected());
    expect(rejectedRows(made, 'item')).toEqual([
      { table: 'item', row: 2, key: { id: 2 }, problems: [{ column: 'value', path: ['value'], message, value }] },
    ]);
  });

  test.each([
    ['UTF-16le', `x'00D86100'`, '00D86100'],
    ['UTF-16be', `x'D8000061'`, 'D8000061'],
    ['UTF-16le', `x'610000D8'`, '610000D8'],
  ])('a lone surrogate in a database in %s, also before a letter: %s', async (encoding, bytes, shown) => {
    const made = oneValue(text40, 'TEXT NOT NULL', [`'a'`, `CAST(${bytes} AS TEXT)`], encoding);
    await expectRefused(made, () => made.extract(), rejected());
    expect(rejectedRows(made, 'item')).toMatchObject([
      { row: 2, problems: [{ column: 'value', message: `the text is not valid ${encoding}: bytes ${shown}` }] },
    ]);
  });
});

test('NULL where the new schema has none: the row is named, whatever the old schema allowed', async () => {
  const v1 = schema(1, { item: table({ id: int().primaryKey(), value: text(40).nullable() }) });
  const v2 = schema(2, { item: table({ id: int().primaryKey(), value: text(40) }) });
  const made = migration({
    pipeline: pipeline(v1, v2, { item: sql`SELECT id, value FROM item` }),
    source: `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, value TEXT); INSERT INTO item VALUES (1, 'a'), (2, NULL)`,
  });
  await expectRefused(made, () => made.extract(), rejected());
  expect(rejectedRows(made, 'item')).toMatchObject([
    { row: 2, problems: [{ column: 'value', message: 'is NULL, which the column does not take', value: null }] },
  ]);
});

describe('what is unusual but right comes through both phases as it was', () => {
  // prettier-ignore
  test.each<[name: string, column: Column<Value>, declared: string, literal: string, encoding?: string]>([
    ['an integer past 2^53 in a bigint column', bigint() as Column<Value>, 'INTEGER NOT NULL', '9223372036854775807'],
    ['the smallest integer', bigint() as Column<Value>, 'INTEGER NOT NULL', '-9223372036854775808'],
    ['1e309, which is infinity', reals, 'REAL NOT NULL', '1e309'],
    ['minus infinity', reals, 'REAL NOT NULL', '-1e309'],
    ['a real with all its digits', reals, 'REAL NOT NULL', '0.1 + 0.2'],
    ['the smallest real', reals, 'REAL NOT NULL', '5e-324'],
    ['a NUL character', text40, 'TEXT NOT NULL', `CAST(x'610062' AS TEXT)`],
    ['a valid U+FFFD', text40, 'TEXT NOT NULL', `CAST(x'61EFBFBD62' AS TEXT)`],
    ['a valid U+FFFD in UTF-16', text40, 'TEXT NOT NULL', `CAST(x'6100FDFF' AS TEXT)`, 'UTF-16le'],
    ['characters of all planes in UTF-16', text40, 'TEXT NOT NULL', `CAST(x'D83DDE0000E9DBFFDFFF' AS TEXT)`, 'UTF-16be'],
    ['a byte order mark', text40, 'TEXT NOT NULL', `CAST(x'EFBBBF61' AS TEXT)`],
    ['quotes, commas and line ends', text40, 'TEXT NOT NULL', `'"' || char(13, 10) || ',NULL\\'`],
    ['the word NULL', text40, 'TEXT NOT NULL', `'NULL'`],
    ['an empty text', text40, 'TEXT NOT NULL', `''`],
    ['an empty blob', blob() as Column<Value>, 'BLOB NOT NULL', `x''`],
  ])('%s', async (_, column, declared, literal, encoding) => {
    const made = oneValue(column, declared, [literal, literal], encoding);
    const value = encoding === undefined ? 'hex(CAST(value AS BLOB)), value' : 'value';
    const before = rowsOf(made.source, `SELECT id, typeof(value), ${value} FROM item ORDER BY id`);
    await made.extract();
    await made.load();
    expect(rowsOf(made.target, `SELECT id, typeof(value), ${value} FROM item ORDER BY id`)).toEqual(before);
  });
});
