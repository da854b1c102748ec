import { rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import { failure, reasonOf } from '../../errors.ts';
import { storedColumns, type TableDefinition, type Value } from '../../schema/definition.ts';
import { Refusal } from '../dialect.ts';
import type { LoadablePart, PreparedPart } from '../target.ts';
import { checksTypesOnly } from './ddl.ts';
import { asDriverError, driverCode, fileFailure, writingFailure } from './failures.ts';
import { rowRefusal } from './part-database/row-refusal.ts';
import { insertSql, partRowSql } from './queries.ts';
import { valueCodec } from './values.ts';
import { stepSync } from '../../failpoints/step.ts';

/** Rows between two looks at the event loop: the driver is synchronous. */
const rowsPerStatement = 20_000;

/** Every page is read once: a cache that stays in the processor's is the fastest. In KiB. */
const readOncePragma = 'PRAGMA ntom_part.cache_size = -256';

/** A part, its table, and the connection to the database that is built. */
interface Insertion {
  readonly connection: Database;
  readonly table: TableDefinition;
  readonly part: LoadablePart;
  readonly prepared: PreparedPart;
  /** Inserts the rows from one row id to another. */
  readonly insert: Statement<[bigint, bigint]>;
}

/**
 * Inserts the rows of a part database in one transaction, and removes its file. `database`: for messages.
 *
 * @throws {NtomError} `LOAD_ROW_REFUSED`, `TARGET_UNWRITABLE`, `INTERRUPTED`.
 */
export async function insertPart(
  { connection, table, part, prepared }: Omit<Insertion, 'insert'>,
  database: string,
): Promise<void> {
  try {
    connection.prepare('ATTACH ? AS ntom_part').run(prepared.file);
    connection.exec(readOncePragma);
    setChecks(connection, prepared.isOfTypes && checksTypesOnly(table) ? 'left out' : 'made');
    stepSync('rows.begin', () => connection.exec('BEGIN'), asDriverError);
    const insert = connection.prepare<[bigint, bigint]>(insertSql(table));
    await insertRows({ connection, table, part, prepared, insert });
    stepSync('rows.commit', () => connection.exec('COMMIT; DETACH ntom_part'), asDriverError);
    setChecks(connection, 'made');
    stepSync('rows.remove-part', () => rmSync(prepared.file));
  } catch (error) {
    throw writingFailure(database, error) ?? fileFailure(database, error);
  }
}

/** They take half the time of an insert. Where the values are known to pass them, they say nothing new. */
function setChecks(connection: Database, checks: 'made' | 'left out'): void {
  connection.exec(`PRAGMA ignore_check_constraints = ${checks === 'made' ? 'OFF' : 'ON'}`);
}

async function insertRows(insertion: Insertion): Promise<void> {
  const { part, prepared, insert } = insertion;
  for (let from = 1; from <= prepared.rows; from += rowsPerStatement) {
    if (part.signal.aborted) throw failure('INTERRUPTED', { what: 'load' });
    const to = Math.min(prepared.rows, from + rowsPerStatement - 1);
    const refused = refusalOf(() => stepSync('rows.insert', () => insert.run(BigInt(from), BigInt(to)), asDriverError));
    if (refused !== null) throw firstRefused(insertion, from, to) ?? refused;
    await nextTurn();
  }
}

/** What the engine throws of a row; null: nothing. */
function refusalOf(work: () => unknown): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Error && driverCode(error).startsWith('SQLITE_')) return error;
    throw error;
  }
}

/** The statement that was refused has left nothing behind: its rows, one by one, tell which it was. */
function firstRefused(insertion: Insertion, from: number, to: number): Error | null {
  const { connection, table, part, insert } = insertion;
  for (let row = from; row <= to; row += 1) {
    const refused = refusalOf(() =>
      stepSync('rows.insert-one', () => insert.run(BigInt(row), BigInt(row)), asDriverError),
    );
    if (refused === null) continue;
    if (writingFailure(table.name, refused) !== null) return refused;
    const values = preparedRow(connection, table, row);
    return rowRefusal(table, { part: part.path, row, values, reason: reasonOf(refused) }, refused);
  }
  return null;
}

function preparedRow(connection: Database, table: TableDefinition, row: number): readonly Value[] {
  const columns = storedColumns(table);
  const statement = connection.prepare<[bigint], unknown[]>(partRowSql(columns.length)).raw(true).safeIntegers(true);
  const raw = statement.get(BigInt(row)) ?? [];
  return columns.map(({ type }, index) => {
    const value = valueCodec(type).fromDriver(raw[index]);
    return value instanceof Refusal ? (raw[index] as Value) : value;
  });
}
