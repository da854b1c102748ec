import { failure } from '../errors.ts';
import { checkColumn } from './check-columns.ts';
import { checkForeignKeys } from './check-foreign-keys.ts';
import { checkKeys } from './check-keys.ts';
import { checkNames } from './check-names.ts';
import { checkSql } from './check-options.ts';
import { storedColumns, type SchemaStructure } from './definition.ts';

/** Refuses a schema that cannot be meant, by the name of what is wrong. Names first, so that later messages can use them. */
export function checkSchema(schema: SchemaStructure): void {
  if (schema.tables.length === 0) throw failure('SCHEMA_EMPTY', { where: `schema ${schema.version}`, lacks: 'table' });
  checkNames(schema);
  for (const table of schema.tables) {
    if (storedColumns(table).length === 0)
      throw failure('SCHEMA_EMPTY', { where: `table ${table.name}`, lacks: 'stored column' });
    for (const column of table.columns) checkColumn(table, column);
    for (const check of table.checks) checkSql(`check ${check.name}`, check.expression);
    if (table.attributes !== null) checkSql(`attributes of table ${table.name}`, table.attributes);
    checkKeys(table);
  }
  for (const table of schema.tables) checkForeignKeys(schema.tables, table);
  for (const { name, sql } of schema.indexes) checkSql(`index ${name}`, sql);
  for (const { name, sql } of schema.views) checkSql(`view ${name}`, sql);
  for (const { name, sql } of schema.triggers) checkSql(`trigger ${name}`, sql);
  for (const [index, sql] of schema.statements.entries()) checkSql(`statement ${index + 1}`, sql);
}
