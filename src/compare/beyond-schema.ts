import type { TableStructure } from '../dialects/source.ts';
import type { SchemaDefinition } from '../schema/definition.ts';

/** The tables of a database that a schema does not have, and columns of its tables, as `table.column`. Case does not count. */
export function beyondSchema({ tables }: SchemaDefinition, found: readonly TableStructure[]): readonly string[] {
  const known = new Map(tables.map(({ name, columns }) => [name.toLowerCase(), columns]));
  return found.flatMap(({ name, columns }) => {
    const declared = known.get(name.toLowerCase());
    if (declared === undefined) return [name];
    const names = new Set(declared.map((column) => column.name.toLowerCase()));
    return columns.filter((column) => !names.has(column.name.toLowerCase())).map((column) => `${name}.${column.name}`);
  });
}
