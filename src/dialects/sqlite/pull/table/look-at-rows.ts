import type { Database } from 'better-sqlite3';
import { tableQuery } from '../../queries.ts';
import { iterated } from '../../reading/iterated.ts';
import { readChunk } from '../../reading/read-chunk.ts';
import type { ColumnLook } from '../column/column-look.ts';

/**
 * Shows every value of some columns of a table to their looks, in one pass, as an extract would read them. Yields between two
 * batches, for the turns of others: the driver is synchronous.
 */
export function* lookAtRows(
  database: Database,
  table: string,
  looks: ReadonlyMap<string, ColumnLook>,
): Generator<void, void> {
  const columns = [...looks.keys()];
  const listed = [...looks.values()];
  if (columns.length === 0) return;
  for (const batch of iterated(readChunk(database, columns), tableQuery(table, columns))) {
    for (const row of batch) for (const [index, look] of listed.entries()) look.see(row[index]);
    yield;
  }
}
