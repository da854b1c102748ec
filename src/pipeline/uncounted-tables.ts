import { countedTables } from './count.ts';
import type { PipelineDefinition } from './definition.ts';

/**
 * The tables of schema N whose rows a pipeline does not account for: queries read them, but none counts them, and `drops`
 * does not name them as a whole. In the order of the schema. For the finding `ROWS_NOT_COUNTED`.
 *
 * `readsByTable`: by table of schema M, the tables of schema N that its query reads. What no query reads is lost, which is
 * an error of its own.
 */
export function uncountedTables(
  { from, tables, drops }: PipelineDefinition,
  readsByTable: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const read = new Set([...readsByTable.values()].flat());
  const counted = new Set(tables.flatMap(({ counts }) => counts.flatMap(countedTables)));
  return from.tables
    .map(({ name }) => name)
    .filter((name) => read.has(name) && !counted.has(name) && !Object.hasOwn(drops, name));
}
