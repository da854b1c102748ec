import { join } from 'node:path';
import type { OnEvent } from '../../events.ts';
import { AtomicFolder, clearFolder, recoverFolder } from '../../format/atomic-folder.ts';
import { putDataPackage } from '../../format/data-package.ts';
import { directoryStore } from '../../format/directory-store.ts';
import { readmeFile } from '../../format/file-name.ts';
import { lockExtract } from '../../format/lock-extract.ts';
import { requireMadeFor } from '../../format/made-for.ts';
import { readManifest, writeManifest } from '../../format/manifest-file.ts';
import type { Manifest, ManifestTable } from '../../format/manifest.ts';
import type { PartStore } from '../../format/store.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { KeyChecks } from '../key-checks.ts';
import { refuseRejects } from '../refuse-rejects.ts';
import { Rejects, rejectsDirectory, removeRejects } from '../rejects.ts';
import { removeScratch } from '../scratch.ts';
import { editedFiles } from './edited-files.ts';
import { sealAftermath } from './seal-aftermath.ts';
import { sealTable, type SealRun } from './seal-table.ts';
import { sealedManifest } from './sealed-manifest.ts';

export interface SealOptions {
  /** The one that the extract was made for. */
  readonly schema: SchemaDefinition;
  /** Absolute path of the extract's folder. */
  readonly directory: string;
  /** Rejected rows that are written down; all are counted. */
  readonly maxRejects: number;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

export interface Sealed {
  readonly manifest: Manifest;
  /** The files that were not as the manifest said; none: nothing was to be done, and nothing was. */
  readonly files: readonly string[];
}

/**
 * Accepts an extract whose rows people have edited: reads all parts, validates every row and the keys as the extract phase does,
 * and writes the extract anew beside the edited one, which it replaces when it is complete. The new manifest says so.
 *
 * @throws {NtomError} with state and next command; the extract is then as it was. `ROWS_REJECTED` when schema M refuses rows:
 *   they are in `<directory>.rejects/<table>.jsonl`.
 */
export async function runSeal(options: SealOptions): Promise<Sealed> {
  try {
    return await seal(options);
  } catch (error) {
    throw sealAftermath(options, error);
  }
}

async function seal(options: SealOptions): Promise<Sealed> {
  const startedAt = Date.now();
  const { schema, directory, signal } = options;
  await using _lock = await lockExtract(directory, `seal ${schema.version}`);
  await recoverFolder(directory);
  const earlier = directoryStore(directory);
  const manifest = await readManifest(earlier);
  requireMadeFor(schema, manifest, earlier.label);
  await clearFolder(directory);
  const files = await editedFiles(earlier, manifest, signal);
  if (files.length === 0) return { manifest, files };
  await using folder = await AtomicFolder.begin(directory);
  const sealed = await writeSealed(options, folder.path, manifest, files);
  await folder.commit();
  await removeRejects(rejectsDirectory(directory));
  reportEnd(options, sealed, startedAt);
  return { manifest: sealed, files };
}

/** Writes the extract anew, `manifest.json` last. */
async function writeSealed(
  options: SealOptions,
  working: string,
  earlier: Manifest,
  files: readonly string[],
): Promise<Manifest> {
  const { schema, directory } = options;
  const store = directoryStore(working);
  const run = beginRun(options, working, earlier);
  const tables: ManifestTable[] = [];
  for (const [index, table] of earlier.tables.entries()) {
    const definition = schema.tables[index];
    if (definition !== undefined) tables.push(await sealTable(run, definition, table));
  }
  await refuseRejects({ ...run, store, directory }, tables);
  await removeScratch(run.scratch);
  await copyReadme(run.earlier, store);
  const manifest = await putDataPackage(store, sealedManifest(earlier, tables, files), schema.tables);
  await writeManifest(store, manifest);
  return manifest;
}

function beginRun(options: SealOptions, working: string, { encoding, tables }: Manifest): SealRun {
  const { schema, directory, maxRejects, onEvent } = options;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  onEvent({ type: 'phase-started', phase: 'seal', schema: schema.version, tables: tables.length, rows });
  const scratch = join(working, 'scratch');
  return {
    ...options,
    phase: 'seal',
    earlier: directoryStore(directory),
    format: encoding,
    directory: working,
    scratch,
    checks: new KeyChecks(schema, scratch),
    rejects: new Rejects(maxRejects),
  };
}

/** It is people's, and stays. */
async function copyReadme(earlier: PartStore, store: PartStore): Promise<void> {
  const isThere = (await earlier.list()).some(({ path }) => path === readmeFile);
  if (isThere) await store.put(readmeFile, earlier.get(readmeFile));
}

function reportEnd({ schema, onEvent }: SealOptions, { tables }: Manifest, startedAt: number): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  onEvent({ type: 'phase-finished', phase: 'seal', schema: schema.version, rows, ms: Date.now() - startedAt });
}
