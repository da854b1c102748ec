import type { ColumnDefinition, TableDefinition } from '../../../schema/definition.ts';

/**
 * The collation that the schema may say for all: the one of most text columns, if every text column has one. null: there is
 * none to say, since a column that names none would get it.
 */
export function sharedCollation(tables: readonly TableDefinition[]): ColumnDefinition['collation'] {
  const columns = tables
    .flatMap((table) => table.columns)
    .filter(({ type }) => type.kind === 'text' || type.kind === 'enum');
  if (columns.some(({ collation }) => collation === null)) return null;
  const groups = [...Map.groupBy(columns, ({ collation }) => JSON.stringify(collation)).values()];
  const largest = groups.sort((a, b) => b.length - a.length)[0] ?? [];
  return largest.length > 1 ? (largest[0]?.collation ?? null) : null;
}
