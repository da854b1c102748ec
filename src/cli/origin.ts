import type { Change } from '../dialects/change.ts';
import type { SchemaRecord } from '../dialects/source.ts';
import { reasonOf } from '../errors.ts';
import { directoryStore } from '../format/directory-store.ts';
import { readManifest } from '../format/manifest-file.ts';
import type { Manifest } from '../format/manifest.ts';
import { shownFolder } from './extract-folder.ts';
import type { Place } from './place.ts';
import { changeOfSource } from './source-change.ts';

/** Where the rows of a loaded database come from. */
export interface Origin {
  /** The schema of the database that they were read from; null: nobody knows. */
  readonly from: number | null;
  /** What became of that database since. `how` and `why` are sentences of their own. */
  readonly change: Change;
}

/**
 * The origin of a database by its record and by the extract of its version in the project; null: it was not loaded. Opens no
 * database.
 */
export async function originOf(place: Place, version: number, record: SchemaRecord | null): Promise<Origin | null> {
  if (record === null || record.contentId === null) return null;
  const directory = place.project.extractDirectory(version);
  const folder = shownFolder(place.project, directory);
  try {
    const manifest = await readManifest(directoryStore(directory));
    if (manifest.source.schema === version) return unknown(`${folder} is a copy of the same version`);
    return { from: manifest.source.schema, change: await changeSince(place, manifest, { folder, record }) };
  } catch (thrown) {
    return unknown(reasonOf(thrown));
  }
}

function unknown(why: string): Origin {
  return { from: null, change: { is: 'unknown', why } };
}

/** The same of a database that is opened to ask it for its record. One that cannot be opened has an origin that nobody knows. */
export async function originAt(place: Place, version: number): Promise<Origin | null> {
  try {
    return await originOf(place, version, await recordOf(place, version));
  } catch (thrown) {
    return unknown(reasonOf(thrown));
  }
}

/** What the database of a version says of itself. Opens it. */
export async function recordOf({ dialect, locate }: Place, version: number): Promise<SchemaRecord | null> {
  await using source = await dialect.openSource(locate(version));
  return await source.schemaRecord();
}

async function changeSince(
  place: Place,
  { source, contentId }: Manifest,
  { folder, record }: { readonly folder: string; readonly record: SchemaRecord },
): Promise<Change> {
  if (contentId !== record.contentId)
    return { is: 'written', how: `it was loaded from another extract than ${folder}` };
  const { database, change } = await changeOfSource(place, source);
  if (change.is === 'written') return { is: 'written', how: `${database} was written to since: ${change.how}` };
  return change.is === 'none' ? change : { is: 'unknown', why: `${database}: ${change.why}` };
}
