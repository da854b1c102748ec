import type { Dialect } from '../dialects/dialect.ts';
import type { ColumnStructure, Source, TableStructure } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import type { ColumnDefinition, SchemaDefinition, TableDefinition } from '../schema/definition.ts';

/** Something of a database that an extract does not read. */
export interface LeftBehind {
  /** `city_search`, `city.shape`. */
  readonly name: string;
  readonly reason: string;
}

/**
 * Compares a database with the schema that it should have, before a row is read. Resolves to what the schema leaves out, and to
 * the virtual tables that it does not have: they hold what is elsewhere too.
 *
 * @throws {NtomError} `SOURCE_OTHER_SCHEMA`, `SOURCE_STRUCTURE_DIFFERS` with every difference.
 */
export async function checkSource(
  source: Source,
  schema: SchemaDefinition,
  dialect: Dialect,
  database: string,
): Promise<readonly LeftBehind[]> {
  const record = await source.schemaRecord();
  if (record !== null && record.fingerprint !== schema.fingerprint) {
    throw failure('SOURCE_OTHER_SCHEMA', { database, found: record.schema, schema: schema.version });
  }
  const found = await source.structure();
  const left = found.flatMap((table) => leftBehind(table, schema));
  const isRead = (name: string): boolean => !left.some((each) => each.name === name);
  const read = found
    .filter(({ name }) => isRead(name))
    .map((table) => ({ ...table, columns: table.columns.filter(({ name }) => isRead(`${table.name}.${name}`)) }));
  const differences = compareTables(schema.tables, read, dialect);
  if (differences.length > 0) {
    throw failure('SOURCE_STRUCTURE_DIFFERS', { database, schema: schema.version, differences });
  }
  return left;
}

function leftBehind({ name, columns, isVirtual }: TableStructure, { tables, leftOut }: SchemaDefinition): LeftBehind[] {
  const names = [name, ...columns.map((column) => `${name}.${column.name}`)];
  const declared = names.flatMap((each) => {
    const reason = Object.hasOwn(leftOut, each) ? leftOut[each] : undefined;
    return reason === undefined ? [] : [{ name: each, reason }];
  });
  if (declared.length > 0 || !isVirtual || tables.some((table) => table.name === name)) return declared;
  return [{ name, reason: 'it is virtual, and not in the schema' }];
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
