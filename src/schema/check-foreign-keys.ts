import { failure } from '../errors.ts';
import { engineNames, type EngineName } from '../dialects/engines.ts';
import { keyColumns } from './check-keys.ts';
import { uniqueKeys, type ColumnDefinition, type ForeignKeyDefinition, type TableDefinition } from './definition.ts';
import { nearestName } from './nearest-name.ts';

/** Refuses foreign keys that refer to nothing, to no key, or to columns of another type. */
export function checkForeignKeys(tables: readonly TableDefinition[], table: TableDefinition): void {
  for (const foreignKey of table.foreignKeys) {
    const reason = badReferenceReason(tables, table, foreignKey);
    if (reason === null) continue;
    throw failure('SCHEMA_BAD_REFERENCE', { table: table.name, columns: foreignKey.columns, reason });
  }
}

function badReferenceReason(tables: readonly TableDefinition[], table: TableDefinition, key: ForeignKeyDefinition) {
  const columns = keyColumns(table, `the foreign key ${key.name}`, key.columns);
  const parent = tables.find(({ name }) => name === key.parent);
  if (parent === undefined) return `table "${key.parent}", which is not there${hint(key.parent, tables)}`;
  const parentColumns = key.parentColumns.map((name) => parent.columns.find((column) => column.name === name));
  const missing = parentColumns.indexOf(undefined);
  if (missing >= 0) {
    const name = key.parentColumns[missing] ?? '';
    return `column "${name}" of table "${parent.name}", which is not there${hint(name, parent.columns)}`;
  }
  const target = `${parent.name}(${key.parentColumns.join(', ')})`;
  if (columns.length !== parentColumns.length) return `${target}, which has another number of columns`;
  if (!isKeyOf(parent, key.parentColumns)) return `${target}, which is no primary or unique key`;
  const pairs = columns.map((column, index) => [column, parentColumns[index]] as const);
  const [column, other] = pairs.find(([child, its]) => child.type.kind !== its?.type.kind) ?? [];
  if (column !== undefined)
    return `${target}, but ${column.name} is ${column.type.kind} and its parent is ${other?.type.kind}`;
  const [collated] = pairs.find(([child, its]) => !isSameCollation(child, its)) ?? [];
  return collated === undefined ? null : `${target}, but ${collated.name} has another collation than its parent`;
}

/** Engines refuse a reference between two, or compare by one of them. */
function isSameCollation({ collation }: ColumnDefinition, parent: ColumnDefinition | undefined): boolean {
  return engineNames.every((engine) => nameFor(collation, engine) === nameFor(parent?.collation ?? null, engine));
}

function nameFor(collation: ColumnDefinition['collation'], engine: EngineName): string | undefined {
  return collation === null || typeof collation === 'string' ? (collation ?? undefined) : collation[engine];
}

function isKeyOf(parent: TableDefinition, names: readonly string[]): boolean {
  const isSame = (columns: readonly string[]) =>
    columns.length === names.length && columns.every((name) => names.includes(name));
  return uniqueKeys(parent).some(({ columns }) => isSame(columns));
}

function hint(name: string, known: readonly { readonly name: string }[]): string {
  const near = nearestName(
    name,
    known.map((each) => each.name),
  );
  return near === undefined ? '' : `; is "${near}" meant?`;
}
