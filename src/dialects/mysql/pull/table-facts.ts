import { textOf, type RawValue } from '../../raw-values.ts';
import { literal, quoted } from '../ddl.ts';
import { send, type MysqlConnection } from '../open.ts';
import { ownTables } from '../structure.ts';
import { columnWords, type ColumnWords } from './statement/column-words.ts';
import { tableStatement, type TableStatement } from './statement/table-statement.ts';
import { textOfBytes } from './statement/text-or-bytes.ts';

/** A column, as the server tells it. */
export interface ColumnFacts {
  readonly name: string;
  /** `int(10) unsigned`. */
  readonly declaredType: string;
  readonly nullable: boolean;
  /** null: it holds no text. */
  readonly collation: string | null;
  readonly words: ColumnWords;
}

export interface TableFacts {
  readonly name: string;
  readonly engine: string;
  /** The next number of the column that the server counts; null: it counts none. */
  readonly nextNumber: bigint | null;
  readonly columns: readonly ColumnFacts[];
  readonly statement: TableStatement;
}

/** What there is in a database under a name that tables and views share. */
export interface Relation {
  readonly name: string;
  /** `BASE TABLE`, `VIEW`, `SEQUENCE`, `SYSTEM VERSIONED`. */
  readonly type: string;
  readonly engine: string;
  readonly nextNumber: bigint | null;
}

/** Everything but ntom's own tables, in the order of the names by code point. */
export async function relationsIn(connection: MysqlConnection, database: string): Promise<readonly Relation[]> {
  const rows = await connection.query(
    'SELECT table_name, table_type, engine, auto_increment FROM information_schema.tables WHERE table_schema = ?',
    [database],
  );
  return rows
    .map(([name, type, engine, next]) => ({
      name: textOf(name),
      type: textOf(type),
      engine: textOf(engine),
      nextNumber: typeof next === 'bigint' ? next : null,
    }))
    .filter(({ name }) => !ownTables.includes(name))
    .sort((a, b) => byCodePoint(a.name, b.name));
}

export function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

export async function tableFacts(
  connection: MysqlConnection,
  database: string,
  { name, engine, nextNumber }: Relation,
): Promise<TableFacts> {
  const statement = tableStatement(await createStatement(connection, name));
  const rows = await connection.query(
    `SELECT column_name, column_type, is_nullable, collation_name FROM information_schema.columns
      WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position`,
    [database, name],
  );
  const columns: ColumnFacts[] = [];
  for (const row of rows) columns.push(await wholeDefault(connection, name, columnFacts(row, statement)));
  return { name, engine, nextNumber, columns, statement };
}

function columnFacts([name, type, nullable, collation]: readonly RawValue[], statement: TableStatement): ColumnFacts {
  const declaredType = textOf(type);
  return {
    name: textOf(name),
    declaredType,
    nullable: nullable === 'YES',
    collation: collation === null ? null : textOf(collation),
    words: columnWords(statement.columns.get(textOf(name)) ?? '', declaredType),
  };
}

/** A character beyond U+FFFF is a question mark in a statement that is shown, but not in the value of the default. */
async function wholeDefault(connection: MysqlConnection, table: string, column: ColumnFacts): Promise<ColumnFacts> {
  const { name, collation, words } = column;
  if (collation === null || words.default === null || !/^'[^]*\?/.test(words.default)) return column;
  const [row] = await connection.query(
    `SELECT DEFAULT(${quoted(name)}) FROM (SELECT 1) AS one LEFT JOIN ${quoted(table)} ON 1 = 0`,
  );
  const value = row?.[0];
  return typeof value === 'string' ? { ...column, words: { ...words, default: literal(value) } } : column;
}

/** As bytes: a default of bytes is written as they are. */
async function createStatement({ driver }: MysqlConnection, table: string): Promise<string> {
  const { rows } = await send(driver, `SHOW CREATE TABLE ${quoted(table)}`);
  return textOfBytes(rows[0]?.[1] ?? Buffer.alloc(0));
}
