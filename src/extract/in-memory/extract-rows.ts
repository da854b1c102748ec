import type { Dialect } from '../../dialects/dialect.ts';
import type { Source } from '../../dialects/source.ts';
import { rowFormats } from '../../format/formats.ts';
import type { ManifestTable } from '../../format/manifest.ts';
import { memoryStore } from '../../format/memory-store.ts';
import type { PartStore } from '../../format/store.ts';
import { checkedBytes } from '../../format/verify-parts.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import { planExtract, type TablePlan } from '../../pipeline/plan.ts';
import type { TableDefinition, Value } from '../../schema/definition.ts';
import { checkSource } from '../check-source.ts';
import { KeyChecks } from '../key-checks.ts';
import { readCounters } from '../next-id.ts';
import { rejectKeys } from '../reject-keys.ts';
import { Rejects } from '../rejects.ts';
import { removeScratch } from '../scratch.ts';
import { chunkWriter } from '../write-chunk.ts';
import type { ExtractRun } from '../write-table.ts';
import { writeTables } from '../write-tables.ts';
import { writtenNumbers } from './written-numbers.ts';

export interface RowsToExtract {
  readonly pipeline: PipelineDefinition;
  readonly dialect: Dialect;
  /** A database of schema N. */
  readonly source: Source;
  /** What people call it. */
  readonly database: string;
  /** Path of a folder that is made and removed if there are more keys than memory is given. */
  readonly scratch: string;
}

export interface ExtractedRows {
  /** By table of schema M: what an extract of them would have; values in the order of the stored columns. */
  readonly rows: ReadonlyMap<string, readonly (readonly Value[])[]>;
  /** By table: what `<table>.jsonl` of the rejected rows would have, a line each. */
  readonly rejects: ReadonlyMap<string, readonly string[]>;
  /** How each table was made. */
  readonly plans: readonly TablePlan[];
}

const nothing = (): void => undefined;

/**
 * The extract phase without an extract: the same plan, queries, validation, codec and checks of keys, with the parts in memory.
 * Rejected rows end nothing: they are left out and told.
 *
 * @throws {NtomError} what `runExtract` throws of the pipeline and of the source.
 */
export async function extractRows({ database, ...options }: RowsToExtract): Promise<ExtractedRows> {
  const { pipeline, dialect, source, scratch } = options;
  await checkSource(source, pipeline.from, dialect, database);
  const plans = await planExtract(source, { pipeline, engine: dialect.engine, chunkRows: Number.MAX_SAFE_INTEGER });
  const run: ExtractRun = {
    ...options,
    store: memoryStore(database),
    format: 'csv',
    compression: null,
    onEvent: nothing,
    checks: new KeyChecks(pipeline.to, scratch),
    rejects: new Rejects(Number.POSITIVE_INFINITY),
    counters: await readCounters(source, pipeline, plans),
  };
  try {
    const settings = { directory: scratch, scratch, maxRejects: Number.POSITIVE_INFINITY };
    const writer = chunkWriter({ ...run, ...settings, signal: new AbortController().signal }, () => source);
    const tables = await writeTables(run, { plans, tables: null, directory: scratch }, [writer]);
    return { ...(await withoutRejects(run, tables)), plans };
  } finally {
    await removeScratch(scratch);
  }
}

/** Rows whose keys are wrong were written before it was known: they are taken out. */
async function withoutRejects(
  { pipeline, store, checks, rejects }: ExtractRun,
  tables: readonly ManifestTable[],
): Promise<Omit<ExtractedRows, 'plans'>> {
  const refused = rejects.keptRows();
  await rejectKeys(checks, rejects, (table) => batchesOf(store, tables, table));
  const rejected = rejects.keptRows();
  const rows = new Map<string, readonly (readonly Value[])[]>();
  for (const table of pipeline.to.tables) {
    const written = (await Array.fromAsync(batchesOf(store, tables, table))).flat();
    const numbers = writtenNumbers(written.length, refused.get(table.name) ?? []);
    const left = new Set(rejected.get(table.name));
    rows.set(
      table.name,
      written.filter((_, index) => !left.has(numbers[index] ?? 0)),
    );
  }
  return { rows, rejects: rejects.lines };
}

async function* batchesOf(
  store: PartStore,
  tables: readonly ManifestTable[],
  table: TableDefinition,
): AsyncGenerator<readonly (readonly Value[])[]> {
  const codec = rowFormats.csv(table);
  for (const part of tables.find(({ name }) => name === table.name)?.parts ?? []) {
    yield* codec.decode({ path: part.path, bytes: checkedBytes(store, part) });
  }
}
