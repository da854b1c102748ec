import { storedColumns, type NamedSql, type TableDefinition } from '../../../schema/definition.ts';
import type { Pulled } from '../../pulled.ts';
import { textCollation } from '../connection/text-collation.ts';
import { quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import { sqlRules } from '../sql-rules.ts';
import { withChecksAtColumns } from './checks-at-columns.ts';
import { decidedTypes } from './decided-types.ts';
import type { PullContext } from './pull-context.ts';
import { pullForeignKeys } from './pull-foreign-keys.ts';
import { PullNotes } from './pull-notes.ts';
import { pullTable, type PulledTable } from './pull-table.ts';
import { pullTriggers } from './pull-triggers.ts';
import { pullViews, type Unsayable } from './pull-views.ts';
import { seenValues } from './seen-values.ts';
import { relationsIn, tableFacts, type Relation, type TableFacts } from './table-facts.ts';
import { unsayableThings } from './unsayable-things.ts';

/**
 * What a database is, as a schema would say it. It reads what the server tells of it, and of some columns the least and
 * greatest value; it changes nothing. A database that ntom makes from it is the same once more.
 */
export async function pullDatabase(
  connection: MysqlConnection,
  database: string,
  signal: AbortSignal,
): Promise<Pulled> {
  await connection.run(`USE ${quoted(database)}`);
  await connection.run('SET SESSION sql_quote_show_create = 1');
  const notes = new PullNotes();
  const relations = await relationsIn(connection, database);
  const facts: TableFacts[] = [];
  for (const relation of relations)
    if (relation.type === 'BASE TABLE')
      facts.push(withChecksAtColumns(await tableFacts(connection, database, relation)));
  const types = decidedTypes(facts, await seenValues(connection, facts, signal), notes);
  const context = { database, collation: await textCollation(connection), tables: facts, types, notes };
  const tables = withStoredColumns(
    facts.map((each) => pullTable(context, each)),
    notes,
  );
  const things = await unsayableThings(connection, database, relations, notes);
  const viewNames = relations.filter(({ type }) => type === 'VIEW').map(({ name }) => name);
  const leftOut = new Map(tables.map((table) => [table.facts.name, table.leftOut]));
  return {
    tables: withForeignKeys(tables, context),
    indexes: indexesOf(tables),
    views: await pullViews(connection, viewNames, unsayable(facts, tables, things.used), notes),
    triggers: await pullTriggers(connection, database, { columns: leftOut, routines: things.routines }, notes),
    beyond: beyond(relations, tables),
    lexemes: sqlRules.lexemes,
    notes: notes.list,
  };
}

/** A table of which no column is left is none. */
function withStoredColumns(tables: readonly PulledTable[], notes: PullNotes): readonly PulledTable[] {
  return tables.filter(({ definition }) => {
    const isTable = storedColumns(definition).length > 0;
    if (!isTable) notes.leftOut({ table: definition.name }, `the table ${definition.name}`, 'no column of it is');
    return isTable;
  });
}

function withForeignKeys(tables: readonly PulledTable[], { notes }: PullContext): readonly TableDefinition[] {
  const definitions = tables.map(({ definition }) => definition);
  return tables.map(({ facts, definition }) => ({
    ...definition,
    foreignKeys: pullForeignKeys(facts, definition, definitions, notes),
  }));
}

function indexesOf(tables: readonly PulledTable[]): readonly NamedSql[] {
  return tables.flatMap(({ indexes }) => indexes);
}

/** What a view may not use: what is not in the schema, tables and columns that are not. */
function unsayable(facts: readonly TableFacts[], tables: readonly PulledTable[], things: Unsayable): Unsayable {
  const gone = facts.map(({ name }) => name).filter((name) => !tables.some((table) => table.facts.name === name));
  const columns = tables.flatMap(({ facts: { name }, leftOut }) =>
    leftOut.map((column) => [`.${quoted(column)}`, `the column ${name}.${column}`] as const),
  );
  return new Map([...things, ...gone.map((name) => [quoted(name), `the table ${name}`] as const), ...columns]);
}

/** Views that are left out are none: those that read them are left out with them. */
function beyond(relations: readonly Relation[], tables: readonly PulledTable[]): readonly string[] {
  const isThere = (name: string): boolean => tables.some(({ facts }) => facts.name === name);
  return relations.filter(({ name, type }) => type !== 'VIEW' && !isThere(name)).map(({ name }) => name);
}
