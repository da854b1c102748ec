import type { Source } from '../dialects/source.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { TablePlan } from '../pipeline/plan.ts';
import { findTable, storedColumns } from '../schema/definition.ts';
import type { ChunkSummary } from './write-chunk.ts';

/** By table, the auto-increment counter that the source keeps for the rows that it gets. */
export type Counters = ReadonlyMap<string, bigint>;

/** A counter never goes back: ids of deleted rows must not come again. */
export async function readCounters(
  source: Source,
  pipeline: PipelineDefinition,
  plans: readonly TablePlan[],
): Promise<Counters> {
  const counters = new Map<string, bigint>();
  for (const { table, counts } of plans) {
    const carried = counts.find(({ how }) => how === 'copy' || how === 'each');
    const origin = carried === undefined ? undefined : findTable(pipeline.from, carried.table);
    if (origin?.columns.some((each) => each.autoIncrement) !== true) continue;
    const kept = await source.nextId(origin.name);
    if (kept !== null) counters.set(table.name, kept);
  }
  return counters;
}

/** The next auto-increment value of a table that was written; null: it has none. */
export function nextIdOf({ table }: TablePlan, chunks: readonly ChunkSummary[], counters: Counters): string | null {
  if (!storedColumns(table).some((column) => column.autoIncrement)) return null;
  const kept = counters.get(table.name) ?? 0n;
  const largest = chunks.reduce((most, { largestId }) => (BigInt(largestId) > most ? BigInt(largestId) : most), 0n);
  return String(kept > largest ? kept : largest + 1n);
}
