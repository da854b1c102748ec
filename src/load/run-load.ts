import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import type { ReferenceViolation, SchemaRecord } from '../dialects/source.ts';
import type { Target } from '../dialects/target.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { partsIdOf } from '../format/content-id.ts';
import { directoryStore } from '../format/directory-store.ts';
import { recoverExtract } from '../format/lock-extract.ts';
import { bytesOf, type Manifest } from '../format/manifest.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { allDone } from '../workers/all-done.ts';
import { Threads, type ThreadPlan } from '../workers/threads.ts';
import { loadAftermath, type Seen } from './load-aftermath.ts';
import { threadWorkers, type LoadMethods } from './load-methods.ts';
import { loadRows } from './load-rows.ts';
import { loadWorker, type LoadSettings, type LoadWorker } from './load-worker.ts';
import { openExtract } from './open-extract.ts';
import { precheck } from './precheck.ts';
import { differencesOf, type VerifyLevel } from './prove.ts';
import { ReferencesRead } from './references-read.ts';
import { unlessReplaced } from './replaced-extract.ts';
import { extractNotices } from './extract-notices.ts';
import { tellStale, type StalenessCheck } from './stale-extract.ts';

export interface LoadOptions {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  readonly target: DatabaseLocation;
  /** Absolute path of the extract's folder. */
  readonly directory: string;
  /** Whether a database that has the name may be replaced, at the end. */
  readonly replace: boolean;
  /** What is compared before the new database gets its name. */
  readonly verify: VerifyLevel;
  /** Whether the source of the extract was written to since; left out: nobody asks. */
  readonly staleness?: StalenessCheck;
  /** Which threads may help; without, there are none. They serve `loadMethods` of the same schema. */
  readonly threads?: ThreadPlan;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

export interface Load {
  readonly manifest: Manifest;
  readonly location: DatabaseLocation;
}

/**
 * Phase 2: builds a fresh database from an extract, with no transformation, proves it, and gives it its name in one step. A
 * database that has the final name is complete.
 *
 * @throws {NtomError} with state and next command; the target is then as it was.
 */
export async function runLoad(options: LoadOptions): Promise<Load> {
  const seen: Seen = { manifest: null };
  try {
    return { manifest: await load(options, seen), location: options.target };
  } catch (error) {
    throw await loadAftermath(options, seen, await unlessReplaced(options.directory, seen, error));
  }
}

async function load(options: LoadOptions, seen: Seen): Promise<Manifest> {
  const { schema, dialect, directory, threads: plan, signal, onEvent } = options;
  const startedAt = Date.now();
  await recoverExtract(directory, `load ${schema.version}`);
  const store = directoryStore(directory);
  const manifest = await openExtract(store, schema, seen);
  for (const message of extractNotices(directory, manifest)) onEvent({ type: 'notice', message });
  await tellStale(options, manifest);
  await using threads = Threads.start<LoadMethods>({ plan, bytes: bytesIn(manifest), signal, onEvent });
  await using target = await dialect.createTarget(options.target, schema, {
    replace: options.replace,
    partsId: partsIdOf(manifest.tables),
    lanes: plan?.most ?? 1,
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  onEvent({ type: 'phase-started', phase: 'load', schema: schema.version, tables: manifest.tables.length, rows });
  const settings = { directory, encoding: manifest.encoding, place: target.place };
  const noReader = (): never => {
    throw new TypeError('nothing is read back while rows are loaded');
  };
  const others = threadWorkers(threads, settings);
  const workers = [loadWorker({ ...options, ...settings }, noReader), ...others];
  await precheck({ target, store, manifest, options, workers });
  await loadRows({ ...options, encoding: manifest.encoding, target, store, manifest }, workers);
  await target.complete(recordOf(schema, manifest), nextIds(manifest));
  onEvent({ type: 'phase-finished', phase: 'load', schema: schema.version, rows, ms: Date.now() - startedAt });
  await prove({ target, manifest, threads, settings }, options);
  await target.publish();
  return manifest;
}

function bytesIn({ tables }: Manifest): number {
  return tables.reduce((sum, { parts }) => sum + bytesOf(parts), 0);
}

function recordOf(schema: SchemaDefinition, { contentId }: Manifest): SchemaRecord {
  return { schema: schema.version, fingerprint: schema.fingerprint, contentId, loadedAt: new Date().toISOString() };
}

function nextIds({ tables }: Manifest): ReadonlyMap<string, bigint> {
  return new Map(tables.flatMap(({ name, nextId }) => (nextId === null ? [] : [[name, BigInt(nextId)]])));
}

interface Loaded {
  readonly target: Target;
  readonly manifest: Manifest;
  readonly threads: Threads<LoadMethods>;
  readonly settings: LoadSettings;
}

/** Broken references are said first: rows that are not the same may be their consequence. */
async function prove({ target, manifest, threads, settings }: Loaded, options: LoadOptions): Promise<void> {
  const { verify: level, schema, onEvent } = options;
  if (level === 'none') return;
  await using fellows = await threads.open(target.built);
  await using source = await target.readBack(fellows);
  const own = loadWorker({ ...options, ...settings }, () => source);
  const workers = [...(source.isShared ? threadWorkers(threads, settings) : []), own];
  const references = level === 'full' ? ReferencesRead.of(schema) : null;
  const [asked, differences] = await allDone([
    references === null ? referencesOf(workers) : Promise.resolve([]),
    differencesOf(source, { schema, manifest, level, references, onEvent }, workers),
  ]);
  const broken = references === null || references.hold ? asked : await referencesOf(workers);
  if (broken.length + differences.length === 0) return;
  target.discard();
  if (broken.length > 0) throw failure('LOAD_REFERENCES_BROKEN', { broken });
  throw failure('VERIFY_DIFFERS', { database: options.target.label, differences });
}

/** A thread does it, where there is one, so that the main one can go on. */
function referencesOf([worker]: readonly LoadWorker[]): Promise<readonly ReferenceViolation[]> {
  if (worker === undefined) throw new TypeError('nobody is there to do it');
  return worker.references();
}
