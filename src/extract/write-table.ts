import type { Dialect } from '../dialects/dialect.ts';
import type { Source } from '../dialects/source.ts';
import type { OnEvent } from '../events.ts';
import type { CompressionName } from '../format/compression-name.ts';
import { csvFormat } from '../format/csv.ts';
import { rowFormats } from '../format/formats.ts';
import { bytesOf, type ManifestPart, type ManifestTable } from '../format/manifest.ts';
import { partExtension } from '../format/part-name.ts';
import type { FormatName } from '../format/row-codec.ts';
import { RowHash } from '../format/row-hash.ts';
import type { PartStore } from '../format/store.ts';
import { valueText } from '../format/value-text.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { TablePlan } from '../pipeline/plan.ts';
import { findTable, storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import { brokenCount } from './broken-count.ts';
import type { KeyChecks } from './key-checks.ts';
import type { Rejects } from './rejects.ts';
import type { ReadAhead } from './read-ahead.ts';
import { rowMaker } from './row-maker.ts';
import { writeChunk, type TableWriter } from './write-chunk.ts';

/** What the tables of one run share. */
export interface ExtractRun {
  readonly pipeline: PipelineDefinition;
  readonly dialect: Dialect;
  readonly source: Source;
  readonly reader: ReadAhead;
  readonly store: PartStore;
  readonly format: FormatName;
  readonly compression: CompressionName | null;
  readonly checks: KeyChecks;
  readonly rejects: Rejects;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/**
 * Writes all parts of one table, and counts.
 *
 * @throws {NtomError} `EACH_BROKEN` or `MERGE_BROKEN` when the query did not return the rows that it promised.
 */
export async function writeTable(run: ExtractRun, plan: TablePlan): Promise<ManifestTable> {
  const { table } = plan;
  run.onEvent({ type: 'table-started', phase: 'extract', table: table.name, rows: plan.rows ?? 0 });
  const writer = tableWriter(run, plan);
  const parts: ManifestPart[] = [];
  for (const chunk of plan.chunks) parts.push(await writeChunk(run.reader, run.store, chunk, writer));
  const broken = brokenCount(run.pipeline.name, plan, writer.progress.read);
  if (broken !== null) throw broken;
  run.onEvent({
    type: 'table-finished',
    phase: 'extract',
    table: table.name,
    rows: writer.progress.kept,
    parts: parts.length,
    bytes: bytesOf(parts),
  });
  return {
    name: table.name,
    columns: storedColumns(table).map((column) => column.name),
    primaryKey: [...table.primaryKey],
    rows: writer.progress.kept,
    rowHash: writer.hash.sum,
    nextId: await nextIdOf(run, plan, writer),
    parts,
  };
}

function tableWriter(run: ExtractRun, plan: TablePlan): TableWriter {
  const { table } = plan;
  const csv = csvFormat(table);
  return {
    table,
    extension: partExtension(run.format, run.compression),
    compression: run.compression,
    codec: run.format === 'csv' ? csv : rowFormats[run.format](table),
    canonical: csv.encode,
    keyTexts: keyTexts(table),
    make: rowMaker(plan, run.pipeline, run.dialect),
    progress: { read: 0, kept: 0, largestId: 0 },
    idIndex: storedColumns(table).findIndex((column) => column.autoIncrement),
    logKeys: run.checks.logger(table),
    hash: new RowHash(),
    rejects: run.rejects,
    signal: run.signal,
    onEvent: run.onEvent,
  };
}

function keyTexts(table: TableDefinition): (row: readonly Value[]) => readonly string[] | null {
  if (table.primaryKey.length === 0) return () => null;
  const columns = storedColumns(table);
  const fields = table.primaryKey.map((name) => {
    const index = columns.findIndex((column) => column.name === name);
    return { index, type: columns[index]?.type };
  });
  return (row) => fields.map(({ index, type }) => (type === undefined ? '' : valueText(type).write(row[index])));
}

/** A counter never goes back: ids of deleted rows must not come again. */
async function nextIdOf(
  { pipeline, source }: ExtractRun,
  plan: TablePlan,
  { idIndex, progress }: TableWriter,
): Promise<string | null> {
  if (idIndex < 0) return null;
  const carried = plan.counts.find(({ how }) => how === 'copy' || how === 'each');
  const origin = carried === undefined ? undefined : findTable(pipeline.from, carried.table);
  const kept = origin?.columns.some((each) => each.autoIncrement) ? await source.nextId(origin.name) : null;
  const largest = BigInt(progress.largestId);
  return String(kept !== null && kept > largest ? kept : largest + 1n);
}
