import type { SchemaDefinition } from '../../schema/definition.ts';
import type { ReferenceViolation } from '../source.ts';
import type { MysqlConnection } from './open.ts';
import { orphansSql } from './queries.ts';

export async function brokenReferences(
  connection: MysqlConnection,
  database: string,
  schema: SchemaDefinition,
): Promise<readonly ReferenceViolation[]> {
  const broken: ReferenceViolation[] = [];
  for (const table of schema.tables) {
    for (const key of table.foreignKeys) {
      const [row] = await connection.query(orphansSql(database, table.name, key));
      const rows = Number(row?.[0]);
      if (rows > 0) broken.push({ table: table.name, foreignKey: key.name, rows });
    }
  }
  return broken;
}
