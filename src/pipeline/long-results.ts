import type { ResultColumn } from '../dialects/source.ts';
import { findTable, type ColumnType, type SchemaDefinition, type TableDefinition } from '../schema/definition.ts';
import { mayBeLong } from '../schema/value-size.ts';
import type { TableQuery } from './definition.ts';

/** What tells the types of a query's result. */
interface Made {
  readonly table: TableDefinition;
  readonly made: Pick<TableQuery, 'map'>;
  /** Schema N. */
  readonly from: SchemaDefinition;
}

/**
 * The result columns of which a value may be long. A map may make anything of what it reads: what counts there is the column of
 * schema N. What no type is known of may be long.
 */
export function longResults(columns: readonly ResultColumn[], { table, made, from }: Made): readonly string[] {
  const typeOf = ({ name, origin }: ResultColumn): ColumnType | undefined => {
    if (made.map === null) return typeIn(table, name);
    return origin === null ? undefined : typeIn(findTable(from, origin.table), origin.column);
  };
  return columns
    .filter((column) => {
      const type = typeOf(column);
      return type === undefined || mayBeLong(type);
    })
    .map(({ name }) => name);
}

function typeIn(table: TableDefinition | undefined, column: string): ColumnType | undefined {
  return table?.columns.find(({ name }) => name === column)?.type;
}
