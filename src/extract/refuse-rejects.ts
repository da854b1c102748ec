import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { rowFormats } from '../format/formats.ts';
import type { ManifestTable } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import type { PartStore } from '../format/store.ts';
import { checkedBytes } from '../format/verify-parts.ts';
import type { KeyChecks } from './key-checks.ts';
import { rejectKeys } from './reject-keys.ts';
import { rejectsDirectory, rejectsFile, type Rejects } from './rejects.ts';

export interface CheckedRun {
  readonly checks: KeyChecks;
  readonly rejects: Rejects;
  /** Where the parts were written. */
  readonly store: PartStore;
  readonly format: FormatName;
  /** Absolute path that the extract is to have. */
  readonly directory: string;
  readonly onEvent: OnEvent;
}

/**
 * Ends a run that has rejected rows. Keys are looked at when all rows are written: a child may come before its parent.
 *
 * @throws {NtomError} `ROWS_REJECTED`: the rows are in `<directory>.rejects/<table>.jsonl`.
 */
export async function refuseRejects(run: CheckedRun, tables: readonly ManifestTable[]): Promise<void> {
  await rejectKeys(run.checks, run.rejects, async function* (table) {
    const codec = rowFormats[run.format](table);
    for (const part of tables.find(({ name }) => name === table.name)?.parts ?? []) {
      yield* codec.decode({ path: part.path, bytes: checkedBytes(run.store, part) });
    }
  });
  const { rejects } = run;
  if (rejects.total === 0) return;
  const written = rejectsDirectory(run.directory);
  await rejects.write(written);
  for (const [table, rows] of rejects.counts)
    run.onEvent({ type: 'rejected', table, rows, file: rejectsFile(written, table) });
  throw failure('ROWS_REJECTED', {
    rows: rejects.total,
    tables: Object.fromEntries(rejects.counts),
    directory: written,
  });
}
