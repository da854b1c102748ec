import type { Database, Statement } from 'better-sqlite3';
import type { Value } from '../../schema/definition.ts';
import type { BoundQuery, ResultColumn } from '../source.ts';
import { parameterToDriver } from './values.ts';

/** What the engine says of a query without running it. Integers have to come as bigint. */

export function prepare(database: Database, query: BoundQuery): Statement<unknown[], unknown[]> {
  const statement = database.prepare<unknown[], unknown[]>(query.sql);
  if (!statement.reader || !statement.readonly) throw new TypeError('it is not a SELECT');
  return statement.raw(true).bind(...query.parameters.map((value) => parameterToDriver(value as Value)));
}

export function resultColumns(database: Database, query: BoundQuery): readonly ResultColumn[] {
  return prepare(database, query)
    .columns()
    .map(({ name, table, column }) => ({
      name,
      origin: table === null || column === null ? null : { table, column },
    }));
}

/** The b-trees that the compiled query opens, a table's own or one of its indexes'. */
export function tablesRead(database: Database, query: BoundQuery): readonly string[] {
  const roots = new Set(
    program(database, query)
      .filter(([, opcode, , , p3]) => opcode === 'OpenRead' && p3 === 0n)
      .map(([, , , p2]) => p2),
  );
  const trees = database
    .prepare<[], { tbl_name: string; rootpage: bigint }>('SELECT tbl_name, rootpage FROM sqlite_schema')
    .all();
  return [...new Set(trees.filter((tree) => roots.has(tree.rootpage)).map((tree) => tree.tbl_name))].sort();
}

/** The compiled query: columns are numbers in it. Its first step names the state of the schema, which says nothing of the query. */
export function program(database: Database, query: BoundQuery): readonly unknown[][] {
  const steps = prepare(database, { ...query, sql: `EXPLAIN ${query.sql}` }).all();
  return steps.filter(([, opcode]) => opcode !== 'Transaction');
}
