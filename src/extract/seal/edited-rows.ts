import { Refusal } from '../../dialects/dialect.ts';
import { acceptedValues } from '../../schema/accepted-values.ts';
import { storedColumns, type TableDefinition } from '../../schema/definition.ts';
import { RejectedRow, validator, type Problem, type RowMaker } from '../row-maker.ts';

/** Validates what was read of edited parts, as the extract phase validates what it makes. */
export function editedRows(table: TableDefinition): RowMaker {
  const names = storedColumns(table).map(({ name }) => name);
  const accepted = acceptedValues(table);
  const validated = validator(table);
  return (fields) => {
    const row = Object.fromEntries(names.map((name, index) => [name, fields[index]]));
    const problems = names.flatMap((name, index) => unreadable(name, fields[index]));
    return problems.length > 0 ? new RejectedRow(row, problems) : (accepted(row) ?? validated(row));
  };
}

function unreadable(column: string, field: unknown): readonly Problem[] {
  return field instanceof Refusal ? [{ column, path: [column], message: field.reason, value: null }] : [];
}
