import { z, type ZodType } from 'zod';
import { failure, NtomError, reasonOf } from '../errors.ts';
import { columnSchema } from './column-schema.ts';
import { storedColumns, type TableDefinition, type Value } from './definition.ts';

/** Why a column's value is refused. */
export interface ColumnIssue {
  readonly column: string;
  /** Zod's path: the column, and for JSON content the way to the place in it. */
  readonly path: readonly (string | number)[];
  /** To be read after the column's name. */
  readonly message: string;
}

/**
 * Every reason to refuse a row; none: it is accepted, and that list is always the same one.
 *
 * @throws {NtomError} `SCHEMA_REFINEMENT_CHANGES`, `SCHEMA_REFINEMENT_FAILED`: the schema is at fault, not the row.
 */
export type RowValidator = (row: Readonly<Record<string, unknown>>) => readonly ColumnIssue[];

const noIssues: readonly ColumnIssue[] = Object.freeze([]);

/** The zod schema of a table's rows: the stored columns, all of them and no others. */
export function rowSchema(table: TableDefinition): ZodType<Record<string, Value>> {
  const columns = storedColumns(table);
  const shape = Object.fromEntries(columns.map((column) => [column.name, columnSchema(table.name, column)]));
  return z.compile(z.strictObject(shape));
}

/** Checks rows of a table against its zod schema, which is built once. */
export function rowValidator(table: TableDefinition): RowValidator {
  const schema = rowSchema(table);
  return (row) => {
    const result = parsed(table, schema, row);
    return result.success ? noIssues : result.error.issues.flatMap((issue) => columnIssues(table.name, issue));
  };
}

function parsed(table: TableDefinition, schema: ReturnType<typeof rowSchema>, row: Readonly<Record<string, unknown>>) {
  try {
    return schema.safeParse(row);
  } catch (thrown) {
    throw thrown instanceof NtomError ? thrown : refinementFailure(table, row, thrown);
  }
}

/** Which column's refinement threw: only then is it worth trying them one by one. */
function refinementFailure(table: TableDefinition, row: Readonly<Record<string, unknown>>, thrown: unknown): unknown {
  const column = storedColumns(table).find((candidate) =>
    throwsAt(columnSchema(table.name, candidate), row[candidate.name]),
  );
  if (column === undefined) return thrown;
  return failure(
    'SCHEMA_REFINEMENT_FAILED',
    { table: table.name, column: column.name, reason: reasonOf(thrown) },
    thrown,
  );
}

function throwsAt(schema: ZodType, value: unknown): boolean {
  try {
    z.safeParse(schema, value);
    return false;
  } catch {
    return true;
  }
}

function columnIssues(table: string, issue: z.core.$ZodIssue): readonly ColumnIssue[] {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return issue.keys.map((column) => ({ column, path: [column], message: `is not a stored column of ${table}` }));
  }
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  return [{ column: String(path[0] ?? ''), path, message: issue.message }];
}
