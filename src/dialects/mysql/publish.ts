import { NtomError } from '../../errors.ts';
import { replacedName, type Building } from './building/building.ts';
import { dropOwn, markers, requireOwn } from './building/own-databases.ts';
import { makeMovable } from './building/earlier-database.ts';
import { runStatement } from './building/statement.ts';
import type { MysqlConnection } from './open.ts';
import { quoted, literal } from './ddl.ts';
import { asServerError, serverFailure } from './failures.ts';
import { step } from '../../failpoints/step.ts';

/**
 * Moves all tables to the final name in one statement, an earlier database of that name out of the way in the same one. Then views
 * and triggers, which cannot be moved, then the record that says that the database is complete.
 */
export async function publishTables(building: Building): Promise<void> {
  const { connection, loading, final } = building;
  const replaced = replacedName(final);
  if (!building.isMoved) {
    await rehearse(building);
    await moveTables(building, replaced);
  }
  try {
    await finish(building);
  } catch (error) {
    // The only state in which the final name is that of a database which is not complete.
    throw told(building, error, 'not complete yet: it has all rows, but not all views and triggers, and no record');
  }
  building.isPublished = true;
  try {
    await dropOwn(connection, loading.database, 'loading');
    await dropOwn(connection, replaced, 'replaced');
  } catch (error) {
    throw told(building, error, 'complete; what was needed to make it is still there');
  }
}

/** What is left to do under the final name, again from the start if a run before this one was stopped in the middle. */
async function finish(building: Building): Promise<void> {
  const { connection, final, record, schema } = building;
  if (record === null) throw new TypeError('a database is published when it is complete');
  await connection.run(`USE ${quoted(final.database)}`);
  await makeViewsAndTriggers(building);
  for (const statement of building.ddl.statements)
    await step('publish.statement', () => runStatement(connection, final, statement), asServerError);
  const contentId = record.contentId === null ? 'NULL' : literal(record.contentId);
  const values = [schema.version, literal(record.fingerprint), contentId, literal(record.loadedAt)];
  const sign = `INSERT INTO ntom_schema VALUES (${values.join(', ')})`;
  await step('publish.sign', () => connection.run(sign), asServerError);
}

/** An error after the final name was given. */
function told({ final, schema }: Building, error: unknown, is: string): Error {
  const failed = serverFailure(final.server, error);
  if (!(failed instanceof NtomError)) return failed;
  const next = is.startsWith('complete') ? 'ntom status' : `ntom load ${schema.version}`;
  return failed.withAftermath({ state: [{ what: final.label, is }], next });
}

/** A view or trigger that the server refuses is found out before anything has the final name. */
async function rehearse(building: Building): Promise<void> {
  await building.connection.run(`USE ${quoted(building.loading.database)}`);
  await makeViewsAndTriggers(building);
  await dropViewsAndTriggers(building);
}

async function moveTables(building: Building, replaced: string): Promise<void> {
  const { connection, schema, loading, final } = building;
  const isNew = (await final.sizeBytes()) === null;
  const create = `CREATE DATABASE IF NOT EXISTS ${quoted(final.database)} DEFAULT CHARACTER SET utf8mb4`;
  await step('publish.create-database', () => connection.run(create), asServerError);
  const earlier = await makeMovable(connection, final.database);
  try {
    if (earlier.tables.length > 0) {
      await requireOwn(connection, replaced, 'replaced');
      await dropOwn(connection, replaced, 'replaced');
      await createReplaced(connection, quoted(replaced));
    }
    const moved = [...schema.tables.map((table) => table.name), 'ntom_schema'];
    const moves = [
      ...earlier.tables.map((table) => move(table, final.database, replaced)),
      ...moved.map((table) => move(table, loading.database, final.database)),
    ];
    await step('publish.move-tables', () => connection.run(`RENAME TABLE ${moves.join(', ')}`), asServerError);
  } catch (error) {
    await earlier.restore().catch(() => undefined);
    await dropOwn(connection, replaced, 'replaced').catch(() => undefined);
    const drop = `DROP DATABASE ${quoted(final.database)}`;
    if (isNew) await step('publish.undo-create', () => connection.run(drop), asServerError).catch(() => undefined);
    throw error;
  }
}

/** What is moved there later is removed with it: so it has to say that it is ours. */
async function createReplaced(connection: MysqlConnection, place: string): Promise<void> {
  await step('publish.create-replaced', () => connection.run(`CREATE DATABASE ${place}`), asServerError);
  const mark = `CREATE TABLE ${place}.${markers.replaced} (nothing INT) ENGINE = InnoDB`;
  await step('publish.mark-replaced', () => connection.run(mark), asServerError);
}

function move(table: string, from: string, to: string): string {
  return `${quoted(from)}.${quoted(table)} TO ${quoted(to)}.${quoted(table)}`;
}

/** Again from the start if a run before this one was stopped in the middle. */
async function makeViewsAndTriggers(building: Building): Promise<void> {
  const { connection, ddl, final } = building;
  await dropViewsAndTriggers(building);
  for (const statement of [...ddl.views, ...ddl.triggers])
    await step('publish.create-view-or-trigger', () => runStatement(connection, final, statement), asServerError);
}

async function dropViewsAndTriggers({ connection, schema }: Building): Promise<void> {
  const views = schema.views.map(({ name }) => `DROP VIEW IF EXISTS ${quoted(name)}`);
  const triggers = schema.triggers.map(({ name }) => `DROP TRIGGER IF EXISTS ${quoted(name)}`);
  for (const drop of [...views, ...triggers])
    await step('publish.drop-view-or-trigger', () => connection.run(drop), asServerError);
}
