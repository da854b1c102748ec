import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import type { SchemaRecord, Source } from '../dialects/source.ts';
import { failure, NtomError } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { maskOf, personalMarks, type EffectiveMarks } from '../schema/effective-marks.ts';
import { directoryStore } from '../format/directory-store.ts';
import { recoverExtract } from '../format/lock-extract.ts';
import type { Manifest } from '../format/manifest.ts';
import { extractState, targetState, type Seen } from '../load/load-aftermath.ts';
import { threadWorkers, type LoadMethods } from '../load/load-methods.ts';
import { loadWorker } from '../load/load-worker.ts';
import { openExtract } from '../load/open-extract.ts';
import { comparedTables, type ComparedTable } from '../load/prove.ts';
import { recordDifferences } from '../load/record-differences.ts';
import { unlessReplaced } from '../load/replaced-extract.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { Threads, type ThreadPlan } from '../workers/threads.ts';
import { beyondSchema } from './beyond-schema.ts';
import { rowsOfDatabase, rowsOfExtract } from './hashed-rows.ts';
import { tableChanges, type TableChanges } from './table-changes.ts';

export interface RollbackOptions {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  readonly target: DatabaseLocation;
  /** Absolute path of the folder of the extract that the database was loaded from. */
  readonly directory: string;
  /** Which threads may help; without, there are none. They serve `loadMethods` of the same schema. */
  readonly threads?: ThreadPlan;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** What changed in a database since it was loaded. */
export interface RollbackReport {
  /** The schema of the database that the extract was read from. */
  readonly from: number;
  readonly contentId: string;
  readonly loadedAt: string;
  /** All tables of the schema, in its order. */
  readonly tables: readonly TableChanges[];
  /** Tables, and columns as `table.column`, that the database has and the schema has not: nobody compared them. */
  readonly beyond: readonly string[];
}

/**
 * Compares a database with the extract that it was loaded from, to tell what has become of its rows since. Reads only. Tables with the
 * same rows are known by their hashes, and read once.
 *
 * @throws {NtomError} `ROLLBACK_OTHER_EXTRACT`, and what opening an extract and a source throw.
 */
export async function runRollbackReport(options: RollbackOptions): Promise<RollbackReport> {
  const seen: Seen = { manifest: null };
  try {
    return await report(options, seen);
  } catch (error) {
    throw await aftermath(options, await unlessReplaced(options.directory, seen, error));
  }
}

async function report(options: RollbackOptions, seen: Seen): Promise<RollbackReport> {
  const { schema, target, directory, threads: plan, signal, onEvent } = options;
  await recoverExtract(directory, `rollback-report ${schema.version}`);
  const manifest = await openExtract(directoryStore(directory), schema, seen);
  const bytes = plan === undefined ? 0 : ((await target.sizeBytes()) ?? 0);
  await using threads = Threads.start<LoadMethods>({ plan, bytes, signal, onEvent });
  await using fellows = await threads.open(target);
  await using source = await options.dialect.openSource(target, fellows);
  const { loadedAt } = requireLoadedFrom(options, await source.schemaRecord(), manifest);
  const settings = { directory, encoding: manifest.encoding, place: '' };
  const own = loadWorker({ ...options, ...settings }, () => source);
  const others = source.isShared ? threadWorkers(threads, settings) : [];
  const proof = { schema, manifest, level: 'full', references: null, onEvent } as const;
  const compared = await comparedTables(source, proof, [own, ...others]);
  return {
    from: manifest.source.schema,
    contentId: manifest.contentId,
    loadedAt,
    tables: await changesOf({ ...options, source, manifest }, compared),
    beyond: beyondSchema(schema, await source.structure()),
  };
}

function requireLoadedFrom(
  { target, directory }: RollbackOptions,
  record: SchemaRecord | null,
  manifest: Manifest,
): SchemaRecord {
  const [reason] = recordDifferences(record, manifest);
  if (reason === undefined && record !== null) return record;
  throw failure('ROLLBACK_OTHER_EXTRACT', { database: target.label, extract: directory, reason: reason ?? '' });
}

interface Opened extends RollbackOptions {
  readonly source: Source;
  readonly manifest: Manifest;
}

/** One table after the other: each may take as much memory as there is for all. */
async function changesOf(opened: Opened, compared: readonly ComparedTable[]): Promise<readonly TableChanges[]> {
  const { schema, onEvent } = opened;
  const differing = compared.filter(({ isSame }) => !isSame);
  if (differing.length === 0) return compared.map(unchanged);
  const startedAt = Date.now();
  onEvent({ type: 'phase-started', phase: 'compare', schema: schema.version, tables: differing.length, rows: 0 });
  const marks = personalMarks(schema);
  let rows = 0;
  const counting: OnEvent = (event) => {
    if (event.type === 'rows') rows += event.rows;
    onEvent(event);
  };
  const changes: TableChanges[] = [];
  for (const each of compared)
    changes.push(each.isSame ? unchanged(each) : await changesIn({ ...opened, onEvent: counting }, marks, each));
  onEvent({ type: 'phase-finished', phase: 'compare', schema: schema.version, rows, ms: Date.now() - startedAt });
  return changes;
}

function unchanged({ table, rows }: ComparedTable): TableChanges {
  return {
    table: table.name,
    rows: { loaded: rows, now: rows },
    added: 0,
    changed: table.primaryKey.length > 0 ? 0 : null,
    deleted: 0,
    first: { added: [], changed: [], deleted: [] },
  };
}

async function changesIn(
  { source, manifest, dialect, directory, signal, onEvent }: Opened,
  marks: EffectiveMarks,
  { table, written, rows }: ComparedTable,
): Promise<TableChanges> {
  const marksOfTable = marks.get(table.name);
  const personal = new Set(table.primaryKey.filter((name) => maskOf(marksOfTable?.get(name)) !== null));
  const onRows = (count: number): void => onEvent({ type: 'rows', phase: 'compare', table: table.name, rows: count });
  const store = directoryStore(directory);
  onEvent({ type: 'table-started', phase: 'compare', table: table.name, rows: 0 });
  return tableChanges({
    table,
    personal,
    rows: { loaded: written.rows, now: rows },
    loaded: rowsOfExtract(table, { store, encoding: manifest.encoding, written, signal, onRows }),
    now: rowsOfDatabase(table, { source, dialect, signal, onRows }),
  });
}

/** An extract that is wrong is not made again: it is the only witness of what was loaded. */
async function aftermath({ target, directory, schema }: RollbackOptions, error: unknown): Promise<unknown> {
  if (!(error instanceof NtomError)) return error;
  const state = [extractState(directory, error.code), await targetState(target, 'missing')];
  const isAgain = error.code === 'EXTRACT_LOCKED' || error.code === 'EXTRACT_REPLACED' || error.code === 'INTERRUPTED';
  return error.withAftermath({ state, next: isAgain ? `ntom rollback-report ${schema.version}` : 'ntom status' });
}
