import type { RawRow } from '../../../src/dialects/source.ts';
import { streamed } from '../../../src/dialects/mysql/connection/stream.ts';
import type { MysqlConnection } from '../../../src/dialects/mysql/open.ts';
import { binaryRowReader } from '../../../src/dialects/mysql/rows/binary-rows.ts';

/** All rows of a query in the binary protocol. */
export async function streamedRows(session: MysqlConnection, sql: string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  const counts = streamed(session, sql, (fields) => {
    const read = binaryRowReader(fields);
    return (packet) => rows.push(read(packet));
  });
  const found = await Array.fromAsync(counts);
  if (found.reduce((sum, count) => sum + count, 0) !== rows.length) throw new Error('the rows were counted wrong');
  return rows;
}
