import { failure } from '../errors.ts';
import { catalog } from '../errors/catalog.ts';
import { originAt, type Origin } from './origin.ts';
import type { Place } from './place.ts';
import type { Session } from './session.ts';

interface Migration {
  readonly session: Session;
  readonly place: Place;
  /** The versions that have a database, ascending. */
  readonly existing: readonly number[];
}

/**
 * Tells that the newest database, or one that it comes from, does not hold what the database holds now that it was loaded from.
 *
 * @throws {NtomError} if strict: `DATABASE_STALE`, `DATABASE_AGE_UNKNOWN`.
 */
export async function tellStaleDatabases(migration: Migration, isStrict: boolean): Promise<void> {
  const { place, existing } = migration;
  const seen = new Set<number>();
  let version = existing.at(-1);
  while (version !== undefined && existing.includes(version) && !seen.has(version)) {
    seen.add(version);
    const origin = await originAt(place, version);
    if (origin === null) return;
    tellStale(migration, version, origin, isStrict);
    version = origin.from ?? undefined;
  }
}

function tellStale({ session, place, existing }: Migration, version: number, origin: Origin, isStrict: boolean): void {
  const { from, change } = origin;
  const database = place.locate(version).label;
  const state = existing.map((each) => ({ what: place.locate(each).label, is: 'unchanged' }));
  if (change.is === 'written') {
    const details = { database, how: change.how };
    const next = from === null ? 'ntom status' : `ntom extract ${from}to${version}`;
    if (isStrict) throw failure('DATABASE_STALE', details).withAftermath({ state, next });
    session.report.onEvent({ type: 'notice', message: catalog.DATABASE_STALE.message(details) });
  }
  if (change.is === 'unknown' && isStrict)
    throw failure('DATABASE_AGE_UNKNOWN', { database, reason: change.why }).withAftermath({
      state,
      next: 'ntom status',
    });
}
