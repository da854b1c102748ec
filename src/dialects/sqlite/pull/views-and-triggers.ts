import type { Database } from 'better-sqlite3';
import type { NamedSql } from '../../../schema/definition.ts';
import { quoted } from '../ddl.ts';
import { TokenReader } from './declaration/token-reader.ts';

interface Stored {
  readonly name: string;
  readonly sql: string;
}

/** By name, in the order of code points. */
export function views(database: Database): readonly NamedSql[] {
  return stored(database, 'view').map(({ name, sql }) => ({ name, sql: { sqlite: selectOf(name, sql) } }));
}

export function triggers(database: Database): readonly NamedSql[] {
  return stored(database, 'trigger').map(({ name, sql }) => ({ name, sql: { sqlite: sql } }));
}

function stored(database: Database, type: 'view' | 'trigger'): readonly Stored[] {
  return database
    .prepare<[string], Stored>('SELECT name, sql FROM sqlite_schema WHERE type = ? ORDER BY name')
    .all(type);
}

/** What a view selects. Where it names its columns, a SELECT that gives them these names. */
function selectOf(name: string, sql: string): string {
  const reader = new TokenReader(sql);
  reader.expectWord('CREATE');
  reader.expectWord('VIEW');
  reader.name();
  const columns = reader.isSymbol('(') ? reader.inParentheses() : null;
  reader.expectWord('AS');
  const select = reader.rest();
  return columns === null
    ? select
    : `WITH ${quoted(name)} (${columns}) AS (\n${select}\n)\nSELECT * FROM ${quoted(name)}`;
}
