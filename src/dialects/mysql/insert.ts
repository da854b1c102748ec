import { Readable } from 'node:stream';
import type { Connection, ResultSetHeader } from 'mysql2';
import { failure, NtomError, reasonOf } from '../../errors.ts';
import type { ErrorDetails } from '../../errors/catalog.ts';
import { storedColumns, type TableDefinition, type Value } from '../../schema/definition.ts';
import { keyText } from '../key-text.ts';
import type { KeyBatches, LoadablePart } from '../target.ts';
import { valueLiteral } from './ddl.ts';
import { textFor } from './ddl/text-for.ts';
import { send } from './open.ts';
import { insertSql, loadDataSql } from './queries.ts';

/** Of one INSERT, about: more makes it no faster. */
const statementBytes = 1_000_000;

export interface Destination {
  readonly driver: Connection;
  /** The database that is being built. */
  readonly database: string;
  /** Whether the server takes the bytes of a part as they are. */
  readonly takesParts: boolean;
}

/** Inserts the rows of one part; in a transaction that is the caller's. */
export async function insertPart(destination: Destination, table: TableDefinition, part: LoadablePart): Promise<void> {
  if (part.rows === 0) return;
  try {
    const isRead = destination.takesParts && !isComputedHere(table);
    await (isRead ? loadData(destination, table, part) : insertRows(destination, table, part));
  } catch (error) {
    throw insertFailure(table, part, error);
  }
}

/** Whether the server computes a column for each row: that it rounds a number is a warning, which would look like a loss. */
function isComputedHere({ columns }: TableDefinition): boolean {
  return columns.some(({ generated }) => generated?.stored === true && textFor(generated.expression).length > 0);
}

/**
 * The server reads the records itself. It is told of an error in our bytes by losing the connection: a stream that ends early
 * would be the end of the file to it.
 */
async function loadData({ driver, database }: Destination, table: TableDefinition, part: LoadablePart): Promise<void> {
  let broken: unknown = null;
  const bytes = Readable.from(part.records(), { objectMode: false });
  bytes.on('error', (error) => {
    broken = error;
    driver.destroy();
  });
  // Whatever file the server asks for, it gets this part.
  const options = { infileStreamFactory: () => bytes };
  try {
    const { header } = await send(driver, loadDataSql(database, table), options);
    refuseWarnings(header, part);
  } catch (error) {
    throw broken ?? error;
  } finally {
    bytes.destroy();
  }
}

/** Everything that the server did to the rows besides inserting them is a loss. */
function refuseWarnings(header: ResultSetHeader, { path, rows }: LoadablePart): void {
  const due = `Records: ${rows}  Deleted: 0  Skipped: 0  Warnings: 0`;
  if (header.info === due && header.affectedRows === rows) return;
  throw failure('LOAD_ROWS_DAMAGED', { part: path, due, found: header.info });
}

/** Where the server takes no bytes from us: many rows a statement, in strict mode. */
async function insertRows(
  { driver, database }: Destination,
  table: TableDefinition,
  part: LoadablePart,
): Promise<void> {
  await insertLiterals(driver, insertSql(database, table), part.batches(), (row) => ({
    table: table.name,
    key: keyText(table, row),
    column: storedColumns(table)[longestOf(row)]?.name ?? '',
  }));
}

/** The place of the longest value of a row. */
export function longestOf(row: readonly Value[]): number {
  const lengths = row.map((value) => valueLiteral(value).length);
  return lengths.indexOf(Math.max(...lengths));
}

/** What to say of a row. */
type Told = (row: readonly Value[]) => Pick<ErrorDetails<'PACKET_TOO_SMALL'>, 'table' | 'key' | 'column'>;

/**
 * Rows as literals, many a statement. `begin`: the statement up to `VALUES`.
 *
 * @throws {NtomError} `PACKET_TOO_SMALL` for a row that the server would not take in.
 */
export async function insertLiterals(
  driver: Connection,
  begin: string,
  batches: KeyBatches,
  told: Told,
): Promise<void> {
  const most = (await packetBytes(driver)) - Buffer.byteLength(begin) - 1;
  let rows: string[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await send(driver, begin + rows.join(','));
    rows = [];
    bytes = 0;
  };
  for await (const batch of batches) {
    for (const row of batch) {
      const text = rowLiteral(row);
      const more = Buffer.byteLength(text) + 1;
      if (more > most) throw failure('PACKET_TOO_SMALL', { ...told(row), bytes: more, most });
      if (bytes + more > Math.min(most, statementBytes)) await flush();
      rows.push(text);
      bytes += more;
    }
  }
  await flush();
}

/** The largest statement that the server takes. */
async function packetBytes(driver: Connection): Promise<number> {
  const { rows } = await send(driver, 'SELECT @@max_allowed_packet');
  return Number(rows[0]?.[0]);
}

function rowLiteral(row: readonly Value[]): string {
  return `(${row.map(valueLiteral).join(', ')})`;
}

/** Errors about values: no column, null, range, wrong value, too long, duplicate, check. */
const refusedRows = new Set([1048, 1062, 1264, 1265, 1292, 1364, 1366, 1406, 1411, 3819, 3140, 4025]);

function insertFailure(table: TableDefinition, part: LoadablePart, error: unknown): unknown {
  if (error instanceof NtomError || !(error instanceof Error) || !('errno' in error)) return error;
  if (!refusedRows.has(Number(error.errno))) return error;
  const row = /at row (\d+)/.exec(error.message)?.[1];
  return failure(
    'LOAD_ROW_REFUSED',
    {
      table: table.name,
      part: part.path,
      row: row === undefined ? null : Number(row),
      key: '',
      reason: reasonOf(error),
    },
    error,
  );
}
