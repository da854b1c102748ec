import type { Dialect } from '../dialects/dialect.ts';
import type { Source } from '../dialects/source.ts';
import { failure, type NtomError } from '../errors.ts';
import type { CompressionName } from '../format/compression-name.ts';
import { rowFormats } from '../format/formats.ts';
import { readManifest } from '../format/manifest-file.ts';
import type { Manifest, ManifestTable } from '../format/manifest.ts';
import type { PartStore } from '../format/store.ts';
import { checkedBytes, fileBytes } from '../format/verify-parts.ts';
import type { TablePlan } from '../pipeline/plan.ts';
import { brokenCount } from './broken-count.ts';
import type { ExtractRun } from './write-table.ts';

/**
 * The earlier extract of which tables are kept when only some are made again.
 *
 * @throws {NtomError} `EXTRACT_NOT_KEPT` unless it was made from the same data, by the same schemas, in the same format.
 */
export async function readKept(
  store: PartStore,
  run: Pick<ExtractRun, 'pipeline' | 'dialect' | 'source' | 'format' | 'compression'>,
): Promise<Manifest> {
  const manifest = await readManifest(store);
  const reason = whyNotKept(manifest, run);
  if (reason !== null) throw notKept(store.label, reason);
  return manifest;
}

function whyNotKept(
  manifest: Manifest,
  { pipeline, dialect, source, format, compression }: Parameters<typeof readKept>[1],
): string | null {
  if (manifest.source.fingerprint !== pipeline.from.fingerprint)
    return `it was made from another schema than ${pipeline.from.version}`;
  if (manifest.target.fingerprint !== pipeline.to.fingerprint)
    return `schema ${pipeline.to.version} is another one now`;
  if (manifest.sealed.length > 0) return 'it was edited, and sealed';
  if (manifest.encoding !== format) return `its parts are ${manifest.encoding}`;
  const other = compressionsOf(manifest).find((used) => used !== compression);
  if (other !== undefined) return `its parts are ${other === null ? 'not compressed' : `compressed with ${other}`}`;
  return whyOfOtherData(manifest.source, dialect, source);
}

function whyOfOtherData(of: Manifest['source'], dialect: Dialect, { changeToken }: Source): string | null {
  const untold = 'the source database cannot tell whether it has changed';
  if (of.engine !== dialect.engine || of.changeToken === null || changeToken === null) return untold;
  const change = dialect.changeBetween(of.changeToken, changeToken);
  if (change.is === 'unknown') return `${untold}: ${change.why}`;
  return change.is === 'none' ? null : `the source database was written to since: ${change.how}`;
}

function compressionsOf({ tables }: Manifest): readonly (CompressionName | null)[] {
  return tables.flatMap(({ parts }) => parts.map(({ content }) => content?.compression ?? null));
}

function notKept(extract: string, reason: string): NtomError {
  return failure('EXTRACT_NOT_KEPT', { extract, reason });
}

/**
 * Copies the parts of a table from the earlier extract, proved on the way, and records their keys.
 *
 * @throws {NtomError} `EXTRACT_NOT_KEPT` when the pipeline promises another number of rows now: the account would not add up.
 */
export async function keepTable(
  run: ExtractRun,
  plan: TablePlan,
  earlier: PartStore,
  manifest: Manifest,
): Promise<ManifestTable> {
  const { table } = plan;
  const kept = manifest.tables.find(({ name }) => name === table.name);
  if (kept === undefined) throw notKept(earlier.label, `it has no table ${table.name}`);
  const broken = brokenCount(run.pipeline.name, plan, kept.rows);
  if (broken !== null)
    throw notKept(
      earlier.label,
      `table ${table.name} has ${kept.rows} rows there, and the pipeline counts otherwise now`,
    );
  const codec = rowFormats[run.format](table);
  const keys = run.checks.recorder(table, 1);
  for (const part of kept.parts) {
    await run.store.put(part.path, fileBytes(earlier, part));
    for await (const batch of codec.decode({ path: part.path, bytes: checkedBytes(run.store, part) })) {
      for (const row of batch) keys.add(row);
    }
  }
  run.checks.merge(table, keys.take());
  return kept;
}
