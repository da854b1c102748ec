import type { Database } from 'better-sqlite3';
import type { BoundQuery } from '../../../source.ts';
import { tableQuery } from '../../queries.ts';
import { checkedText } from '../../rows.ts';
import type { ColumnLook } from '../column/column-look.ts';

/** Shows every value of some columns of a table to their looks, in one pass, as an extract would read them. */
export function lookAtRows(database: Database, table: string, looks: ReadonlyMap<string, ColumnLook>): void {
  const columns = [...looks.keys()];
  const listed = [...looks.values()];
  if (columns.length === 0) return;
  const encoding = String(database.pragma('encoding', { simple: true }));
  const read = ({ sql }: BoundQuery): Iterable<unknown[]> =>
    database.prepare<[], unknown[]>(sql).raw(true).safeIntegers(true).iterate();
  for (const row of checkedText({ chunk: tableQuery(table, columns), columns, encoding, read })) {
    for (const [index, look] of listed.entries()) look.see(row[index]);
  }
}
