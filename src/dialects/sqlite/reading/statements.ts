import type { Database, Statement } from 'better-sqlite3';
import type { Value } from '../../../schema/definition.ts';
import type { BoundQuery, RawRow } from '../../source.ts';
import { parameterToDriver } from '../values.ts';

/** Reads all rows of queries, of which many differ in their parameters only: each text is prepared once. */
export function statements(database: Database): (query: BoundQuery) => readonly RawRow[] {
  const prepared = new Map<string, Statement<unknown[], unknown[]>>();
  return ({ sql, parameters }) => {
    const statement = prepared.get(sql) ?? database.prepare<unknown[], unknown[]>(sql).raw(true);
    prepared.set(sql, statement);
    return statement.all(...parameters.map((value) => parameterToDriver(value as Value)));
  };
}
