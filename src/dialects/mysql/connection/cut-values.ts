import { failure } from '../../../errors.ts';
import { textOf } from '../../raw-values.ts';
import type { BoundQuery } from '../../source.ts';
import type { MysqlConnection } from '../open.ts';

/** Warnings that a value was cut, or that NULL is in its place: a result longer than max_allowed_packet, a GROUP_CONCAT. */
const cuts: readonly unknown[] = [1301n, 1260n];

/**
 * What a server cannot return as a whole it returns cut or as NULL, with no more than a warning. Asks for those of the query before.
 *
 * @throws {NtomError} `QUERY_VALUES_CUT`.
 */
export async function refuseCutValues(connection: MysqlConnection, { sql }: BoundQuery): Promise<void> {
  const warnings = await connection.query('SHOW WARNINGS');
  const reasons = warnings.filter(([, code]) => cuts.includes(code)).map(([, , message]) => textOf(message));
  if (reasons.length === 0) return;
  throw failure('QUERY_VALUES_CUT', { query: sql.trim(), reasons: [...new Set(reasons)] });
}
