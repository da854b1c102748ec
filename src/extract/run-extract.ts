import { join } from 'node:path';
import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import type { Source } from '../dialects/source.ts';
import type { OnEvent } from '../events.ts';
import { AtomicFolder } from '../format/atomic-folder.ts';
import type { CompressionName } from '../format/compression-name.ts';
import { requireCompression } from '../format/compression.ts';
import { putDataPackage } from '../format/data-package.ts';
import { directoryStore } from '../format/directory-store.ts';
import { lockExtract } from '../format/lock-extract.ts';
import { writeManifest } from '../format/manifest-file.ts';
import type { Manifest } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import type { PipelineDefinition } from '../pipeline/definition.ts';
import { planExtract, type TablePlan } from '../pipeline/plan.ts';
import { knownTable } from '../schema/known-table.ts';
import { Threads, type ThreadPlan } from '../workers/threads.ts';
import { accountFor, notCountedNotice } from './accounting.ts';
import { checkSource, type LeftBehind } from './check-source.ts';
import { extractAftermath } from './extract-aftermath.ts';
import { extractManifest } from './extract-manifest.ts';
import { threadWriters, type ChunkMethods } from './chunk-methods.ts';
import { KeyChecks } from './key-checks.ts';
import { readCounters } from './next-id.ts';
import { refuseRejects } from './refuse-rejects.ts';
import { Rejects, rejectsDirectory, removeRejects } from './rejects.ts';
import { chunkWriter, type ChunkSettings } from './write-chunk.ts';
import { removeScratch } from './scratch.ts';
import type { ExtractRun } from './write-table.ts';
import { writeTables } from './write-tables.ts';

export interface ExtractOptions {
  readonly pipeline: PipelineDefinition;
  readonly dialect: Dialect;
  readonly source: DatabaseLocation;
  /** Absolute path of the extract's folder. An earlier extract there is replaced when this one is complete. */
  readonly directory: string;
  readonly format: FormatName;
  /** How parts are compressed; null: not at all. */
  readonly compression: CompressionName | null;
  /** Only these tables; the others are kept from the earlier extract. null: all. */
  readonly tables: readonly string[] | null;
  /** Rejected rows that are written down; all are counted. */
  readonly maxRejects: number;
  /** Most rows of a part, where keys are evenly spread. */
  readonly chunkRows: number;
  /** Which threads may help; without, there are none. They serve `chunkMethods` of the same pipeline. */
  readonly threads?: ThreadPlan;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

export interface Extract {
  readonly manifest: Manifest;
  readonly directory: string;
}

/**
 * Phase 1: reads the source database in one snapshot and writes an extract that has schema M's structure. The folder appears
 * only when it is complete: a crash leaves no half extract behind.
 *
 * @throws {NtomError} with state and next command. `ROWS_REJECTED` when schema M refuses rows: they are in
 *   `<directory>.rejects/<table>.jsonl`, and there is no new extract.
 */
export async function runExtract(options: ExtractOptions): Promise<Extract> {
  try {
    return { manifest: await extract(options), directory: options.directory };
  } catch (error) {
    throw await extractAftermath(options, error);
  }
}

async function extract(options: ExtractOptions): Promise<Manifest> {
  const startedAt = new Date();
  const { pipeline, dialect } = options;
  refuseUnknownTables(options);
  if (options.compression !== null) requireCompression(options.compression);
  await using threads = await startThreads(options);
  await using fellows = await threads.open(options.source);
  await using source = await dialect.openSource(options.source, fellows);
  reportLeft(options, await checkSource(source, pipeline.from, dialect, options.source.label));
  await using _lock = await lockExtract(options.directory, `extract ${pipeline.name}`);
  const plans = await planExtract(source, { pipeline, engine: dialect.engine, chunkRows: options.chunkRows });
  await using folder = await AtomicFolder.begin(options.directory);
  const settings = settingsOf(options, folder.path);
  const run = await beginRun(options, source, settings, plans);
  reportStart(options, plans);
  const own = chunkWriter({ ...options, ...settings }, () => source);
  const others = source.isShared ? threadWriters(threads, settings) : [];
  const tables = await writeTables(run, { ...options, plans }, [own, ...others]);
  await refuseRejects({ ...run, ...options }, tables);
  await removeScratch(settings.scratch);
  const accounting = await accountFor(source, pipeline, plans, tables);
  const made = extractManifest(run, tables, accounting, startedAt);
  const manifest = await putDataPackage(run.store, made, pipeline.to.tables);
  await writeManifest(run.store, manifest);
  await folder.commit();
  await removeRejects(rejectsDirectory(options.directory));
  reportEnd(options, manifest, startedAt);
  return manifest;
}

async function startThreads(options: ExtractOptions): Promise<Threads<ChunkMethods>> {
  const { threads, source, signal, onEvent } = options;
  const bytes = threads === undefined ? 0 : ((await source.sizeBytes()) ?? 0);
  return Threads.start({ plan: threads, bytes, signal, onEvent });
}

function settingsOf({ format, compression, maxRejects }: ExtractOptions, directory: string): ChunkSettings {
  return { directory, scratch: join(directory, 'scratch'), format, compression, maxRejects };
}

function refuseUnknownTables({ tables, pipeline }: ExtractOptions): void {
  for (const table of tables ?? []) knownTable(pipeline.to, table);
}

async function beginRun(
  options: ExtractOptions,
  source: Source,
  { directory, scratch }: ChunkSettings,
  plans: readonly TablePlan[],
): Promise<ExtractRun> {
  const { pipeline, dialect, format, compression, onEvent } = options;
  return {
    pipeline,
    dialect,
    source,
    store: directoryStore(directory),
    format,
    compression,
    checks: new KeyChecks(pipeline.to, scratch),
    rejects: new Rejects(options.maxRejects),
    counters: await readCounters(source, pipeline, plans),
    onEvent,
  };
}

function reportLeft({ onEvent }: ExtractOptions, left: readonly LeftBehind[]): void {
  for (const { name, reason } of left) onEvent({ type: 'notice', message: `left behind: ${name}: ${reason}` });
}

function reportStart({ pipeline, onEvent }: ExtractOptions, plans: readonly TablePlan[]): void {
  const rows = plans.reduce((sum, plan) => sum + (plan.rows ?? 0), 0);
  for (const { table, made, uncut } of plans)
    if (uncut !== null)
      onEvent({
        type: 'notice',
        message: `${table.name} is one part in spite of .chunkBy('${made.chunkBy}'): ${uncut}`,
      });
  onEvent({ type: 'phase-started', phase: 'extract', schema: pipeline.to.version, tables: plans.length, rows });
}

function reportEnd({ pipeline, onEvent }: ExtractOptions, { tables, accounting }: Manifest, startedAt: Date): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const notice = notCountedNotice(pipeline, accounting);
  onEvent({
    type: 'phase-finished',
    phase: 'extract',
    schema: pipeline.to.version,
    rows,
    ms: Date.now() - startedAt.getTime(),
  });
  if (notice !== null) onEvent(notice);
}
