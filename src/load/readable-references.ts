import {
  findTable,
  storedColumns,
  type ForeignKeyDefinition,
  type SchemaDefinition,
  type TableDefinition,
} from '../schema/definition.ts';

/** A column with integers of which some refer to others. */
export interface KeyColumn {
  readonly table: string;
  readonly column: string;
}

export interface Reference {
  readonly child: KeyColumn;
  readonly parent: KeyColumn;
}

/**
 * The foreign keys of a schema, if rows that are read back can tell whether they hold; null: the engine has to be asked. A key may be
 * of several columns or of other values than integers, and what the schema has in an engine's own words may declare another.
 */
export function readableReferences(schema: SchemaDefinition): readonly Reference[] | null {
  if (hasOwnWords(schema)) return null;
  const references = schema.tables.flatMap((table) => table.foreignKeys.map((key) => readable(schema, table, key)));
  return references.every((reference) => reference !== null) ? references : null;
}

function hasOwnWords({ tables, statements }: SchemaDefinition): boolean {
  const own = tables.some(
    ({ attributes, columns }) => attributes !== null || columns.some((column) => column.attributes !== null),
  );
  return own || statements.length > 0;
}

function readable(
  schema: SchemaDefinition,
  table: TableDefinition,
  { columns, parent, parentColumns }: ForeignKeyDefinition,
): Reference | null {
  const [column = '', ...others] = columns;
  const [parentColumn = ''] = parentColumns;
  const parentTable = findTable(schema, parent);
  const isReadable = others.length === 0 && holdsIntegers(table, column) && holdsIntegers(parentTable, parentColumn);
  return isReadable ? { child: { table: table.name, column }, parent: { table: parent, column: parentColumn } } : null;
}

function holdsIntegers(table: TableDefinition | undefined, name: string): boolean {
  const column = table === undefined ? undefined : storedColumns(table).find((each) => each.name === name);
  return column?.type.kind === 'int' || column?.type.kind === 'bigint';
}

/** Columns of a table that a reference is from or to, each once. */
export function keyColumns(references: readonly Reference[], table: string): readonly string[] {
  const ends = references.flatMap(({ child, parent }) => [child, parent]);
  return [...new Set(ends.filter((end) => end.table === table).map(({ column }) => column))];
}
