import type { ColumnDefinition, ForeignKeyDefinition, TableDefinition } from '../../../../schema/definition.ts';
import { uniqueKeys } from '../../../../schema/definition.ts';
import { derivedName } from '../../../../schema/derived-name.ts';
import { finding } from '../../../../finding.ts';
import type { PulledNote } from '../../../pulled.ts';
import { parentOf } from './parent-of.ts';
import type { RawForeignKey, RawTable } from './raw-table.ts';

/** A table with its references, and a note for each that a schema cannot say. */
export function withForeignKeys(
  table: TableDefinition,
  raw: RawTable,
  tables: readonly TableDefinition[],
  raws: readonly RawTable[],
): { readonly table: TableDefinition; readonly notes: readonly PulledNote[] } {
  const read = raw.foreignKeys.map((key, index) => {
    const { parent, columns } = parentOf(raws, key);
    const written = key.to ?? [];
    const target = parent === undefined ? written : columns.map((name, place) => name ?? written[place] ?? '');
    const definition = foreignKey(raw, key, index, { parent: parent?.name ?? key.parent, columns: target });
    return { definition, reason: problemOf(table, tables, definition) };
  });
  return {
    table: { ...table, foreignKeys: read.filter(({ reason }) => reason === null).map(({ definition }) => definition) },
    notes: read.flatMap(({ definition, reason }) => (reason === null ? [] : [note(table.name, definition, reason)])),
  };
}

function foreignKey(
  { name, declaration }: RawTable,
  key: RawForeignKey,
  index: number,
  target: { readonly parent: string; readonly columns: readonly string[] },
): ForeignKeyDefinition {
  const declared = declaration.foreignKeys[index];
  return {
    name: declared?.name ?? derivedName(name, ...key.columns, 'fkey'),
    columns: key.columns,
    parent: target.parent,
    parentColumns: target.columns,
    onDelete: key.onDelete,
    onUpdate: key.onUpdate,
    deferred: declared?.deferred ?? false,
  };
}

/** Why a schema would refuse a reference; null: it would not. */
function problemOf(
  table: TableDefinition,
  tables: readonly TableDefinition[],
  { columns, parentColumns, ...key }: ForeignKeyDefinition,
): string | null {
  const parent = tables.find(({ name }) => name === key.parent);
  if (parent === undefined) return 'that table is not there';
  const absent = parentColumns.find((name) => columnOf(parent, name) === undefined);
  if (absent !== undefined) return `it has no column ${absent}`;
  if (columns.length !== parentColumns.length) return 'its key has another number of columns';
  const isKey = uniqueKeys(parent).some((each) => isSameSet(each.columns, parentColumns));
  if (!isKey) return `${parentColumns.join(', ')} is no primary or unique key there`;
  const pairs = columns.map((name, index) => [columnOf(table, name), columnOf(parent, parentColumns[index])] as const);
  const [child, other] = pairs.find(([one, another]) => one?.type.kind !== another?.type.kind) ?? [];
  if (child !== undefined) return `${child.name} holds ${child.type.kind} and what it refers to ${other?.type.kind}`;
  const [collated] = pairs.find(([one, another]) => collationOf(one) !== collationOf(another)) ?? [];
  return collated === undefined ? null : `${collated.name} has another collation than what it refers to`;
}

function columnOf(table: TableDefinition, name: string | undefined): ColumnDefinition | undefined {
  return table.columns.find((column) => column.name === name);
}

function collationOf(column: ColumnDefinition | undefined): string {
  return JSON.stringify(column?.collation ?? null);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

function note(table: string, { columns, parent, parentColumns }: ForeignKeyDefinition, reason: string): PulledNote {
  const what = `the reference of ${table} (${columns.join(', ')}) to ${parent} (${parentColumns.join(', ')})`;
  return { table, column: columns[0] ?? null, finding: finding('PULL_NOT_EXPRESSED', { what, reason }) };
}
