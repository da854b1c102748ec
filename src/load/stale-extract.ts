import { relative } from 'node:path';
import type { Change } from '../dialects/change.ts';
import { failure } from '../errors.ts';
import { catalog } from '../errors/catalog.ts';
import type { Manifest } from '../format/manifest.ts';
import type { LoadOptions } from './run-load.ts';

/** What can be told of the database that an extract was read from, since it was read. */
export interface SourceChange {
  /** What people call it. */
  readonly database: string;
  readonly change: Change;
}

export interface StalenessCheck {
  /** Opens no database, and never fails: what cannot be asked is not known. */
  readonly changeOf: (source: Manifest['source']) => Promise<SourceChange>;
  /** Whether an extract is refused unless it is known that nobody wrote to its source since. */
  readonly isStrict: boolean;
}

/**
 * Tells that the source of an extract was written to since it was read.
 *
 * @throws {NtomError} if strict: `EXTRACT_STALE`, `EXTRACT_AGE_UNKNOWN`.
 */
export async function tellStale(options: LoadOptions, { source }: Manifest): Promise<void> {
  const { staleness, onEvent } = options;
  if (staleness === undefined) return;
  const extract = relative('', options.directory);
  const { database, change } = await staleness.changeOf(source);
  if (change.is === 'written') {
    const details = { extract, database, how: change.how };
    if (staleness.isStrict) throw failure('EXTRACT_STALE', details);
    onEvent({ type: 'notice', message: catalog.EXTRACT_STALE.message(details) });
  }
  if (change.is === 'unknown' && staleness.isStrict)
    throw failure('EXTRACT_AGE_UNKNOWN', { extract, database, reason: change.why });
}
