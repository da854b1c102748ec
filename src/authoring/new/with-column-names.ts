import type { KeyDefinition, TableDefinition } from '../../schema/definition.ts';

/** A table whose columns have other names, in its keys too. */
export function withColumnNames(table: TableDefinition, names: ReadonlyMap<string, string>): TableDefinition {
  const named = (name: string): string => names.get(name) ?? name;
  const keyNamed = <K extends KeyDefinition>(key: K): K => ({ ...key, columns: key.columns.map(named) });
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, name: named(column.name) })),
    primaryKey: table.primaryKey.map(named),
    uniques: table.uniques.map(keyNamed),
    indexes: table.indexes.map(keyNamed),
    foreignKeys: table.foreignKeys.map(keyNamed),
  };
}
