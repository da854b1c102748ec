import type { FieldPacket, Query } from 'mysql2';
import type { RawRow } from '../../source.ts';
import type { MysqlConnection } from '../open.ts';
import { binaryRowReader } from '../rows/binary-rows.ts';
import type { RowPacket } from '../rows/row-bytes.ts';
import { RowQueue } from './row-queue.ts';

/**
 * The rows of a query in batches, read as fast as they are taken. The connection's error is the stream's: otherwise a lost
 * connection looks like a pause that never ends.
 */
export async function* streamed({ driver }: MysqlConnection, sql: string): AsyncGenerator<readonly RawRow[]> {
  const rows = new RowQueue(driver);
  const fail = (error: Error): void => rows.fail(error);
  driver.on('error', fail);
  const command = driver.execute({ sql }) as ExecuteCommand;
  command.buildParserFromFields = (fields) => packetReader(fields, rows);
  command.on('error', fail).on('end', () => rows.end());
  let isDone = false;
  try {
    for (let batch = await rows.take(); batch !== null; batch = await rows.take()) yield batch;
    isDone = true;
  } finally {
    driver.off('error', fail);
    // What is left of an unfinished answer would have to be read first.
    if (isDone) driver.unprepare(sql);
    else driver.destroy();
  }
}

/** Where the driver leaves its rows to a parser, of which it makes one for each answer. */
interface ExecuteCommand extends Query {
  buildParserFromFields: (fields: readonly FieldPacket[]) => new () => { next(packet: RowPacket): void };
}

/** The driver's own parser reads one value after the other by calls of its own, and makes dates of dates. */
function packetReader(
  fields: readonly FieldPacket[],
  rows: RowQueue,
): ReturnType<ExecuteCommand['buildParserFromFields']> {
  const read = binaryRowReader(fields);
  return class {
    next(packet: RowPacket): void {
      rows.add(read(packet), packet.end - packet.offset);
    }
  };
}
