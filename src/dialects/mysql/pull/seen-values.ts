import { textOf } from '../../raw-values.ts';
import { quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import type { ColumnFacts, TableFacts } from './table-facts.ts';

/** The least and the greatest number in a column: of an enumeration, of its values. */
export interface SeenNumbers {
  readonly least: bigint;
  readonly greatest: bigint;
}

/** What was seen; a column of which there is nothing to say is in neither. */
export interface SeenValues {
  readonly numbers: ReadonlyMap<ColumnFacts, SeenNumbers>;
  /** The least value that is no day of the calendar: `0000-00-00`. */
  readonly noDays: ReadonlyMap<ColumnFacts, string>;
}

/** Types that may hold what their declaration does not tell: see `takes`. */
const untold = /^(?:tinyint\(1\)$|bigint.* unsigned|bit\(64\)|enum\()/;

/** Types that hold days, which a session in another mode may have made of nothing. */
const ofDays = /^(?:date|datetime|timestamp)\b/;

/** Looks at the columns of which the declaration does not tell all, all those of a table in one pass. */
export async function seenValues(
  connection: MysqlConnection,
  tables: readonly TableFacts[],
  signal: AbortSignal,
): Promise<SeenValues> {
  const numbers = new Map<ColumnFacts, SeenNumbers>();
  const noDays = new Map<ColumnFacts, string>();
  for (const table of tables) {
    const counted = table.columns.filter(({ declaredType }) => untold.test(declaredType));
    const dated = table.columns.filter(({ declaredType }) => ofDays.test(declaredType));
    if (counted.length + dated.length === 0) continue;
    signal.throwIfAborted();
    const [row = []] = await connection.query(seenSql(table.name, counted, dated));
    for (const [index, column] of counted.entries()) {
      const [least, greatest] = [row[2 * index], row[2 * index + 1]];
      if (least === null || greatest === null) continue;
      numbers.set(column, { least: BigInt(textOf(least)), greatest: BigInt(textOf(greatest)) });
    }
    for (const [index, column] of dated.entries()) {
      const noDay = row[2 * counted.length + index] ?? null;
      if (noDay !== null) noDays.set(column, textOf(noDay));
    }
  }
  return { numbers, noDays };
}

function seenSql(table: string, counted: readonly ColumnFacts[], dated: readonly ColumnFacts[]): string {
  const extremes = counted.flatMap(({ name }) =>
    ['min', 'max'].map((extreme) => `CAST(${extreme}(${quoted(name)} + 0) AS CHAR)`),
  );
  return `SELECT ${[...extremes, ...dated.map(noDaySql)].join(', ')} FROM ${quoted(table)}`;
}

function noDaySql({ name }: ColumnFacts): string {
  const value = quoted(name);
  const isNone = `0 IN (YEAR(${value}), MONTH(${value}), DAYOFMONTH(${value}))`;
  return `MIN(CASE WHEN ${isNone} OR DAYOFMONTH(${value}) > DAYOFMONTH(LAST_DAY(${value})) THEN CAST(${value} AS CHAR) END)`;
}
