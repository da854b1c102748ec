import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyChecks } from '../../src/extract/key-checks.ts';
import { rejectKeys } from '../../src/extract/reject-keys.ts';
import { Rejects } from '../../src/extract/rejects.ts';
import { bigint, int, text } from '../../src/schema/column-types.ts';
import type { TableDefinition, Value } from '../../src/schema/definition.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { temporaryFolder } from '../format/temporary-folder.ts';

const v1 = schema(1, {
  hall: table({ id: int().primaryKey(), code: text().nullable().unique() }),
  shelf: table(
    { hall: int().references('hall.id'), number: bigint(), code: text().nullable().references('hall.code') },
    { primaryKey: ['hall', 'number'] },
  ),
  book: table(
    { number: bigint().nullable(), hall: int().nullable() },
    { foreignKeys: [{ columns: ['number', 'hall'], references: 'shelf', to: ['number', 'hall'] }] },
  ),
});

type Row = readonly Value[];
type Rows = Readonly<Record<string, readonly Row[]>>;

const id = fc.integer({ min: -3, max: 12 });
const code = fc.option(fc.constantFrom('', 'a', 'b', 'é', '1', 'ab'));
const number = fc.bigInt({ min: -2n, max: 9n });
const rowsOf = (row: fc.Arbitrary<Row>) => fc.array(row, { maxLength: 12 });
const rows: fc.Arbitrary<Rows> = fc.record({
  hall: rowsOf(fc.tuple<Value[]>(id, code)),
  shelf: rowsOf(fc.tuple<Value[]>(id, number, code)),
  book: rowsOf(fc.tuple<Value[]>(fc.option(number), fc.option(id))),
});

/** Rows that break a key, by comparing every row with every other one. */
function brokenIn({ hall = [], shelf = [], book = [] }: Rows): Readonly<Record<string, number>> {
  const repeated = (some: readonly Row[], ...at: readonly number[]) =>
    some.filter((row, index) => some.slice(0, index).some((before) => isSame(row, at, before, at))).length;
  const orphaned = (some: readonly Row[], at: readonly number[], parents: readonly Row[], theirs: readonly number[]) =>
    some.filter((row) => hasAll(row, at) && !parents.some((parent) => isSame(row, at, parent, theirs))).length;
  const counts = {
    hall: repeated(hall, 0) + repeated(hall, 1),
    shelf: repeated(shelf, 0, 1) + orphaned(shelf, [0], hall, [0]) + orphaned(shelf, [2], hall, [1]),
    book: orphaned(book, [0, 1], shelf, [1, 0]),
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

const hasAll = (row: Row, at: readonly number[]) => at.every((index) => row[index] !== null);
const isSame = (row: Row, at: readonly number[], other: Row, theirs: readonly number[]) =>
  hasAll(row, at) && at.every((index, which) => row[index] === other[theirs[which] ?? 0]);

/** `chunks` cuts each table; the last chunk is merged first. */
async function rejectedBy(all: Rows, chunks: number): Promise<Readonly<Record<string, number>>> {
  const checks = new KeyChecks(v1, temporaryFolder());
  for (const definition of v1.tables.toReversed()) {
    const taken = Array.from({ length: chunks }, (_, chunk) => {
      const recorder = checks.recorder(definition, chunk);
      for (const [index, row] of (all[definition.name] ?? []).entries())
        if (index % chunks === chunk) recorder.add(row);
      return structuredClone(recorder.take());
    });
    for (const keys of taken.toReversed()) checks.merge(definition, keys);
  }
  const rejects = new Rejects(100);
  await rejectKeys(checks, rejects, async function* ({ name }: TableDefinition) {
    yield all[name] ?? [];
  });
  return Object.fromEntries(rejects.counts);
}

test('rejects the rows that comparing each with each other finds, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 4 }), async (all, chunks) => {
      expect(await rejectedBy(all, chunks)).toEqual(brokenIn(all));
    }),
    { numRuns: 200 },
  );
});

test('reads nothing again where no key is broken', async () => {
  const checks = new KeyChecks(v1, temporaryFolder());
  for (const definition of v1.tables) checks.merge(definition, checks.recorder(definition, 1).take());
  expect(checks.broken()).toEqual({ unique: [], foreign: [] });
  const read: string[] = [];
  await rejectKeys(checks, new Rejects(1), async function* ({ name }: TableDefinition) {
    read.push(name);
    yield [];
  });
  expect(read).toEqual([]);
});
