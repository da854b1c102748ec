import type { SchemaRecord } from '../../dialects/source.ts';
import { reasonOf } from '../../errors.ts';
import type { Place } from '../place.ts';
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
  /** Why it cannot be opened. */
  readonly problem: string | null;
}

/** The databases of a place, opened one after the other. */
export async function databasesAt(place: Place, schemas: readonly SchemaStatus[]): Promise<readonly DatabaseStatus[]> {
  const found: DatabaseStatus[] = [];
  for (const version of await place.versions()) {
    found.push(await databaseStatus(place, version, schemas));
  }
  return found;
}

async function databaseStatus(
  place: Place,
  version: number,
  schemas: readonly SchemaStatus[],
): Promise<DatabaseStatus> {
  const location = place.locate(version);
  const known = { version, label: location.label, url: String(location), bytes: await location.sizeBytes() };
  try {
    await using source = await place.dialect.openSource(location);
    const record = await source.schemaRecord();
    return { ...known, record, match: matchOfRecord(record, version, schemas), problem: null };
  } catch (thrown) {
    return { ...known, record: null, match: 'unknown', problem: reasonOf(thrown) };
  }
}

function matchOfRecord(record: SchemaRecord | null, version: number, schemas: readonly SchemaStatus[]): Match {
  if (record === null) return 'unknown';
  return record.schema === version ? matchOf(schemas, version, record.fingerprint) : 'different';
}
