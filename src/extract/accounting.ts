import type { Source } from '../dialects/source.ts';
import { catalog } from '../errors/catalog.ts';
import type { NtomEvent } from '../events.ts';
import { isAccounted } from '../format/account-contradiction.ts';
import type { Account, ManifestTable } from '../format/manifest.ts';
import type { TableCount } from '../pipeline/count-rows.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { TablePlan } from '../pipeline/plan.ts';

/** For every source table: how many rows it has, into which tables they went, how many were left out and why. */
export async function accountFor(
  source: Source,
  pipeline: PipelineDefinition,
  plans: readonly TablePlan[],
  made: readonly ManifestTable[],
): Promise<readonly Account[]> {
  const rowsOf = new Map(made.map(({ name, rows }) => [name, rows]));
  const accounts: Account[] = [];
  for (const { name } of pipeline.from.tables) {
    const rows = await source.countTable(name);
    const readers = plans.filter((plan) => plan.reads.includes(name) || countIn(plan, name) !== undefined);
    const written = readers.map((plan) => writtenTo(plan, name, rowsOf.get(plan.table.name) ?? 0));
    const dropped = [...readers.flatMap((plan) => droppedFor(plan, name)), ...droppedWhole(name, rows, pipeline)];
    const account = { table: name, rows, written, dropped };
    accounts.push({ ...account, complete: isAccounted(account) });
  }
  return accounts;
}

/** What is to be said of source tables whose rows are not all accounted for; null: there are none. */
export function notCountedNotice(
  { name }: PipelineDefinition,
  accounts: readonly Account[],
): Extract<NtomEvent, { type: 'notice' }> | null {
  const tables = accounts.filter(({ complete }) => !complete).map(({ table }) => table);
  if (tables.length === 0) return null;
  return { type: 'notice', message: catalog.ROWS_NOT_COUNTED.message({ pipeline: name, tables }) };
}

function countIn({ counts }: TablePlan, source: string): TableCount | undefined {
  return counts.find(({ table }) => table === source);
}

function writtenTo(plan: TablePlan, source: string, rows: number): Account['written'][number] {
  const count = countIn(plan, source);
  return { table: plan.table.name, rows, how: count?.how ?? 'query', counted: count?.counted ?? null };
}

/** Zero rows too: that the pipeline leaves out none is worth knowing. */
function droppedFor(plan: TablePlan, source: string): Account['dropped'] {
  const dropped = countIn(plan, source)?.dropped ?? null;
  return dropped === null ? [] : [{ table: plan.table.name, ...dropped }];
}

function droppedWhole(source: string, rows: number, { drops }: PipelineDefinition): Account['dropped'] {
  const reason = Object.hasOwn(drops, source) ? drops[source] : undefined;
  return reason === undefined ? [] : [{ table: null, reason, rows }];
}
