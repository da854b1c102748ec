import { failure } from '../errors.ts';
import type { ColumnDefinition, TableDefinition } from './definition.ts';

/** Refuses keys and indexes over columns that are not there or cannot be in them. */
export function checkKeys(table: TableDefinition): void {
  const columnsOf = (key: string, names: readonly string[]) => keyColumns(table, key, names);
  if (table.primaryKey.length > 0) {
    for (const column of columnsOf('the primary key', table.primaryKey)) checkPrimaryColumn(table.name, column);
  }
  for (const unique of table.uniques) columnsOf(`the unique key ${unique.name}`, unique.columns);
  for (const index of table.indexes) columnsOf(`the index ${index.name}`, index.columns);
  for (const column of table.columns) if (column.autoIncrement) checkAutoIncrement(table, column);
}

/** The columns of a key; an error if one is unknown or named twice, or none is. */
export function keyColumns(table: TableDefinition, key: string, names: readonly string[]): readonly ColumnDefinition[] {
  const refuse = (reason: string) => failure('SCHEMA_BAD_KEY', { table: table.name, key, reason });
  if (names.length === 0) throw refuse('has no columns');
  return names.map((name, index) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw refuse(`names the column "${String(name)}", which the table does not have`);
    if (names.indexOf(name) !== index) throw refuse(`names the column "${name}" twice`);
    return column;
  });
}

function checkPrimaryColumn(table: string, column: ColumnDefinition): void {
  const refuse = (reason: string) => failure('SCHEMA_BAD_KEY', { table, key: 'the primary key', reason });
  if (column.generated !== null) throw refuse(`names the generated column "${column.name}"`);
  if (column.nullable) throw refuse(`names the nullable column "${column.name}"`);
}

function checkAutoIncrement(table: TableDefinition, column: ColumnDefinition): void {
  const isInteger = column.type.kind === 'int' || column.type.kind === 'bigint';
  const isKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  if (isInteger && isKey) return;
  const problem = isInteger ? 'is not the primary key by itself' : `is of type ${column.type.kind}, not int or bigint`;
  throw failure('SCHEMA_BAD_AUTO_INCREMENT', { table: table.name, column: column.name, problem });
}
