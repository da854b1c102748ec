import type { CheckDefinition, ColumnDefinition, NamedSql, TableDefinition } from '../../../schema/definition.ts';
import { derivedName } from '../../../schema/derived-name.ts';
import type { PerEngine } from '../../engines.ts';
import { quoted } from '../ddl.ts';
import { isGivenByServer } from './checks-at-columns.ts';
import { isBeyondSafe } from './decided-types.ts';
import { isImplied, pullColumn } from './pull-column.ts';
import { namesDatabase, type PullContext } from './pull-context.ts';
import { pullKeys } from './pull-keys.ts';
import type { TableFacts } from './table-facts.ts';

export interface PulledTable {
  readonly facts: TableFacts;
  /** Foreign keys are still to come: they need to see all tables. */
  readonly definition: TableDefinition;
  readonly indexes: readonly NamedSql[];
  /** Of columns that are not in the schema. */
  readonly leftOut: readonly string[];
}

export function pullTable(context: PullContext, facts: TableFacts): PulledTable {
  const { name } = facts;
  noteEngine(context, facts);
  const columns = pullColumns(context, facts);
  const leftOut = facts.columns
    .map((column) => column.name)
    .filter((each) => !columns.some((one) => one.name === each));
  const isSayable = (sql: string) => !leftOut.some((column) => sql.includes(quoted(column)));
  const { statements, ...keys } = pullKeys(facts, isSayable, context.notes);
  const checks = pullChecks(context, facts, columns, isSayable);
  const attributes = tableAttributes(facts);
  return {
    facts,
    definition: { name, columns, ...keys, checks, foreignKeys: [], attributes },
    indexes: statements,
    leftOut,
  };
}

function noteEngine({ notes }: PullContext, { name, engine }: TableFacts): void {
  if (engine === 'InnoDB') return;
  notes.leftOut({ table: name }, `the engine ${engine} of ${name}`, 'an extract reads InnoDB tables only');
}

/** Without those whose type no schema has, and those that are computed from them. */
function pullColumns(context: PullContext, table: TableFacts): readonly ColumnDefinition[] {
  const { notes, types, database } = context;
  const unheld = table.columns.filter((column) => (types.get(column) ?? null) === null);
  return table.columns.flatMap((facts) => {
    const type = types.get(facts) ?? null;
    const expression = facts.words.generated?.expression ?? '';
    const isOfUnheld = unheld.some((column) => expression.includes(quoted(column.name)));
    if (type !== null && !isOfUnheld && !namesDatabase(expression, database))
      return [pullColumn(context, table, facts, type)];
    const reason =
      type === null
        ? `no column holds ${facts.declaredType}: extract refuses the table until leftOut names the column`
        : 'it is computed from what is not: extract refuses the table until leftOut names the column';
    notes.leftOut({ table: table.name, column: facts.name }, `the column ${table.name}.${facts.name}`, reason);
    return [];
  });
}

/** Those of columns first, then those of the table. */
function pullChecks(
  { notes, database }: PullContext,
  { name: table, statement, columns: facts }: TableFacts,
  columns: readonly ColumnDefinition[],
  isSayable: (sql: string) => boolean,
): readonly CheckDefinition[] {
  const ofColumns = facts.flatMap(({ name, words }) => {
    const column = columns.find((each) => each.name === name);
    const isSaid = words.check === null || (column !== undefined && isImplied(words.check, column));
    return isSaid ? [] : [{ name: null, expression: words.check, isEnforced: true }];
  });
  const said = [...ofColumns, ...statement.checks].filter(({ expression, isEnforced }) => {
    const isKept = isSayable(expression) && isEnforced && !namesDatabase(expression, database);
    const reason = isEnforced ? 'it is of what is not' : 'it is not enforced';
    if (!isKept) notes.leftOut({ table }, `the check ${expression} of ${table}`, reason);
    return isKept;
  });
  return said.map(({ name, expression }, index) => ({
    name: name === null || isGivenByServer(name, table) ? derivedName(table, 'check', index + 1) : name,
    expression: { mysql: expression },
  }));
}

const ownOptions = /^(\/\*.*?\*\/ )?ENGINE=\S+(?: AUTO_INCREMENT=\d+)?(?: DEFAULT CHARSET=\S+)?(?: COLLATE=\S+)?\s*/;

/** The rest of a table's options, as it is written; the next number only where it decides the type of the column. */
function tableAttributes({ statement, nextNumber }: TableFacts): PerEngine<string> | null {
  const counter = isBeyondSafe(nextNumber) ? `AUTO_INCREMENT=${nextNumber}` : '';
  const rest = statement.options.replace(ownOptions, '$1').trim();
  const words = [counter, rest].filter((text) => text !== '').join(' ');
  return words === '' ? null : { mysql: words };
}
