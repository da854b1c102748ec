import { failure } from '../../../errors.ts';
import type { SchemaDefinition } from '../../../schema/definition.ts';
import type { MysqlLocation } from '../location.ts';
import type { MysqlConnection } from '../open.ts';

/**
 * What a server makes under another name would not be found again.
 *
 * @throws {NtomError} `TARGET_LOWERS_NAMES`.
 */
export async function refuseLoweredNames(
  connection: MysqlConnection,
  { server, database }: MysqlLocation,
  { tables }: SchemaDefinition,
): Promise<void> {
  const names = [database, ...tables.map((table) => table.name)].filter((name) => name !== name.toLowerCase());
  const [row] = await connection.query('SELECT @@lower_case_table_names');
  if (names.length === 0 || row?.[0] !== 1n) return;
  throw failure('TARGET_LOWERS_NAMES', { server: `${server.host}:${server.port}`, names });
}
