import { failure, reasonOf } from '../../../errors.ts';
import { isAccessRefused, isFatal } from '../failures.ts';
import type { MysqlLocation } from '../location.ts';
import type { MysqlConnection } from '../open.ts';

/** A statement of the schema: what is wrong with it is the schema's fault. */
export async function runStatement(
  connection: MysqlConnection,
  { label }: MysqlLocation,
  statement: string,
): Promise<void> {
  try {
    await connection.run(statement);
  } catch (error) {
    if (isAccessRefused(error) || isFatal(error)) throw error;
    throw failure('TARGET_REFUSED_STATEMENT', { database: label, reason: reasonOf(error), statement }, error);
  }
}
