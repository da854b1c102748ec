import type { Database, Statement } from 'better-sqlite3';
import { failure, reasonOf } from '../../errors.ts';
import { storedColumns, type TableDefinition, type Value } from '../../schema/definition.ts';
import type { LoadablePart } from '../target.ts';
import { driverCode, writingFailure } from './failures.ts';
import { insertSql, tableCount } from './queries.ts';
import { valueCodec } from './values.ts';

/** More rows in one statement gain nothing: measured with 9 columns. */
const mostRowsPerStatement = 100;

/** Bound values of one statement, as better-sqlite3 builds SQLite: https://sqlite.org/limits.html. */
const mostParameters = 32_766;

type Row = readonly Value[];

/** Where rows go. */
interface Destination {
  /** For messages. */
  readonly database: string;
  /** Rows that the table has already. */
  readonly before: number;
}

/** Inserts the rows of one part in one transaction, many rows a statement. */
export async function insertPart(
  connection: Database,
  table: TableDefinition,
  part: LoadablePart,
  { database, before }: Destination,
): Promise<void> {
  const insert = inserterOf(connection, table);
  let [batch, inserted]: [readonly Row[], number] = [[], 0];
  const refusal = (row: number, reason: string, cause?: unknown): Error => {
    const key = keyText(table, batch[row - 1 - inserted]);
    return failure('LOAD_ROW_REFUSED', { table: table.name, part: part.path, row, key, reason }, cause);
  };
  try {
    connection.exec('BEGIN');
    for await (batch of part.batches()) {
      const lost = minusZero(table, batch);
      if (lost !== null) throw refusal(inserted + lost.row, lost.reason);
      insert(batch);
      inserted += batch.length;
    }
    connection.exec('COMMIT');
  } catch (error) {
    const failed = writingFailure(database, error);
    if (failed !== null || !driverCode(error).startsWith('SQLITE_')) throw failed ?? error;
    // The rows before the refused one are in the table.
    throw refusal(rowsOf(connection, table) - before + 1, reasonOf(error), error);
  }
}

/** For messages: `id 137`. */
function keyText(table: TableDefinition, row: Row = []): string {
  const keyed = storedColumns(table).map(({ name }, index) => ({ name, value: row[index] }));
  return keyed
    .filter(({ name, value }) => table.primaryKey.includes(name) && value !== undefined)
    .map(({ name, value }) => `${name} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}

/** The first -0.0 of a batch: the engine stores a whole number as an integer, which has no sign at zero. */
function minusZero(table: TableDefinition, batch: readonly Row[]): { row: number; reason: string } | null {
  for (const [index, { name, type }] of storedColumns(table).entries()) {
    if (type.kind !== 'real') continue;
    const at = batch.findIndex((row) => Object.is(row[index], -0));
    if (at !== -1) return { row: at + 1, reason: `${name} is -0.0, which a REAL column would turn into 0.0` };
  }
  return null;
}

function inserterOf(database: Database, table: TableDefinition): (rows: readonly Row[]) => void {
  const columns = storedColumns(table);
  const codecs = columns.map((column) => valueCodec(column.type));
  const perStatement = Math.max(1, Math.min(mostRowsPerStatement, Math.floor(mostParameters / columns.length)));
  const many = database.prepare(insertSql(table, perStatement));
  const one = database.prepare(insertSql(table, 1));
  const run = (statement: Statement, rows: readonly Row[]) =>
    statement.run(rows.flatMap((row) => codecs.map((codec, index) => codec.toDriver(row[index] ?? null))));
  return (rows) => {
    let at = 0;
    for (; at + perStatement <= rows.length; at += perStatement) run(many, rows.slice(at, at + perStatement));
    for (; at < rows.length; at += 1) run(one, rows.slice(at, at + 1));
  };
}

function rowsOf(database: Database, table: TableDefinition): number {
  return Number(database.prepare(tableCount(table.name).sql).pluck().get());
}
