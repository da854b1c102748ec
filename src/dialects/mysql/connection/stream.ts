import type { FieldPacket } from 'mysql2';
import type { RawRow } from '../../source.ts';
import { rawRows, type MysqlConnection } from '../open.ts';
import { rowReader } from '../rows.ts';

const rowsPerBatch = 1000;

/**
 * The rows of a query in batches, read as fast as they are taken. The connection's error is the stream's: otherwise a lost
 * connection looks like a pause that never ends.
 */
export async function* streamed({ driver }: MysqlConnection, sql: string): AsyncGenerator<readonly RawRow[]> {
  const command = driver.query({ ...rawRows, sql });
  let read: ReturnType<typeof rowReader> = () => [];
  command.on('fields', (fields) => (read = rowReader(fields as unknown as FieldPacket[])));
  const stream = command.stream({ highWaterMark: 2 * rowsPerBatch });
  const fail = (error: Error): unknown => stream.destroy(error);
  driver.on('error', fail);
  let batch: RawRow[] = [];
  let isDone = false;
  try {
    for await (const cells of stream) {
      batch.push(read(cells as (Buffer | null)[]));
      if (batch.length < rowsPerBatch) continue;
      yield batch;
      batch = [];
    }
    isDone = true;
  } finally {
    driver.off('error', fail);
    // What is left of an unfinished answer would have to be read first.
    if (!isDone) driver.destroy();
  }
  yield batch;
}
