import type { Pulled, PulledNote } from '../../dialects/pulled.ts';
import { finding } from '../../finding.ts';
import { badNameReason } from '../../schema/check-names.ts';
import type { ForeignKeyDefinition, NamedSql, TableDefinition } from '../../schema/definition.ts';
import type { NamesInUse } from './names-in-use.ts';

/** What is left of a list, and a note for each thing that is not. */
export interface Kept<T> {
  readonly kept: readonly T[];
  readonly notes: readonly PulledNote[];
}

/** Tables whose names, and those of whose columns, a schema can say. References to others are left out too. */
export function sayableTables({ tables }: Pick<Pulled, 'tables'>, relations: NamesInUse): Kept<TableDefinition> {
  const sorted = split(tables, (table) => tableProblem(table, relations), tableNote);
  const content = { tables: sorted.kept };
  const isThere = ({ parent }: ForeignKeyDefinition): boolean => content.tables.some(({ name }) => name === parent);
  const notes = sorted.kept.flatMap((table) =>
    table.foreignKeys.filter((key) => !isThere(key)).map((key) => referenceNote(table, key)),
  );
  const kept = sorted.kept.map((table) => ({ ...table, foreignKeys: table.foreignKeys.filter(isThere) }));
  return { kept, notes: [...sorted.notes, ...notes] };
}

/** Views and the like whose names a schema can say. `what`: what they are. */
export function sayableNamed(named: readonly NamedSql[], what: string, names: NamesInUse): Kept<NamedSql> {
  return split(
    named,
    ({ name }) => names.take(name, `the ${what} "${name}"`),
    ({ name }, reason) => note(null, `the ${what} "${name}"`, reason),
  );
}

function split<T>(
  list: readonly T[],
  problemOf: (item: T) => string | null,
  noteOf: (item: T, reason: string) => PulledNote,
): Kept<T> {
  const looked = list.map((item) => ({ item, reason: problemOf(item) }));
  return {
    kept: looked.filter(({ reason }) => reason === null).map(({ item }) => item),
    notes: looked.flatMap(({ item, reason }) => (reason === null ? [] : [noteOf(item, reason)])),
  };
}

function tableProblem({ name, columns }: TableDefinition, relations: NamesInUse): string | null {
  const column = columns.find((each) => badNameReason(each.name) !== null);
  if (column !== undefined) return `its column ${JSON.stringify(column.name)} ${badNameReason(column.name)}`;
  return relations.take(name, `the table "${name}"`);
}

function tableNote({ name }: TableDefinition, reason: string): PulledNote {
  return note(name, `the table ${JSON.stringify(name)}`, reason);
}

function referenceNote(table: TableDefinition, { columns, parent }: ForeignKeyDefinition): PulledNote {
  return note(table.name, `the reference of ${columns.join(', ')} to ${parent}`, 'that table is not');
}

function note(table: string | null, what: string, reason: string): PulledNote {
  return { table, column: null, finding: finding('PULL_NOT_EXPRESSED', { what, reason }) };
}
