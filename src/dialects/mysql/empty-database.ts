import type { SchemaDefinition, TableDefinition } from '../../schema/definition.ts';
import type { EmptyDatabase } from '../empty-database.ts';
import { claimDatabase } from '../one-database.ts';
import type { BoundQuery } from '../source.ts';
import { lock } from './building/lock.ts';
import { markers, requireOwn } from './building/own-databases.ts';
import { textCollation } from './connection/text-collation.ts';
import { runStatement } from './building/statement.ts';
import { refuseLoweredNames } from './connection/lowered-names.ts';
import { privilegesToBuild, requirePrivileges, requireShownViews } from './connection/privileges.ts';
import { ddl, quoted, typeDdl } from './ddl.ts';
import { asServerError, isFatal, serverFailure } from './failures.ts';
import { locationOf, type MysqlLocation } from './location.ts';
import { connect } from './open.ts';
import { filtered, keysQuery, tableQuery } from './queries.ts';
import { resultColumns, rewritten, tablesRead, type Asked } from './query-facts.ts';
import { step } from '../../failpoints/step.ts';

/** `app_v3__check`, under a lock of its own. What a crash left of an earlier one is removed first. */
export async function openEmpty(final: MysqlLocation, schema: SchemaDefinition): Promise<EmptyDatabase> {
  const location = locationOf(final.server, `${final.database}__check`);
  const claim = claimDatabase(location.toString());
  let asked: Asked | null = null;
  try {
    asked = { connection: await connect(final.server, { database: null }), location };
    await lock(asked.connection, location);
    await make(asked, final, schema);
    return emptyDatabase(asked, schema, claim);
  } catch (error) {
    await asked?.connection[Symbol.asyncDispose]();
    claim[Symbol.dispose]();
    throw serverFailure(final.server, error);
  }
}

function emptyDatabase(asked: Asked, schema: SchemaDefinition, claim: Disposable): EmptyDatabase {
  const tables = schema.tables.map(({ name }) => name);
  return {
    tableQuery,
    keysQuery,
    filtered,
    resultColumns: (query) => resultColumns(asked, query),
    tablesRead: (query) => tablesRead(asked, tables, query),
    columnsUsed: (table, queries) => columnsUsed(asked, table, queries),
    async [Symbol.asyncDispose]() {
      await drop(asked).catch(() => undefined);
      await asked.connection[Symbol.asyncDispose]();
      claim[Symbol.dispose]();
    },
  };
}

/** The whole of it first: that the server takes it. Then without what keeps a column from being renamed. */
async function make(asked: Asked, final: MysqlLocation, schema: SchemaDefinition): Promise<void> {
  const { connection, location } = asked;
  const collation = await textCollation(connection);
  const whole = ddl(schema, collation);
  await refuseLoweredNames(connection, location, schema);
  const privileges = new Set([...privilegesToBuild(whole, false), 'SELECT'] as const);
  await requirePrivileges(connection, [location.database], [...privileges]);
  await requireOwn(connection, location.database, 'check');
  try {
    for (const each of [whole, { ...ddl(withoutRules(schema), collation), triggers: [] }]) {
      await begin(asked);
      const { tables, indexes, views, triggers, statements } = each;
      const needed = statements.filter((sql) => makesStructure.test(sql));
      for (const statement of [...tables, ...indexes, ...views, ...triggers, ...needed])
        await step('check.statement', () => runStatement(connection, final, statement), asServerError);
    }
    // The server explains no query on a view that it does not show.
    await requireShownViews(connection, location.database);
  } catch (error) {
    await drop(asked).catch(() => undefined);
    throw error;
  }
}

/** Of the statements of a schema those that a query may need. The others could reach beyond the database. */
const makesStructure =
  /^\s*(?:create\s+(?:or\s+replace\s+)?(?:temporary\s+|unique\s+|fulltext\s+|spatial\s+)?(?:table|view|index|function)|alter\s+table)\s/i;

async function begin(asked: Asked): Promise<void> {
  const database = quoted(asked.location.database);
  await drop(asked);
  await step(
    'check.create-database',
    () => asked.connection.run(`CREATE DATABASE ${database} DEFAULT CHARACTER SET utf8mb4`),
    asServerError,
  );
  await asked.connection.run(`USE ${database}`);
  await asked.connection.run('SET SESSION foreign_key_checks = 0');
  const mark = `CREATE TABLE ${markers.check} (nothing INT) ENGINE = InnoDB`;
  await step('check.mark', () => asked.connection.run(mark), asServerError);
}

async function drop({ connection, location }: Asked): Promise<void> {
  const sql = `DROP DATABASE IF EXISTS ${quoted(location.database)}`;
  await step('check.drop-database', () => connection.run(sql), asServerError);
}

/** Tables with the same columns, whose rows may be what they like. */
function withoutRules(schema: SchemaDefinition): SchemaDefinition {
  return { ...schema, tables: schema.tables.map(tableWithoutRules) };
}

function tableWithoutRules(table: TableDefinition): TableDefinition {
  const columns = table.columns.map((column) => {
    const nullable = column.nullable || column.generated !== null;
    // A type that the schema declares itself comes without a check.
    const declared = { mysql: typeDdl(column) };
    return { ...column, nullable, declared, collation: null, generated: null, default: null, attributes: null };
  });
  return { ...table, columns, checks: [], foreignKeys: [] };
}

async function columnsUsed(
  asked: Asked,
  table: TableDefinition,
  queries: readonly BoundQuery[],
): Promise<ReadonlySet<string>> {
  const before: (string | null)[] = [];
  for (const query of queries) before.push(await meaning(asked, query));
  const isChanged = async (): Promise<boolean> => {
    for (const [index, query] of queries.entries()) if ((await meaning(asked, query)) !== before[index]) return true;
    return false;
  };
  const used = new Set<string>();
  for (const { name } of table.columns) if (await withoutColumn(asked, table.name, name, isChanged)) used.add(name);
  return used;
}

/**
 * What a query returns and how: a name that is found in another table of the query when it is gone from this one is written
 * with that table. null: the query is refused.
 */
async function meaning(asked: Asked, query: BoundQuery): Promise<string | null> {
  try {
    // The server writes the database before a column or leaves it out, as it likes.
    const text = (await rewritten(asked, query)).replaceAll(`${quoted(asked.location.database)}.`, '');
    return JSON.stringify([await resultColumns(asked, query), text]);
  } catch (error) {
    if (isFatal(error) || isFatal((error as Error).cause)) throw error;
    return null;
  }
}

/** Nothing else has this name. */
const otherName = 'ntom_renamed';

/** Asks while a column has another name. A column that something keeps from being renamed counts as used. */
async function withoutColumn(
  { connection }: Asked,
  table: string,
  column: string,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  const rename = (from: string, to: string): Promise<unknown> => {
    const sql = `ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(from)} TO ${quoted(to)}`;
    return step('check.rename-column', () => connection.run(sql), asServerError);
  };
  try {
    await rename(column, otherName);
  } catch (error) {
    if (isFatal(error)) throw error;
    return true;
  }
  const isUsed = await ask();
  await rename(otherName, column);
  return isUsed;
}
