import type { Dialect } from '../dialects/dialect.ts';
import type { RecordedField } from '../dialects/row-sink.ts';
import { fieldEnd, fieldWriter } from '../format/csv.ts';
import { storedColumns, type SchemaDefinition } from '../schema/definition.ts';
import { checkedColumns } from './key-columns.ts';
import { tableSteps, type MadeTable } from './row-maker.ts';

/**
 * How a reader may write the canonical records of a table itself; null: rows are made by a function. Kept are the values that are
 * asked for afterwards: those of keys, and those that are counted up.
 */
export function recordedFields(
  plan: MadeTable,
  schema: SchemaDefinition,
  dialect: Dialect,
): readonly RecordedField[] | null {
  const { table, made } = plan;
  if (made.map !== null) return null;
  const keys = checkedColumns(schema).filter((key) => key.table.name === table.name);
  const kept = new Set([...table.primaryKey, ...keys.flatMap(({ columns }) => columns)]);
  const steps = tableSteps(plan, dialect);
  return storedColumns(table).flatMap((column, index, columns) => {
    const step = steps[index];
    if (step === undefined) return [];
    const isKept = column.autoIncrement || kept.has(column.name);
    return [{ ...step, column, write: fieldWriter(column), after: fieldEnd(index, columns.length), isKept }];
  });
}
