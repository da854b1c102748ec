import type { SchemaRecord } from '../../dialects/source.ts';
import { reasonOf } from '../../errors.ts';
import { originOf, recordOf } from '../origin.ts';
import type { Place } from '../place.ts';
import type { ExtractStatus } from './extracts.ts';
import { matchOf, type Match, type SchemaStatus } from './schemas.ts';

export interface DatabaseStatus {
  /** By its name: the one that it has, or the one that the configuration gives. */
  readonly version: number;
  readonly label: string;
  readonly url: string;
  /** null: it cannot be told. */
  readonly bytes: number | null;
  /** null: not made by ntom, or not to be opened. */
  readonly record: SchemaRecord | null;
  /** Its record against the schema file of its version. */
  readonly match: Match;
  /** How many rows were loaded into it; null: the extract that it was loaded from is not there. */
  readonly rowsLoaded: number | null;
  /** The folder of the extract that it was loaded from; null: it is not there. */
  readonly extract: string | null;
  /** What shows that it does not hold what its source holds now; null: nothing. */
  readonly stale: string | null;
  /** The schema of the database that it was loaded from, if that is known. */
  readonly from: number | null;
  /** Why it cannot be opened. */
  readonly problem: string | null;
}

/** The databases of a place, opened one after the other. */
export async function databasesAt(
  place: Place,
  schemas: readonly SchemaStatus[],
  extracts: readonly ExtractStatus[],
): Promise<readonly DatabaseStatus[]> {
  const found: DatabaseStatus[] = [];
  for (const version of await place.versions()) {
    const database = await databaseStatus(place, version, schemas);
    found.push({ ...database, ...loadedFrom(database.record, extracts) });
  }
  return found;
}

async function databaseStatus(
  place: Place,
  version: number,
  schemas: readonly SchemaStatus[],
): Promise<Omit<DatabaseStatus, 'rowsLoaded' | 'extract'>> {
  const location = place.locate(version);
  const known = { version, label: location.label, url: String(location), bytes: await location.sizeBytes() };
  try {
    const record = await recordOf(place, version);
    const origin = await originOf(place, version, record);
    const stale = origin?.change.is === 'written' ? origin.change.how : null;
    const match = matchOfRecord(record, version, schemas);
    return { ...known, record, match, stale, from: origin?.from ?? null, problem: null };
  } catch (thrown) {
    return { ...known, record: null, match: 'unknown', stale: null, from: null, problem: reasonOf(thrown) };
  }
}

function loadedFrom(
  record: SchemaRecord | null,
  extracts: readonly ExtractStatus[],
): Pick<DatabaseStatus, 'rowsLoaded' | 'extract'> {
  const contentId = record?.contentId ?? null;
  const extract = extracts.find((each) => contentId !== null && each.contentId === contentId);
  return { rowsLoaded: extract?.rows ?? null, extract: extract?.folder ?? null };
}

function matchOfRecord(record: SchemaRecord | null, version: number, schemas: readonly SchemaStatus[]): Match {
  if (record === null) return 'unknown';
  return record.schema === version ? matchOf(schemas, version, record.fingerprint) : 'different';
}
