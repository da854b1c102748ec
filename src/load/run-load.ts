import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import type { SchemaRecord } from '../dialects/source.ts';
import type { Target } from '../dialects/target.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { recoverFolder } from '../format/atomic-folder.ts';
import { partsIdOf } from '../format/content-id.ts';
import { directoryStore } from '../format/directory-store.ts';
import type { Manifest } from '../format/manifest.ts';
import type { PartStore } from '../format/store.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { loadAftermath, type Seen } from './load-aftermath.ts';
import { loadTable } from './load-table.ts';
import { openExtract } from './open-extract.ts';
import { precheck } from './precheck.ts';
import { differencesOf, type VerifyLevel } from './prove.ts';

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
    throw await loadAftermath(options, seen, error);
  }
}

async function load(options: LoadOptions, seen: Seen): Promise<Manifest> {
  const { schema, dialect, onEvent } = options;
  const startedAt = Date.now();
  await recoverFolder(options.directory);
  const store = directoryStore(options.directory);
  const manifest = await openExtract(store, schema, seen);
  await using target = await dialect.createTarget(options.target, schema, {
    replace: options.replace,
    partsId: partsIdOf(manifest.tables),
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  onEvent({ type: 'phase-started', phase: 'load', schema: schema.version, tables: manifest.tables.length, rows });
  await precheck({ target, store, manifest, options });
  await loadRows(target, store, manifest, options);
  await target.complete(recordOf(schema, manifest), nextIds(manifest));
  onEvent({ type: 'phase-finished', phase: 'load', schema: schema.version, rows, ms: Date.now() - startedAt });
  await prove(target, manifest, options);
  await target.publish();
  return manifest;
}

async function loadRows(target: Target, store: PartStore, manifest: Manifest, options: LoadOptions): Promise<void> {
  const { signal, onEvent } = options;
  for (const [index, table] of options.schema.tables.entries()) {
    const written = manifest.tables[index];
    if (written !== undefined)
      await loadTable({ target, store, table, written, encoding: manifest.encoding, signal, onEvent });
  }
}

function recordOf(schema: SchemaDefinition, { contentId }: Manifest): SchemaRecord {
  return { schema: schema.version, fingerprint: schema.fingerprint, contentId, loadedAt: new Date().toISOString() };
}

function nextIds({ tables }: Manifest): ReadonlyMap<string, bigint> {
  return new Map(tables.flatMap(({ name, nextId }) => (nextId === null ? [] : [[name, BigInt(nextId)]])));
}

/** References first: they are looked up in the database that is still being written. */
async function prove(target: Target, manifest: Manifest, options: LoadOptions): Promise<void> {
  if (options.verify === 'none') return;
  const broken = await target.brokenReferences();
  if (broken.length > 0) {
    target.discard();
    throw failure('LOAD_REFERENCES_BROKEN', { broken });
  }
  await using source = await target.readBack();
  const differences = await differencesOf(source, manifest, options, options.verify);
  if (differences.length === 0) return;
  target.discard();
  throw failure('VERIFY_DIFFERS', { database: options.target.label, differences });
}
