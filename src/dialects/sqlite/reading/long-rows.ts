import { longestRecordBytes } from '../../../schema/longest-record.ts';
import { Refusal } from '../../dialect.ts';
import type { ChunkQuery, KeyRange, RawRow } from '../../source.ts';
import { longRow, withoutColumns } from '../queries.ts';
import type { ReadChunk } from './read-chunk.ts';
import { statements } from './statements.ts';

/** Bytes from which on a row is long. A window of rows that are not is no burden. */
const longBytes = 32 * 1024;

/** A row that is to be read by itself. */
interface LongRow {
  readonly key: bigint;
  /** In the columns that may be long. */
  readonly bytes: number;
}

/** Finds long rows without reading them. */
export interface LongRows {
  /** The first one of a range; null: it has none. */
  next(range: KeyRange): LongRow | null;

  /** The row, with a `Refusal` in place of what is long, if no record can hold it; else null. It is never in memory. */
  refused(row: LongRow): readonly RawRow[] | null;
}

/** `key`: of the windows by which a chunk is read. */
export function longRows({ database, columns }: ReadChunk, chunk: ChunkQuery, key: string): LongRows {
  const long = chunk.long ?? columns;
  const all = statements(database);
  return {
    next(range) {
      const [row] = long.length === 0 ? [] : all(longRow({ ...chunk, range }, key, long, longBytes));
      return row === undefined ? null : { key: row[0] as bigint, bytes: Number(row[1]) };
    },
    refused({ key: found, bytes }) {
      if (bytes <= longestRecordBytes) return null;
      const refusal = new Refusal(`the row has ${bytes} bytes, where ${longestRecordBytes} is the most`);
      const rows = all(withoutColumns({ ...chunk, range: { column: key, from: found, to: found } }, columns, long));
      return rows.map((row) => row.map((value, index) => (long.includes(columns[index] ?? '') ? refusal : value)));
    },
  };
}
