import { columnType } from './column-type.ts';
import { isDomainCheck } from './own-declaration.ts';
import type { ColumnFacts, TableFacts } from './table-facts.ts';

/** Whether a server gave a check its name, since nobody else did. */
export function isGivenByServer(name: string, table: string): boolean {
  return /^CONSTRAINT_\d+$/.test(name) || (name.startsWith(`${table}_chk_`) && /_\d+$/.test(name));
}

/**
 * MySQL shows what was said at a column as a check of the table, with a name of its own making. Those that ntom adds to a column
 * by itself are put back to it.
 */
export function withChecksAtColumns(facts: TableFacts): TableFacts {
  const { name: table, statement } = facts;
  const unnamed = statement.checks.filter(({ name }) => name?.startsWith(`${table}_chk_`));
  const found = new Map<ColumnFacts, string>();
  for (const { name, expression } of unnamed) {
    const column = facts.columns.find((each) => isOwnCheck(each, expression));
    if (column !== undefined && name !== null) found.set(column, name);
  }
  const taken = new Set(found.values());
  const expressionOf = (column: ColumnFacts) =>
    statement.checks.find(({ name }) => name === found.get(column))?.expression ?? null;
  return {
    ...facts,
    columns: facts.columns.map((column) =>
      found.has(column) ? { ...column, words: { ...column.words, check: expressionOf(column) } } : column,
    ),
    statement: { ...statement, checks: statement.checks.filter(({ name }) => name === null || !taken.has(name)) },
  };
}

function isOwnCheck(column: ColumnFacts, expression: string): boolean {
  const type =
    column.declaredType === 'tinyint(1)'
      ? ({ kind: 'bool' } as const)
      : columnType({ ...column, words: { ...column.words, check: expression } });
  return type !== null && isDomainCheck(expression, column.name, type);
}
