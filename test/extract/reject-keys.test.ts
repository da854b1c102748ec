import { expect, test } from 'vitest';
import { KeyChecks } from '../../src/extract/key-checks.ts';
import { rejectKeys } from '../../src/extract/reject-keys.ts';
import { Rejects } from '../../src/extract/rejects.ts';
import { int, text } from '../../src/schema/column-types.ts';
import type { TableDefinition, Value } from '../../src/schema/definition.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';

const v1 = schema(1, {
  person: table({ id: int().primaryKey(), name: text(), mail: text().nullable() }, { unique: [['name', 'mail']] }),
  letter: table({ id: int().primaryKey(), to: int().nullable().references('person.id') }),
});

type Row = readonly Value[];

/** The number of rejected rows by table, of rows that are logged and can be read again. */
async function rejected(
  rows: Readonly<Record<string, readonly Row[]>>,
  logged = rows,
): Promise<Record<string, number>> {
  const checks = new KeyChecks(v1, temporaryFolder());
  for (const definition of v1.tables) {
    const keys = checks.recorder(definition, 1);
    for (const row of logged[definition.name] ?? []) keys.add(row);
    checks.merge(definition, keys.take());
  }
  const rejects = new Rejects(100);
  await rejectKeys(checks, rejects, async function* ({ name }: TableDefinition) {
    yield rows[name] ?? [];
  });
  return Object.fromEntries(rejects.counts);
}

test('nothing is wrong where keys differ, have NULL in them, or look alike when joined', async () => {
  const person: Row[] = [
    [1, 'a', 'bc'],
    [2, 'ab', 'c'],
    [3, 'abc', ''],
    [4, '', 'abc'],
    [5, 'a', null],
    [6, 'a', null],
    [7, '1:a', '2:bc'],
  ];
  expect(
    await rejected({
      person,
      letter: [
        [1, 7],
        [2, null],
        [3, null],
      ],
    }),
  ).toEqual({});
});

test('every further row with a key and every row without a parent', async () => {
  const person: Row[] = [
    [1, 'a', 'b'],
    [1, 'c', 'd'],
    [2, 'a', 'b'],
    [3, 'a', 'b'],
  ];
  expect(
    await rejected({
      person,
      letter: [
        [1, 3],
        [2, 4],
        [3, 5],
      ],
    }),
  ).toEqual({ person: 3, letter: 2 });
});

test('equal hashes of different keys are no repeated key: the keys themselves are compared', async () => {
  const person: Row[] = [
    [1, 'a', 'b'],
    [2, 'c', 'd'],
    [3, 'e', 'f'],
  ];
  const sameHash: Row[] = [
    [1, 'a', 'b'],
    [1, 'a', 'b'],
    [3, 'e', 'f'],
  ];
  expect(await rejected({ person: sameHash })).toEqual({ person: 2 });
  expect(await rejected({ person }, { person: sameHash })).toEqual({});
});
