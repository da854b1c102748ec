import { directoryStore } from '../format/directory-store.ts';
import type { ManifestTable } from '../format/manifest.ts';
import type { Chunk, TablePlan } from '../pipeline/plan.ts';
import { namingQuery } from '../pipeline/refused-query.ts';
import { inOrder } from '../workers/in-order.ts';
import { keepTable, readKept } from './keep-tables.ts';
import type { ChunkWriter, WrittenChunk } from './write-chunk.ts';
import { writeTable, type ExtractRun } from './write-table.ts';

export interface TablesToWrite {
  readonly plans: readonly TablePlan[];
  /** Only these; the others are kept from the earlier extract. null: all. */
  readonly tables: readonly string[] | null;
  /** Of the earlier extract. */
  readonly directory: string;
}

/** Writes all tables: the chunks by several writers at the same time, what becomes of them in the order of the plans. */
export async function writeTables(
  run: ExtractRun,
  { plans, tables, directory }: TablesToWrite,
  writers: readonly ChunkWriter[],
): Promise<readonly ManifestTable[]> {
  const earlier = directoryStore(directory);
  const kept = tables === null ? null : await readKept(earlier, run);
  const isKept = ({ table }: TablePlan): boolean => tables?.includes(table.name) === false;
  const jobs = plans.filter((plan) => !isKept(plan)).flatMap((plan) => plan.chunks.map((chunk) => ({ plan, chunk })));
  const written = inOrder(writers, jobs, (writer, { plan, chunk }) => write(run, writer, plan, chunk));
  const made: ManifestTable[] = [];
  try {
    for (const plan of plans) {
      const isAsItWas = kept !== null && isKept(plan);
      made.push(
        await namingQuery(run.pipeline.name, plan.table.name, () =>
          isAsItWas ? keepTable(run, plan, earlier, kept) : writeTable(run, plan, written),
        ),
      );
    }
    return made;
  } finally {
    await written.return(undefined);
  }
}

async function write(
  { onEvent }: ExtractRun,
  writer: ChunkWriter,
  { table, rows, columns }: TablePlan,
  chunk: Chunk,
): Promise<WrittenChunk> {
  if (chunk.number === 1) onEvent({ type: 'table-started', phase: 'extract', table: table.name, rows: rows ?? 0 });
  return writer.write({ chunk, columns });
}
