import type { SchemaDefinition, TableDefinition } from '../../../schema/definition.ts';
import type { LoadablePart } from '../../target.ts';
import { keysBeforeRows, literal, quoted } from '../ddl.ts';
import { insertPart } from '../insert.ts';
import type { MysqlConnection } from '../open.ts';
import type { Building } from './building.ts';
import type { Lanes } from './lanes.ts';
import { requireLock } from './lock.ts';
import { asServerError } from '../failures.ts';
import { step } from '../../../failpoints/step.ts';

/** A part that the ledger has is not loaded again, only proved. Several may be loaded at the same time. */
export async function loadPart(
  building: Building,
  lanes: Lanes,
  table: TableDefinition,
  part: LoadablePart,
): Promise<void> {
  if (building.done.has(part.path)) return proveOnly(part);
  await lanes.run(table.name, isShared(building.schema, table), async (connection) => {
    await againAfterDeadlock(connection, () => insertWithLedger(connection, building, table, part));
    building.done.add(part.path);
  });
}

/** Its rows are there, but an extract that was altered since then is not to be loaded. */
async function proveOnly(part: LoadablePart): Promise<void> {
  for await (const _ of part.records());
}

/**
 * Whether parts of a table may be loaded at the same time. Not where it has a unique key besides the primary one: to replace a row
 * by it the server locks what lies around the row. Not without a primary key either: the order of the rows is all that they have.
 */
function isShared(schema: SchemaDefinition, table: TableDefinition): boolean {
  return table.primaryKey.length > 0 && keysBeforeRows(schema, table).length === 0;
}

const deadlock = 1213;

/** More often would be no accident. */
const attempts = 5;

/** The server has undone all of a transaction that it ended for a deadlock. */
async function againAfterDeadlock(connection: MysqlConnection, transaction: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      const isDeadlock = error instanceof Error && 'errno' in error && error.errno === deadlock;
      if (!isDeadlock || attempt === attempts) throw error;
      await connection.run('ROLLBACK');
    }
  }
}

/** The rows of a part and its row of the ledger, in one transaction. */
async function insertWithLedger(
  connection: MysqlConnection,
  { loading, final, session }: Building,
  table: TableDefinition,
  part: LoadablePart,
): Promise<void> {
  const [row] = await connection.query('SELECT @@local_infile');
  await connection.run('SET SESSION foreign_key_checks = 0, unique_checks = 1');
  await step('parts.begin', () => connection.run('START TRANSACTION'), asServerError);
  const destination = { driver: connection.driver, database: loading.database, takesParts: row?.[0] === 1n };
  await step('parts.insert', () => insertPart(destination, table, part), asServerError);
  const entry = `INSERT INTO ${quoted(loading.database)}.ntom_ledger VALUES (${literal(part.path)})`;
  await step('parts.write-ledger', () => connection.run(entry), asServerError);
  await requireLock(connection, final, session);
  await step('parts.commit', () => connection.run('COMMIT'), asServerError);
}
