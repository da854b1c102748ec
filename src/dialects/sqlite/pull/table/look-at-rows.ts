import type { Database } from 'better-sqlite3';
import type { BoundQuery } from '../../../source.ts';
import { tableQuery } from '../../queries.ts';
import { checkedText } from '../../rows.ts';
import type { ColumnLook } from '../column/column-look.ts';

/** Rows between two turns of others: the driver is synchronous. */
const rowsPerTurn = 1000;

/** Shows every value of some columns of a table to their looks, in one pass, as an extract would read them. */
export function* lookAtRows(
  database: Database,
  table: string,
  looks: ReadonlyMap<string, ColumnLook>,
): Generator<void, void> {
  const columns = [...looks.keys()];
  const listed = [...looks.values()];
  if (columns.length === 0) return;
  const encoding = String(database.pragma('encoding', { simple: true }));
  const read = ({ sql }: BoundQuery): Iterable<unknown[]> =>
    database.prepare<[], unknown[]>(sql).raw(true).safeIntegers(true).iterate();
  let rows = 0;
  for (const row of checkedText({ chunk: tableQuery(table, columns), columns, encoding, read })) {
    for (const [index, look] of listed.entries()) look.see(row[index]);
    rows += 1;
    if (rows % rowsPerTurn === 0) yield;
  }
}
