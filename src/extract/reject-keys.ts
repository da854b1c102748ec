import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import type { KeyChecks } from './key-checks.ts';
import { keyText } from '../format/row-key.ts';
import { KeySearch, type MissingParent, type ReadRows, type RepeatedKey } from './key-search.ts';
import type { Rejects } from './rejects.ts';
import { RejectedRow } from './row-maker.ts';

/** A row with what is wrong with one of its keys. `row`: its number among the rows that were written. */
interface WrongKey {
  readonly row: number;
  readonly message: string;
}

/**
 * Rejects rows that repeat a primary or unique key and rows whose parent does not exist. Reads again only tables in which there
 * are such rows, and their parents.
 */
export async function rejectKeys(checks: KeyChecks, rejects: Rejects, read: ReadRows): Promise<void> {
  const search = await KeySearch.of(checks.broken(), checks.directory, read);
  const refused = rejects.keptRows();
  for (const finding of search.repeated(rejects.room)) await rejectRepeated(finding, rejects, refused, read);
  for (const finding of search.orphans(rejects.room)) await rejectOrphans(finding, rejects, refused, read);
}

/** By table, the numbers of the rows that were refused before: they are in the query's result, but were not written. */
type RefusedRows = ReadonlyMap<string, readonly number[]>;

async function rejectRepeated(
  { table, columns, key, count, pairs }: RepeatedKey,
  rejects: Rejects,
  refused: RefusedRows,
  read: ReadRows,
): Promise<void> {
  if (count === 0) return;
  const rows = await rowsAt(table, new Set(pairs.flat()), read);
  const text = keyText({ table, columns });
  const textAt = (number: number): string | null => text(rows.get(number) ?? []);
  const found = pairs
    .filter(([row, first]) => textAt(row) === textAt(first))
    .map(([row, first]) => ({
      row,
      message: `the same ${key} as row ${numberInQuery(refused.get(table.name), first)}`,
    }));
  addAll({ table, columns, found, rows }, rejects, refused);
  rejects.count(table.name, count - pairs.length);
}

async function rejectOrphans(
  { table, columns, parent, count, rows: numbers }: MissingParent,
  rejects: Rejects,
  refused: RefusedRows,
  read: ReadRows,
): Promise<void> {
  if (count === 0) return;
  const rows = await rowsAt(table, new Set(numbers), read);
  const { name } = parent.table;
  const which = refused.has(name) ? `row of ${name} that was not rejected` : `row of ${name}`;
  const message = `no ${which} has this ${parent.columns.join(', ')}`;
  addAll({ table, columns, found: numbers.map((row) => ({ row, message })), rows }, rejects, refused);
  rejects.count(table.name, count - numbers.length);
}

type Rows = ReadonlyMap<number, readonly Value[]>;

async function rowsAt(table: TableDefinition, numbers: ReadonlySet<number>, read: ReadRows): Promise<Rows> {
  const rows = new Map<number, readonly Value[]>();
  let number = 0;
  for await (const batch of read(table)) {
    for (const row of batch) {
      number += 1;
      if (numbers.has(number)) rows.set(number, row);
    }
  }
  return rows;
}

interface Found {
  readonly table: TableDefinition;
  readonly columns: readonly string[];
  readonly found: readonly WrongKey[];
  readonly rows: Rows;
}

function addAll({ table, columns, found, rows }: Found, rejects: Rejects, refused: RefusedRows): void {
  const names = storedColumns(table).map((column) => column.name);
  for (const { row, message } of found) {
    const values = Object.fromEntries(names.map((name, index) => [name, rows.get(row)?.[index]]));
    const value = Object.fromEntries(columns.map((column) => [column, values[column]]));
    const problem = { column: columns.join(', '), path: columns, message, value };
    rejects.add(table, numberInQuery(refused.get(table.name), row), new RejectedRow(values, [problem]));
  }
}

/** `refused`: ascending. Complete: where rows were refused without being kept, no key is looked up any more. */
function numberInQuery(refused: readonly number[] = [], written: number): number {
  let number = written;
  for (const row of refused) {
    if (row > number) break;
    number += 1;
  }
  return number;
}
