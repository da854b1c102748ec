import { describe, expect, test } from 'vitest';
import { int, text, enumeration } from '../../src/schema/column-types.ts';
import type { PerEngine } from '../../src/dialects/engines.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const withName = (collation: PerEngine<string>) => schema(1, { word: table({ name: text(9).collation(collation) }) });

test('a column says its collation, per engine or for all', () => {
  expect(withName({ sqlite: 'NOCASE' }).tables[0]?.columns[0]?.collation).toEqual({ sqlite: 'NOCASE' });
  expect(withName('NOCASE').tables[0]?.columns[0]?.collation).toBe('NOCASE');
});

test('what the schema says counts for text columns that name none, engine by engine', () => {
  const { tables } = schema(
    1,
    {
      word: table({
        id: int(),
        plain: text(9),
        own: text(9).collation('BINARY'),
        half: text(9).collation({ mysql: 'utf8mb4_bin' }),
      }),
    },
    { collation: { sqlite: 'NOCASE', mysql: 'utf8mb4_unicode_ci' } },
  );
  expect(tables[0]?.columns.map(({ collation }) => collation)).toEqual([
    null,
    { sqlite: 'NOCASE', mysql: 'utf8mb4_unicode_ci' },
    'BINARY',
    { sqlite: 'NOCASE', mysql: 'utf8mb4_bin' },
  ]);
  const all = schema(
    1,
    { word: table({ half: text(9).collation({ mysql: 'utf8mb4_bin' }) }) },
    { collation: 'NOCASE' },
  );
  expect(all.tables[0]?.columns[0]?.collation).toEqual({ sqlite: 'NOCASE', mysql: 'utf8mb4_bin' });
});

test('a collation is part of the fingerprint', () => {
  const plain = schema(1, { word: table({ name: text(9) }) });
  const prints = [plain, withName('NOCASE'), withName('RTRIM'), withName({ sqlite: 'NOCASE' })].map(
    ({ fingerprint }) => fingerprint,
  );
  expect(new Set(prints).size).toBe(4);
  expect(withName('NOCASE').fingerprint).toBe(prints[1]);
});

describe('refused by name', () => {
  test.each(['', 'utf8mb4 bin', 'a;b', "a'", 'é'])('the name %j', (name) => {
    expect(() => withName({ mysql: name })).toThrow('word.name');
  });

  test('an engine that is none', () => {
    expect(() => withName({ postgres: 'C' } as never)).toThrow('names the engine "postgres"');
  });

  test('a column that holds no text', () => {
    const make = () => schema(1, { word: table({ id: int().collation('NOCASE') }) });
    expect(make).toThrow('word.id: the collation is for a column of type int, which is no text');
  });

  test('a reference between two collations', () => {
    const make = () =>
      schema(1, {
        word: table({ name: text(9).primaryKey().collation({ mysql: 'utf8mb4_unicode_ci' }) }),
        use: table({ name: text(9).references('word.name') }),
      });
    expect(make).toThrow('use.name refers to word(name), but name has another collation than its parent');
  });
});

test('a reference between equal collations, an enumeration too', () => {
  const kind = () => enumeration(['a', 'b']).collation({ sqlite: 'NOCASE', mysql: 'utf8mb4_general_ci' });
  const made = schema(1, {
    kind: table({ name: kind().primaryKey() }),
    use: table({ kind: kind().references('kind.name') }),
  });
  expect(made.tables).toHaveLength(2);
});
