import type { Database } from 'better-sqlite3';
import type { NamedSql } from '../../../schema/definition.ts';
import { finding } from '../../../finding.ts';
import type { PulledNote } from '../../pulled.ts';
import { quoted } from '../ddl.ts';
import { NotUnderstood, TokenReader } from './declaration/token-reader.ts';

interface Stored {
  readonly name: string;
  readonly sql: string;
}

/** By name, in the order of code points; and a note for each that a schema cannot say. */
export function views(database: Database): {
  readonly views: readonly NamedSql[];
  readonly notes: readonly PulledNote[];
} {
  const read = stored(database, 'view').map(({ name, sql }) => ({ name, select: selectOf(name, sql) }));
  return {
    views: read.flatMap(({ name, select }) => (typeof select === 'string' ? [{ name, sql: { sqlite: select } }] : [])),
    notes: read.flatMap(({ name, select }) => (typeof select === 'string' ? [] : [note(name, select)])),
  };
}

function note(name: string, { message }: NotUnderstood): PulledNote {
  const details = { what: `the view ${name}`, reason: `its declaration cannot be read: ${message}` };
  return { table: null, column: null, finding: finding('PULL_NOT_EXPRESSED', details) };
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
function selectOf(name: string, sql: string): string | NotUnderstood {
  try {
    const { columns, select } = parseView(sql);
    if (columns === null) return select;
    return `WITH ${quoted(name)} (${columns}) AS (\n${select}\n)\nSELECT * FROM ${quoted(name)}`;
  } catch (error) {
    if (error instanceof NotUnderstood) return error;
    throw error;
  }
}

function parseView(sql: string): { readonly columns: string | null; readonly select: string } {
  const reader = new TokenReader(sql);
  reader.expectWord('CREATE');
  reader.expectWord('VIEW');
  reader.name();
  const columns = reader.isSymbol('(') ? reader.inParentheses() : null;
  reader.expectWord('AS');
  return { columns, select: reader.rest() };
}
