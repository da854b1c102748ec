import { failure } from '../errors.ts';
import { findTable, type SchemaDefinition, type TableDefinition } from './definition.ts';

/**
 * The table that somebody names.
 *
 * @throws {NtomError} `EXTRACT_TABLE_UNKNOWN`.
 */
export function knownTable(schema: SchemaDefinition, name: string): TableDefinition {
  const table = findTable(schema, name);
  if (table !== undefined) return table;
  const known = schema.tables.map((each) => each.name);
  throw failure('EXTRACT_TABLE_UNKNOWN', { table: name, schema: schema.version, known });
}
