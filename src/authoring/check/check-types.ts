import { finding, type Finding } from '../../finding.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import { pipelineFile } from '../../project/definition-files.ts';
import { findTable, type ColumnDefinition, type SchemaDefinition } from '../../schema/definition.ts';
import { typeWords } from '../../schema/diff/words.ts';
import { neverFits } from '../../schema/never-fits.ts';
import type { TakenQuery } from './check-queries.ts';
import { lineOfKey } from './source-lines.ts';
import type { SourceFiles } from './source-files.ts';

/** Columns that are taken over as they are into a column that refuses every such value. What `.map` makes, the compiler compares. */
export function checkTypes(
  pipeline: PipelineDefinition,
  queries: readonly TakenQuery[],
  sources: SourceFiles,
): readonly Finding[] {
  const file = pipelineFile(pipeline.name);
  const mapped = new Set(pipeline.tables.filter(({ map }) => map !== null).map(({ table }) => table));
  return queries.flatMap(({ table, columns }) =>
    columns.flatMap(({ name, origin }) => {
      const to = table.columns.find((column) => column.name === name);
      const from = origin === null ? undefined : columnOf(pipeline.from, origin);
      if (mapped.has(table.name) || origin === null || !to || !from) return [];
      if (!neverFits(from.type.kind, to.type.kind)) return [];
      const details = {
        pipeline: pipeline.name,
        table: table.name,
        column: name,
        source: `${origin.table}.${origin.column}`,
        from: typeWords(from.type),
        to: typeWords(to.type),
      };
      return [finding('PIPELINE_TYPE_UNFIT', details, { file, line: lineOfKey(sources.text(file), table.name) })];
    }),
  );
}

function columnOf(
  schema: SchemaDefinition,
  { table, column }: { readonly table: string; readonly column: string },
): ColumnDefinition | undefined {
  return findTable(schema, table)?.columns.find(({ name }) => name === column);
}
