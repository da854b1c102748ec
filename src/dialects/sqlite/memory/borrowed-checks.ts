import type { Database } from 'better-sqlite3';
import type { CheckDefinition, TableDefinition } from '../../../schema/definition.ts';
import { characterCount } from '../../../schema/value-checks.ts';
import type { UnknownCheck } from '../../memory.ts';
import { tableDdl } from '../ddl.ts';

/** Functions that checks of other engines often call. */
export function addFunctions(database: Database): void {
  const characters = (text: unknown) => (typeof text === 'string' ? characterCount(text) : null);
  database.function('char_length', { deterministic: true }, characters);
  database.function('character_length', { deterministic: true }, characters);
  database.function('regexp', { deterministic: true }, matches);
}

/** What `text REGEXP pattern` calls. Without regard to case, as a server that compares texts so. */
function matches(pattern: unknown, text: unknown): number | null {
  return typeof pattern === 'string' && typeof text === 'string' ? Number(new RegExp(pattern, 'iu').test(text)) : null;
}

/** A table with the checks that this engine understands; the others are added to `unknown`. */
export function understoodTable(database: Database, table: TableDefinition, unknown: UnknownCheck[]): TableDefinition {
  const checks = table.checks.flatMap((check) => {
    const { expression } = check;
    if (typeof expression === 'string' || expression.sqlite !== undefined) return [check];
    const others = Object.values(expression).map((text): CheckDefinition => ({ name: check.name, expression: text }));
    const borrowed = others.find((each) => isUnderstood(database, table, each));
    if (borrowed === undefined) unknown.push({ table: table.name, check: check.name });
    return borrowed === undefined ? [] : [borrowed];
  });
  return { ...table, checks };
}

function isUnderstood(database: Database, table: TableDefinition, check: CheckDefinition): boolean {
  database.exec('SAVEPOINT understood');
  try {
    database.exec(tableDdl({ ...table, checks: [check], foreignKeys: [] }));
    return true;
  } catch {
    return false;
  } finally {
    database.exec('ROLLBACK TO understood; RELEASE understood');
  }
}
