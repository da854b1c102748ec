import { textOf } from '../../raw-values.ts';
import type { TextCollation } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';

/** Text is ordered and compared by its bytes, trailing spaces included, by whatever name this server has for that. */
export async function textCollation(connection: MysqlConnection): Promise<TextCollation> {
  const rows = await connection.query(
    `SELECT collation_name FROM information_schema.collations WHERE collation_name IN ('utf8mb4_nopad_bin', 'utf8mb4_0900_bin')`,
  );
  return { name: textOf(rows[0]?.[0] ?? 'utf8mb4_bin') };
}
