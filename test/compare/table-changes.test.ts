import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HashedRow } from '../../src/compare/hashed-rows.ts';
import { hash64 } from '../../src/format/hash64.ts';
import { tableChanges, type TableChanges } from '../../src/compare/table-changes.ts';
import { int, schema, table, text } from '../../src/index.ts';
import type { TableDefinition } from '../../src/schema/definition.ts';

const { tables } = schema(1, {
  keyed: table({ id: int().primaryKey(), note: text(20) }),
  loose: table({ note: text(20) }),
});
const [keyed, loose] = tables as readonly [TableDefinition, TableDefinition];

type Pair = readonly [key: number, value: bigint];

/** How the rows of a side are read: in batches of three. */
function* batches(rows: readonly HashedRow[]): Generator<readonly HashedRow[]> {
  for (let at = 0; at < rows.length; at += 3) yield rows.slice(at, at + 3);
}

function changesOf(
  of: TableDefinition,
  [then, now]: readonly (readonly HashedRow[])[],
  mostRows: number,
): Promise<TableChanges> {
  const sides = [then ?? [], now ?? []] as const;
  return tableChanges(
    {
      table: of,
      personal: new Set(),
      rows: { loaded: sides[0].length, now: sides[1].length },
      loaded: async function* () {
        yield* batches(sides[0]);
      },
      now: async function* () {
        yield* batches(sides[1]);
      },
    },
    mostRows,
  );
}

/** The key is in the record, and so in its hash. */
const keyedRow = ([key, value]: Pair): HashedRow => ({
  key: [key],
  id: `k${key}`,
  hash: hash64(`${key},${value}`),
});
const looseRow = (hash: bigint): HashedRow => ({ key: [], id: hash.toString(16), hash });

const hash = fc.bigInt(0n, 3n).map((value) => 0xffff_ffff_ffff_fff0n + value);
const side = fc.uniqueArray(fc.tuple(fc.integer({ min: -40, max: 40 }), hash), { selector: ([key]) => key });

test('rows with a key: what only one side has, and what differs, in any order and in any number of passes', async () => {
  await fc.assert(
    fc.asyncProperty(side, side, fc.integer({ min: 1, max: 20 }), async (then, now, mostRows) => {
      const [before, after] = [new Map(then), new Map(now)];
      const added = now.filter(([key]) => !before.has(key)).map(([key]) => key);
      const deleted = then.filter(([key]) => !after.has(key)).map(([key]) => key);
      const changed = then.filter(([key, hash]) => after.has(key) && after.get(key) !== hash).map(([key]) => key);
      const lowest = (keys: readonly number[]) =>
        keys
          .toSorted((a, b) => a - b)
          .slice(0, 5)
          .map((id) => ({ id }));
      expect(await changesOf(keyed, [then.map(keyedRow), now.map(keyedRow)], mostRows)).toEqual({
        table: 'keyed',
        rows: { loaded: then.length, now: now.length },
        added: added.length,
        changed: changed.length,
        deleted: deleted.length,
        first: { added: lowest(added), changed: lowest(changed), deleted: lowest(deleted) },
      });
    }),
  );
});

test('rows without a key: as many of each as one side has more than the other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hash), fc.array(hash), fc.integer({ min: 1, max: 5 }), async (then, now, mostRows) => {
      const countOf = (rows: readonly bigint[], each: bigint): number => rows.filter((row) => row === each).length;
      const more = (a: readonly bigint[], b: readonly bigint[]): number =>
        [...new Set(a)].reduce((sum, each) => sum + Math.max(0, countOf(a, each) - countOf(b, each)), 0);
      expect(await changesOf(loose, [then.map(looseRow), now.map(looseRow)], mostRows)).toMatchObject({
        added: more(now, then),
        changed: null,
        deleted: more(then, now),
        first: { added: [], changed: [], deleted: [] },
      });
    }),
  );
});
