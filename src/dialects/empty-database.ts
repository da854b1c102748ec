import type { TableDefinition } from '../schema/definition.ts';
import type { BoundQuery, QueryAsker } from './source.ts';

/**
 * A database of a schema without a row. Nobody else sees it, and it is gone when it is disposed of: for questions about queries
 * that need no data.
 */
export interface EmptyDatabase extends QueryAsker, AsyncDisposable {
  /**
   * The columns of a table that any of the queries uses. A column is used if its query is refused without it, or means another
   * one then; also if a view that the query reads names it. Every query is one that the database takes.
   */
  columnsUsed(table: TableDefinition, queries: readonly BoundQuery[]): Promise<ReadonlySet<string>>;
}
