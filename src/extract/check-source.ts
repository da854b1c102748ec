import type { Dialect } from '../dialects/dialect.ts';
import type { ColumnStructure, Source, TableStructure } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import type { ColumnDefinition, SchemaDefinition, TableDefinition } from '../schema/definition.ts';

/**
 * Compares a database with the schema that it should have, before a row is read. Resolves to the virtual tables that the schema
 * does not have: they hold what is elsewhere too, and are left behind.
 *
 * @throws {NtomError} `SOURCE_OTHER_SCHEMA`, `SOURCE_STRUCTURE_DIFFERS` with every difference.
 */
export async function checkSource(
  source: Source,
  schema: SchemaDefinition,
  dialect: Dialect,
  database: string,
): Promise<readonly string[]> {
  const record = await source.schemaRecord();
  if (record !== null && record.fingerprint !== schema.fingerprint) {
    throw failure('SOURCE_OTHER_SCHEMA', { database, found: record.schema, schema: schema.version });
  }
  const found = await source.structure();
  const isLeft = ({ name, isVirtual }: TableStructure): boolean =>
    isVirtual && !schema.tables.some((table) => table.name === name);
  const differences = compareTables(
    schema.tables,
    found.filter((table) => !isLeft(table)),
    dialect,
  );
  if (differences.length > 0) {
    throw failure('SOURCE_STRUCTURE_DIFFERS', { database, schema: schema.version, differences });
  }
  return found.filter(isLeft).map(({ name }) => name);
}

function compareTables(
  due: readonly TableDefinition[],
  found: readonly TableStructure[],
  dialect: Dialect,
): readonly string[] {
  const byName = new Map(found.map((table) => [table.name, table]));
  const unknown = found.filter(({ name }) => !due.some((table) => table.name === name));
  return [
    ...due.flatMap((table) => compareTable(table, byName.get(table.name), dialect)),
    ...unknown.map(({ name }) => `table ${name} is in the database, but not in the schema`),
  ];
}

function compareTable(due: TableDefinition, found: TableStructure | undefined, dialect: Dialect): readonly string[] {
  if (found === undefined) return [`table ${due.name} is missing`];
  const byName = new Map(found.columns.map((column) => [column.name, column]));
  const unknown = found.columns.filter(({ name }) => !due.columns.some((column) => column.name === name));
  return [
    ...due.columns.flatMap((column) =>
      compareColumn(`${due.name}.${column.name}`, column, byName.get(column.name), dialect),
    ),
    ...unknown.map(({ name }) => `column ${due.name}.${name} is in the database, but not in the schema`),
    ...comparePrimaryKey(due, found),
  ];
}

function compareColumn(
  name: string,
  due: ColumnDefinition,
  found: ColumnStructure | undefined,
  dialect: Dialect,
): readonly string[] {
  if (found === undefined) return [`column ${name} is missing`];
  const mismatch = dialect.typeMismatch(found.declaredType, due.type);
  const generated = due.generated !== null;
  return [
    ...(mismatch === null ? [] : [`column ${name}: ${mismatch}`]),
    ...(found.generated === isComputedBy(dialect, due)
      ? []
      : [`column ${name} is ${found.generated ? '' : 'not '}generated in the database`]),
    ...(found.nullable === due.nullable || generated
      ? []
      : [`column ${name} ${found.nullable ? 'allows' : 'refuses'} NULL in the database`]),
  ];
}

/** An engine for which there is no expression has an ordinary column, which no extract reads. */
function isComputedBy({ engine }: Dialect, { generated }: ColumnDefinition): boolean {
  if (generated === null) return false;
  return typeof generated.expression === 'string' || generated.expression[engine] !== undefined;
}

function comparePrimaryKey(due: TableDefinition, found: TableStructure): readonly string[] {
  if (due.primaryKey.join() === found.primaryKey.join()) return [];
  const named = (columns: readonly string[]) => (columns.length === 0 ? 'none' : columns.join(', '));
  return [`table ${due.name}: the primary key is ${named(found.primaryKey)}, not ${named(due.primaryKey)}`];
}
