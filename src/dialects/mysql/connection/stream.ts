import type { FieldPacket, Query } from 'mysql2';
import type { MysqlConnection } from '../open.ts';
import type { RowPacket } from '../rows/row-bytes.ts';
import { RowQueue } from './row-queue.ts';

/** What is done with a row of the binary protocol, at once: the driver uses the packet again. What it throws ends the stream. */
export type TakeRow = (packet: RowPacket) => void;

/**
 * Takes the rows of a query, and yields how many they are since it last did, as fast as it is asked. The connection's error is the stream's: otherwise a lost
 * connection looks like a pause that never ends.
 */
export async function* streamed(
  { driver }: MysqlConnection,
  sql: string,
  takeRow: (fields: readonly FieldPacket[]) => TakeRow,
): AsyncGenerator<number> {
  const rows = new RowQueue(driver);
  const fail = (error: Error): void => rows.fail(error);
  driver.on('error', fail);
  const command = driver.execute({ sql }) as ExecuteCommand;
  command.buildParserFromFields = (fields) => packetTaker(takeRow(fields), rows);
  command.on('error', fail).on('end', () => rows.end());
  let isDone = false;
  try {
    for (let count = await rows.take(); count !== null; count = await rows.take()) yield count;
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
function packetTaker(takeRow: TakeRow, rows: RowQueue): ReturnType<ExecuteCommand['buildParserFromFields']> {
  return class {
    next(packet: RowPacket): void {
      if (rows.hasFailed) return;
      try {
        takeRow(packet);
        rows.add(packet.end - packet.offset);
      } catch (error) {
        rows.fail(error as Error);
      }
    }
  };
}
