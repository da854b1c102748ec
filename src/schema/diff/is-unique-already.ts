import { uniqueKeys, type TableDefinition } from '../definition.ts';

/** Whether no two rows of a table can be equal in these columns, some of which it may not have: a key of it is among them. */
export function isUniqueAlready(table: TableDefinition, columns: readonly string[]): boolean {
  return uniqueKeys(table).some((key) => key.columns.every((name) => columns.includes(name)));
}
