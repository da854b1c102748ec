import { describe, expect, test } from 'vitest';
import { columnsSql } from '../../../src/dialects/mysql/structure.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer } from '../../support/mariadb/private-server.ts';

describe('the columns of a database', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  test('are found without a look at the other databases of the server', async () => {
    await using server = await startServer();
    const plan = await server.ask(`EXPLAIN ${columnsSql.replaceAll('?', "'app_v1'")}`);
    const scanned = plan.map((row) => String(row['Extra'])).join('\n');
    expect(scanned).toContain('Scanned 1 database');
    expect(scanned).not.toContain('Scanned all databases');
  });
});
