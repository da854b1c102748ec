import { failure } from '../../../errors.ts';
import { quoted } from '../ddl.ts';
import type { MysqlLocation } from '../location.ts';
import { serverFailure } from '../failures.ts';
import { connect, type MysqlConnection } from '../open.ts';
import { columnsOf, tableNames } from '../structure.ts';
import { requireReadable } from './privileges.ts';

/**
 * Opens a session on an existing database that the user may read.
 *
 * @throws {NtomError} `SOURCE_MISSING`, `PRIVILEGE_MISSING`.
 */
export async function connectToDatabase({ server, database, label }: MysqlLocation): Promise<MysqlConnection> {
  const connection = await connect(server, { database: null });
  try {
    await requireReadable(connection, database, tableNames(await columnsOf(connection, database)));
    const found = await connection.query('SELECT 1 FROM information_schema.schemata WHERE schema_name = ?', [database]);
    if (found.length === 0) throw failure('SOURCE_MISSING', { database: label, path: `${server.host}:${server.port}` });
    await connection.run(`USE ${quoted(database)}`);
    return connection;
  } catch (error) {
    connection.driver.destroy();
    throw serverFailure(server, error);
  }
}
