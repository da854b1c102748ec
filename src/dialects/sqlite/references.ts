import type { Database } from 'better-sqlite3';
import type { SchemaDefinition } from '../../schema/definition.ts';
import type { ReferenceViolation } from '../source.ts';

/** The check numbers a table's foreign keys as `foreign_key_list` does; their columns tell which of ours they are. */
export function brokenReferences(database: Database, schema: SchemaDefinition): readonly ReferenceViolation[] {
  const broken = database
    .prepare<[], { table: string; rows: bigint; columns: string }>(
      `SELECT c."table" AS "table", c.rows AS rows, json_group_array(k."from" ORDER BY k.seq) AS columns
         FROM (SELECT "table", fkid, count(*) AS rows FROM pragma_foreign_key_check GROUP BY "table", fkid) AS c
         JOIN pragma_foreign_key_list(c."table") AS k ON k.id = c.fkid
        GROUP BY c."table", c.fkid ORDER BY 1, 3`,
    )
    .all();
  return broken.map(({ table, rows, columns }) => ({
    table,
    rows: Number(rows),
    foreignKey: foreignKeyName(schema, table, columns),
  }));
}

/** `columns`: as a JSON array. */
function foreignKeyName(schema: SchemaDefinition, table: string, columns: string): string {
  const keys = schema.tables.find((each) => each.name === table)?.foreignKeys ?? [];
  return keys.find((key) => JSON.stringify(key.columns) === columns)?.name ?? columns;
}
