import type { TableDefinition } from '../schema/definition.ts';
import { FirstKeys, type ShownKey } from './first-keys.ts';
import { HeldRows } from './held-rows.ts';
import { RowBuckets } from './row-buckets.ts';
import type { HashedRow, RowsOfSide } from './hashed-rows.ts';

/** What became of the rows of one table. */
export interface TableChanges {
  readonly table: string;
  /** When the database was loaded, and now. */
  readonly rows: { readonly loaded: number; readonly now: number };
  readonly added: number;
  /** null: the table has no primary key, and nobody can tell a row that was changed from one deleted and one added. */
  readonly changed: number | null;
  readonly deleted: number;
  /** The lowest keys of each, a few. What is marked as personal data is not in them. None of a table without a primary key. */
  readonly first: { readonly [change in Change]: readonly ShownKey[] };
}

export type Change = 'added' | 'changed' | 'deleted';

export interface ComparedSides {
  readonly table: TableDefinition;
  /** Names of key columns that are marked as personal data. */
  readonly personal: ReadonlySet<string>;
  readonly rows: TableChanges['rows'];
  readonly loaded: RowsOfSide;
  readonly now: RowsOfSide;
}

/** Rows of one side that are held at the same time: some 200 MB, with keys of the usual length. */
const mostHeld = 500_000;

/**
 * Finds the rows that only one side has, and those that differ, whatever order the sides are read in: neither a database nor an
 * extract whose keys were computed has its rows in an order that the other can be merged by.
 *
 * Each side is read once to find which rows may differ, by sums of the hashes of a few rows each; then again for every `mostRows`
 * of those. Equal hashes count as equal rows, as everywhere in ntom.
 */
export async function tableChanges(sides: ComparedSides, mostRows = mostHeld): Promise<TableChanges> {
  const { table, rows } = sides;
  const buckets = new RowBuckets(rows.loaded + rows.now);
  await eachRow(sides.loaded, (row) => buckets.add('loaded', row));
  await eachRow(sides.now, (row) => buckets.add('now', row));
  const { passes, held } = buckets.plan(mostRows);
  const found = new FoundChanges(sides);
  for (let pass = 1; pass <= passes; pass += 1) {
    const isDue = (row: HashedRow): boolean => buckets.passOf(row) === pass;
    await matchRows(sides, held, isDue, found);
  }
  return { table: table.name, rows, ...found.result };
}

async function eachRow(rows: RowsOfSide, take: (row: HashedRow) => void): Promise<void> {
  for await (const batch of rows()) batch.forEach(take);
}

/** `held`: the side whose rows are held, while those of the other pass. */
async function matchRows(
  sides: ComparedSides,
  held: 'loaded' | 'now',
  isDue: (row: HashedRow) => boolean,
  found: FoundChanges,
): Promise<void> {
  const [onlyHeld, onlyOther]: [Change, Change] = held === 'loaded' ? ['deleted', 'added'] : ['added', 'deleted'];
  const rows = new HeldRows();
  await eachRow(sides[held], (row) => {
    if (isDue(row)) rows.add(row);
  });
  await eachRow(held === 'loaded' ? sides.now : sides.loaded, (row) => {
    if (!isDue(row)) return;
    const match = rows.match(row);
    if (match !== 'same') found.add(match === 'none' ? onlyOther : 'changed', row, 1);
  });
  for (const { row, count } of rows.left()) found.add(onlyHeld, row, count);
}

class FoundChanges {
  readonly #counts = { added: 0, changed: 0, deleted: 0 };
  readonly #first: { readonly [change in Change]: FirstKeys };
  readonly #isKeyed: boolean;

  constructor({ table, personal }: ComparedSides) {
    const keys = (): FirstKeys => new FirstKeys(table, personal);
    this.#first = { added: keys(), changed: keys(), deleted: keys() };
    this.#isKeyed = table.primaryKey.length > 0;
  }

  add(change: Change, { key }: HashedRow, count: number): void {
    this.#counts[change] += count;
    if (this.#isKeyed) this.#first[change].add(key);
  }

  get result(): Omit<TableChanges, 'table' | 'rows'> {
    const { added, changed, deleted } = this.#counts;
    const first = {
      added: this.#first.added.shown,
      changed: this.#first.changed.shown,
      deleted: this.#first.deleted.shown,
    };
    return { added, changed: this.#isKeyed ? changed : null, deleted, first };
  }
}
