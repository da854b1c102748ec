import { columnCheck } from './column-check.ts';
import { compileValues } from './compile.ts';
import { storedColumns, type TableDefinition, type Value } from './definition.ts';

/**
 * The values of a row in the order of the stored columns, if its zod schema surely accepts it; undefined: ask `rowValidator`.
 * Each value is taken from the row once.
 */
export function acceptedValues(
  table: TableDefinition,
): (row: Readonly<Record<string, unknown>>) => readonly Value[] | undefined {
  const columns = storedColumns(table);
  const names: ReadonlySet<string> = new Set(columns.map(({ name }) => name));
  const values = compileValues<Readonly<Record<string, unknown>>>(
    columns.map((column) => ({ key: column.name, read: asItIs, accepts: columnCheck(table.name, column) })),
  );
  return (row) => {
    for (const name in row) if (!names.has(name)) return undefined;
    return values(row);
  };
}

function asItIs(value: unknown): unknown {
  return value;
}
