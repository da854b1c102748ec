import { createHash } from 'node:crypto';
import type { MysqlConnection } from './open.ts';

/** Where a server says how far its log of changes is: MariaDB and MySQL have different names for it. */
const positionQueries = ['SHOW BINARY LOG STATUS', 'SHOW MASTER STATUS'];

/**
 * What a server says about all its databases: the position of its log of changes. null: it keeps none, or does not tell this
 * user.
 */
export async function changeToken(connection: MysqlConnection): Promise<string | null> {
  for (const query of positionQueries) {
    const rows = await connection.query(query).catch(() => []);
    if (rows.length > 0)
      return createHash('sha256')
        .update(JSON.stringify(rows.map(String)))
        .digest('hex');
  }
  return null;
}
