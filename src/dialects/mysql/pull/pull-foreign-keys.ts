import {
  uniqueKeys,
  type ForeignKeyDefinition,
  type ReferenceAction,
  type TableDefinition,
} from '../../../schema/definition.ts';
import type { PullNotes } from './pull-notes.ts';
import type { ForeignKeyWords } from './statement/table-statement.ts';
import { byCodePoint, type TableFacts } from './table-facts.ts';

/** The foreign keys of a table that a schema can say, in the order of their names. */
export function pullForeignKeys(
  { statement }: TableFacts,
  table: TableDefinition,
  tables: readonly TableDefinition[],
  notes: PullNotes,
): readonly ForeignKeyDefinition[] {
  const said = statement.foreignKeys.filter((key) => {
    const reason = unsayableReason(key, table, tables);
    const what = `the foreign key ${key.name} of ${table.name}`;
    if (reason !== null) notes.leftOut({ table: table.name }, what, reason);
    return reason === null;
  });
  return said.map(foreignKey).sort((a, b) => byCodePoint(a.name, b.name));
}

function unsayableReason(
  key: ForeignKeyWords,
  table: TableDefinition,
  tables: readonly TableDefinition[],
): string | null {
  const { parentDatabase, parent: name } = key;
  if (parentDatabase !== null) return `it refers to another database, ${parentDatabase}`;
  const parent = tables.find((each) => each.name === name);
  if (parent === undefined) return `it refers to ${name}, which is not`;
  const target = `${name} (${key.parentColumns.join(', ')})`;
  const isKey = uniqueKeys(parent).some(
    ({ columns }) =>
      columns.length === key.parentColumns.length && columns.every((column) => key.parentColumns.includes(column)),
  );
  if (!isKey) return `it refers to ${target}, which is no whole primary or unique key`;
  const pairs = key.columns.map((column, index) => [
    table.columns.find((each) => each.name === column),
    parent.columns.find((each) => each.name === key.parentColumns[index]),
  ]);
  if (pairs.flat().includes(undefined)) return 'a column of it is not';
  const isSame = pairs.every(
    ([child, other]) =>
      child?.type.kind === other?.type.kind && JSON.stringify(child?.collation) === JSON.stringify(other?.collation),
  );
  return isSame ? null : `it refers to ${target}, of another type or collation`;
}

function foreignKey({ name, columns, parent, parentColumns, actions }: ForeignKeyWords): ForeignKeyDefinition {
  return {
    name,
    columns,
    parent,
    parentColumns,
    onDelete: action(actions, 'DELETE'),
    onUpdate: action(actions, 'UPDATE'),
    deferred: false,
  };
}

/** Where the statement names none, the server does not tell its two ways to refuse apart. */
function action(words: string, event: 'DELETE' | 'UPDATE'): ReferenceAction {
  const [, found] = new RegExp(`ON ${event} (RESTRICT|CASCADE|SET NULL|SET DEFAULT|NO ACTION)`).exec(words) ?? [];
  return (found?.toLowerCase() ?? 'no action') as ReferenceAction;
}
