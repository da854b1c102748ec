import { join, relative } from 'node:path';
import type { DatabaseLocation } from '../../dialects/location.ts';
import { NtomError } from '../../errors.ts';
import type { Manifest } from '../../format/manifest.ts';
import { runExtract, type ExtractOptions } from '../run-extract.ts';
import { expectedDisk, type ExpectedDisk } from './expected-disk.ts';
import { expectedDowntime, type ExpectedDowntime } from './expected-downtime.ts';
import { RejectReasons, type RejectReason } from './reject-reasons.ts';
import { RehearsalFolder } from './rehearsal-folder.ts';
import { RehearsedTables, type RehearsedTable } from './rehearsed-tables.ts';

export interface RehearsalOptions extends Omit<ExtractOptions, 'directory' | 'tables'> {
  /** Absolute folder of all extracts: what is written goes to the same disk, and away again. */
  readonly extracts: string;
  /** Where the new database would be. Nobody opens it. */
  readonly target: DatabaseLocation;
}

export interface Rehearsal {
  readonly tables: readonly RehearsedTable[];
  /** The extract's; null: rows were rejected, and there would be none. */
  readonly contentId: string | null;
  /** null: rows were rejected. */
  readonly accounting: Manifest['accounting'] | null;
  readonly rejects: RehearsedRejects;
  readonly disk: ExpectedDisk;
  readonly downtime: ExpectedDowntime;
}

export interface RehearsedRejects {
  readonly rows: number;
  /** How many of them the reasons are of: the first ones. */
  readonly listed: number;
  readonly reasons: readonly RejectReason[];
}

/**
 * Phase 1 as it is, thrown away: says what an extract would reject, and how much room and time it would take. Extracts that are
 * there are not touched. Rejected rows are a result, not an error.
 *
 * @throws {NtomError} those of `runExtract` but for `ROWS_REJECTED`.
 */
export async function runRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  try {
    return await rehearse(options);
  } catch (error) {
    throw error instanceof NtomError ? withoutFolder(options, error) : error;
  }
}

async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { extractMs, ...found } = await extractAndRemove(options);
  // Only now: what was written took room too.
  const disk = await expectedDisk({ ...options, tables: found.tables });
  return { ...found, disk, downtime: expectedDowntime(extractMs) };
}

type Found = Omit<Rehearsal, 'disk' | 'downtime'> & { readonly extractMs: number };

async function extractAndRemove(options: RehearsalOptions): Promise<Found> {
  await using folder = await RehearsalFolder.begin(options.extracts, `rehearse ${options.pipeline.name}`);
  const heard = new RehearsedTables(options.onEvent);
  const directory = join(folder.path, `v${options.pipeline.to.version}`);
  const startedAtMs = performance.now();
  const manifest = await extractUnlessRejected({ ...options, directory, tables: null, onEvent: heard.onEvent });
  const found = {
    extractMs: Math.round(performance.now() - startedAtMs),
    tables: heard.list,
    contentId: manifest?.contentId ?? null,
    accounting: manifest?.accounting ?? null,
    rejects: await rejectsOf(heard),
  };
  await folder.remove();
  return found;
}

async function extractUnlessRejected(options: ExtractOptions): Promise<Manifest | null> {
  try {
    return (await runExtract(options)).manifest;
  } catch (error) {
    if (error instanceof NtomError && error.code === 'ROWS_REJECTED') return null;
    throw error;
  }
}

async function rejectsOf({ list, rejectsFiles }: RehearsedTables): Promise<RehearsedRejects> {
  const reasons = new RejectReasons();
  for (const file of rejectsFiles) await reasons.read(file);
  return { rows: list.reduce((sum, { rejected }) => sum + rejected, 0), listed: reasons.rows, reasons: reasons.list };
}

/** The folder that the extract was written to is nothing to tell of: it is gone. */
function withoutFolder({ extracts, source, pipeline }: RehearsalOptions, error: NtomError): NtomError {
  const { code, message, details, aftermath, cause } = error;
  const sourceState = aftermath?.state.filter(({ what }) => what === source.label) ?? [];
  const state = [...sourceState, { what: relative('', extracts), is: 'unchanged' }];
  const next = code === 'SOURCE_MISSING' ? 'ntom status' : `ntom rehearse ${pipeline.name}`;
  return new NtomError(code, message, { details, aftermath: { state, next }, cause });
}
