import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ddl } from '../../src/dialects/sqlite/ddl.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { openSource } from '../../src/dialects/sqlite/source.ts';
import { KeyReader, ReferencesRead } from '../../src/load/references-read.ts';
import { bigint, int, text } from '../../src/schema/column-types.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { databaseFile, type DatabaseFile } from '../dialects/sqlite/database-file.ts';

const family = schema(1, {
  parent: table({ id: bigint().primaryKey(), code: int().nullable() }, { unique: [['code']] }),
  child: table({
    id: int().primaryKey(),
    parent_id: bigint().nullable().references('parent.id'),
    parent_code: int().nullable().references('parent.code'),
    first_child: int().nullable().references('child.id'),
  }),
});

type Rows = Readonly<Record<string, readonly (readonly (bigint | null)[])[]>>;

function holding(of: SchemaDefinition, rows: Rows): DatabaseFile {
  const { tables, indexes } = ddl(of);
  const inserts = Object.entries(rows).flatMap(([name, all]) =>
    all.map((values) => `INSERT INTO "${name}" VALUES (${values.map(String).join(', ')})`),
  );
  return databaseFile('PRAGMA foreign_keys = OFF', ...tables, 'BEGIN', ...inserts, 'COMMIT', ...indexes);
}

/** What the rows tell, read in pieces, and what the engine says. */
async function verdicts(of: SchemaDefinition, { location }: DatabaseFile) {
  await using source = await openSource(location);
  const read = ReferencesRead.of(of);
  for (const each of of.tables) {
    const columns = each.columns.map(({ name }) => name);
    for await (const batch of source.rows({ ...source.tableQuery(each.name, columns), orderBy: [], range: null })) {
      for (const half of [batch.slice(0, 1), batch.slice(1)]) {
        const keys = new KeyReader(of, each, sqlite);
        for (const raw of half) keys.add(raw);
        read?.merge(each.name, keys.take());
      }
    }
  }
  return { byRows: read?.hold, byEngine: (await source.brokenReferences(of)).length === 0 };
}

const key = fc.constantFrom(0n, 1n, -1n, 32_767n, 32_768n, 2n ** 40n);
const optional = fc.option(key);
const few = { maxLength: 4, size: 'max' } as const;
const anyRows = fc.record({
  parent: fc.uniqueArray(fc.tuple(key, optional), {
    ...few,
    comparator: (a, b) => a[0] === b[0] || (a[1] !== null && a[1] === b[1]),
  }),
  child: fc.uniqueArray(fc.tuple(key, optional, optional, optional), { ...few, selector: ([id]) => id }),
});

test('rows tell what the engine says', async () => {
  const seen = { true: 0, false: 0 };
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const { byRows, byEngine } = await verdicts(family, holding(family, rows));
      expect(byRows).toBe(byEngine);
      seen[`${byEngine}`] += 1;
    }),
    { numRuns: 100 },
  );
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(0);
});

describe('the engine is asked', () => {
  test.each([
    [
      'about integers that a number does not hold',
      { parent: [[2n ** 60n, null]], child: [[1n, 2n ** 60n, null, null]] },
    ],
    [
      'about integers that are too far from each other',
      { parent: Array.from({ length: 5000 }, (_, index) => [BigInt(index) * 100_000n, null]), child: [] },
    ],
  ])('%s', async (_, rows) => {
    expect(await verdicts(family, holding(family, rows))).toEqual({ byRows: false, byEngine: true });
  });

  const parent = table({ id: int().primaryKey(), code: text(3), n: int() }, { unique: [['code'], ['id', 'n']] });
  const noWords = { child: table({ id: int().primaryKey() }) };

  test.each([
    ['about texts', schema(1, { parent, child: table({ code: text(3).references('parent.code') }) })],
    [
      'about several columns',
      schema(1, {
        parent,
        child: table(
          { a: int(), b: int() },
          { foreignKeys: [{ columns: ['a', 'b'], references: 'parent', to: ['id', 'n'] }] },
        ),
      }),
    ],
    ['about words of a column', schema(1, { parent, child: table({ a: int().attributes('REFERENCES parent (id)') }) })],
    ['about statements', schema(1, noWords, { statements: ['CREATE TABLE other (id REFERENCES child (id))'] })],
  ])('%s', (_, of) => {
    expect(ReferencesRead.of(of)).toBeNull();
  });
});
