import type { Dialect } from '../dialects/dialect.ts';
import type { Source } from '../dialects/source.ts';
import type { OnEvent } from '../events.ts';
import type { CompressionName } from '../format/compression-name.ts';
import { bytesOf, type ManifestTable } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import { RowHash } from '../format/row-hash.ts';
import type { PartStore } from '../format/store.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { TablePlan } from '../pipeline/plan.ts';
import { storedColumns } from '../schema/definition.ts';
import { brokenCount } from './broken-count.ts';
import type { KeyChecks } from './key-checks.ts';
import { nextIdOf, type Counters } from './next-id.ts';
import type { Rejects } from './rejects.ts';
import type { ChunkSummary, WrittenChunk } from './write-chunk.ts';

/** What the tables of one run share. */
export interface ExtractRun {
  readonly pipeline: PipelineDefinition;
  readonly dialect: Dialect;
  readonly source: Source;
  readonly store: PartStore;
  readonly format: FormatName;
  readonly compression: CompressionName | null;
  readonly checks: KeyChecks;
  readonly rejects: Rejects;
  readonly counters: Counters;
  readonly onEvent: OnEvent;
}

/**
 * Puts together what became of the chunks of one table, which come in their order, and counts.
 *
 * @throws {NtomError} `EACH_BROKEN` or `MERGE_BROKEN` when the query did not return the rows that it promised.
 */
export async function writeTable(
  run: ExtractRun,
  plan: TablePlan,
  written: AsyncIterator<WrittenChunk>,
): Promise<ManifestTable> {
  const { table } = plan;
  const chunks: ChunkSummary[] = [];
  let read = 0;
  while (chunks.length < plan.chunks.length) {
    const { keys, rejected, read: readOfChunk, ...summary } = await nextOf(written);
    run.rejects.merge(table.name, read, rejected);
    run.checks.merge(table, keys);
    read += readOfChunk;
    chunks.push(summary);
  }
  const broken = brokenCount(run.pipeline.name, plan, read);
  if (broken !== null) throw broken;
  const parts = chunks.map(({ part }) => part);
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  run.onEvent({
    type: 'table-finished',
    phase: 'extract',
    table: table.name,
    rows,
    parts: parts.length,
    bytes: bytesOf(parts),
  });
  return {
    name: table.name,
    columns: storedColumns(table).map((column) => column.name),
    primaryKey: [...table.primaryKey],
    rows,
    rowHash: RowHash.merge(chunks.map(({ rowHash }) => rowHash)),
    nextId: nextIdOf(plan, chunks, run.counters),
    parts,
  };
}

async function nextOf<T>(results: AsyncIterator<T>): Promise<T> {
  const next = await results.next();
  if (next.done === true) throw new TypeError('fewer chunks were written than planned');
  return next.value;
}
