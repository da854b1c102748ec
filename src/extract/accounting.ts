import type { Source } from '../dialects/source.ts';
import type { Manifest, ManifestTable } from '../format/manifest.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { TablePlan } from '../pipeline/plan.ts';

type Account = Manifest['accounting'][number];

/** For every source table: how many rows it has, into which tables they went, how many were left out and why. */
export async function accountFor(
  source: Source,
  pipeline: PipelineDefinition,
  plans: readonly TablePlan[],
  written: readonly ManifestTable[],
): Promise<readonly Account[]> {
  const rowsOf = new Map(written.map(({ name, rows }) => [name, rows]));
  const accounts: Account[] = [];
  for (const { name } of pipeline.from.tables) {
    const rows = await source.countTable(name);
    const readers = plans.filter((plan) => plan.reads.includes(name));
    accounts.push({
      table: name,
      rows,
      written: readers.map(({ table, made }) => ({
        table: table.name,
        rows: rowsOf.get(table.name) ?? 0,
        how: made.each?.table === name ? made.how : 'query',
      })),
      dropped: [...droppedByCondition(name, readers), ...droppedWhole(name, rows, pipeline)],
    });
  }
  return accounts;
}

function droppedByCondition(table: string, readers: readonly TablePlan[]): Account['dropped'] {
  return readers.flatMap(({ made, dropped }) => {
    const where = made.each?.table === table ? made.each.where : null;
    return where === null ? [] : [{ reason: where.reason, rows: dropped }];
  });
}

function droppedWhole(table: string, rows: number, { drops }: PipelineDefinition): Account['dropped'] {
  const reason = Object.hasOwn(drops, table) ? drops[table] : undefined;
  return reason === undefined ? [] : [{ reason, rows }];
}
