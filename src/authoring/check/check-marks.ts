import { NtomError } from '../../errors.ts';
import { findingOf, type Finding } from '../../finding.ts';
import { maskedColumns } from '../../fixture/masked-columns.ts';
import { schemaFile } from '../../project/definition-files.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { lineOfKey } from './source-lines.ts';
import type { SourceFiles } from './source-files.ts';

/** Marks of personal data by which no fixture could be masked: the first that contradicts another. */
export function checkMarks(schema: SchemaDefinition, sources: SourceFiles): readonly Finding[] {
  try {
    maskedColumns(schema);
    return [];
  } catch (error) {
    if (!(error instanceof NtomError)) throw error;
    const file = schemaFile(schema.version);
    return [findingOf(error, { file, line: lineOf(error.details['child'], schema, sources.text(file)) })];
  }
}

/** Of a column by its full name, or of its table, where other columns are called so too. */
function lineOf(where: unknown, { tables }: SchemaDefinition, text: string): number | null {
  const lines = tables.flatMap((table) =>
    table.columns
      .filter(({ name }) => `${table.name}.${name}` === where)
      .map(({ name }) => lineOfKey(text, name) ?? lineOfKey(text, table.name)),
  );
  return lines[0] ?? null;
}
