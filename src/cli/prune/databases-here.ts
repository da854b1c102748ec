import type { DatabaseLocation } from '../../dialects/location.ts';
import type { SchemaRecord } from '../../dialects/source.ts';
import { reasonOf } from '../../errors.ts';
import { recordOf } from '../origin.ts';
import type { Place } from '../place.ts';

/** A database of a version, or what is left of one whose removal was begun. */
export interface DatabaseHere {
  readonly version: number;
  readonly location: DatabaseLocation;
  readonly bytes: number | null;
  readonly record: SchemaRecord | null;
  /** Whether an application can work with it: it was adopted, or has a record. */
  readonly isComplete: boolean;
  readonly isHalfRemoved: boolean;
  /** Why it is not ours to remove, whatever the rule; null: it is. */
  readonly whyNot: string | null;
  /** `loaded at 2026-07-01T09:30:00.000Z`. */
  readonly is: string;
}

/** The databases of a place, ascending, opened one after the other. */
export async function databasesHere(place: Place): Promise<readonly DatabaseHere[]> {
  const leftovers = await place.dialect.leftoversAt(place.url, place.project.app);
  const halfRemoved = leftovers.filter(({ of }) => of === 'prune').map(({ version }) => version);
  const held = new Map(leftovers.flatMap(({ version, holder }) => (holder === null ? [] : [[version, holder]])));
  const found: DatabaseHere[] = [];
  for (const version of new Set([...halfRemoved, ...(await place.versions())].toSorted((a, b) => a - b))) {
    const known = await knownOf(place, version);
    const holder = held.get(version);
    const isHalfRemoved = halfRemoved.includes(version) && !known.isComplete && holder === undefined;
    found.push({ ...known, isHalfRemoved, whyNot: holder === undefined ? known.whyNot : `in the hands of ${holder}` });
  }
  return found;
}

async function knownOf(place: Place, version: number): Promise<Omit<DatabaseHere, 'isHalfRemoved'>> {
  const location = place.locate(version);
  const isAdopted = place.adopted.has(version);
  const known = { version, location, bytes: await location.sizeBytes(), record: null, isComplete: isAdopted, is: '' };
  if (isAdopted) return { ...known, whyNot: "it is the application's own" };
  try {
    const record = await recordOf(place, version);
    if (record === null) return { ...known, whyNot: 'ntom did not make it' };
    if (record.schema !== version) return { ...known, record, whyNot: `it holds schema ${record.schema}` };
    const is = `${record.contentId === null ? 'created' : 'loaded'} at ${record.loadedAt}`;
    return { ...known, record, isComplete: true, whyNot: null, is };
  } catch (thrown) {
    return { ...known, whyNot: `it cannot be opened: ${reasonOf(thrown)}` };
  }
}
