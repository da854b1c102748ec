import { textOf } from '../../raw-values.ts';
import { quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import type { ColumnFacts, TableFacts } from './table-facts.ts';

/** The least and the greatest number in a column: of an enumeration, of its values. */
export interface SeenNumbers {
  readonly least: bigint;
  readonly greatest: bigint;
}

/** By column; a column without values is not in it. */
export type SeenValues = ReadonlyMap<ColumnFacts, SeenNumbers>;

/** Types that may hold what their declaration does not tell: see `takes`. */
const untold = /^(?:tinyint\(1\)$|bigint.* unsigned|bit\(64\)|enum\()/;

/** Looks at the columns of which the declaration does not tell all, all those of a table in one pass. */
export async function seenValues(connection: MysqlConnection, tables: readonly TableFacts[]): Promise<SeenValues> {
  const seen = new Map<ColumnFacts, SeenNumbers>();
  for (const table of tables) {
    const columns = table.columns.filter(({ declaredType }) => untold.test(declaredType));
    if (columns.length === 0) continue;
    const [row = []] = await connection.query(extremesSql(table.name, columns));
    for (const [index, column] of columns.entries()) {
      const [least, greatest] = [row[2 * index], row[2 * index + 1]];
      if (least === null || greatest === null) continue;
      seen.set(column, { least: BigInt(textOf(least)), greatest: BigInt(textOf(greatest)) });
    }
  }
  return seen;
}

function extremesSql(table: string, columns: readonly ColumnFacts[]): string {
  const extremes = columns.flatMap(({ name }) =>
    ['min', 'max'].map((extreme) => `CAST(${extreme}(${quoted(name)} + 0) AS CHAR)`),
  );
  return `SELECT ${extremes.join(', ')} FROM ${quoted(table)}`;
}
