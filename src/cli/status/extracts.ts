import { reasonOf } from '../../errors.ts';
import { directoryStore } from '../../format/directory-store.ts';
import { readManifest } from '../../format/manifest-file.ts';
import { namesIn } from '../../project/names-in.ts';
import { shownFolder } from '../extract-folder.ts';
import type { Place } from '../place.ts';
import { changeOfSource } from '../source-change.ts';
import { matchOf, type Match, type SchemaStatus } from './schemas.ts';

export interface ExtractStatus {
  /** Of the schema whose structure it has, by the name of its folder. */
  readonly version: number;
  readonly folder: string;
  /** Whether its manifest can be read. Its parts are not looked at. */
  readonly isComplete: boolean;
  /** Whether it can be loaded as it is. */
  readonly isReady: boolean;
  /** The schema of the database it was read from. */
  readonly from: number | null;
  readonly rows: number | null;
  readonly contentId: string | null;
  /** When it was last edited and sealed; null: never. */
  readonly sealedAt: string | null;
  /** What shows that its source was written to since; null: nothing. */
  readonly stale: string | null;
  /** The schema it was made for against the schema file. */
  readonly match: Match;
  readonly problem: string | null;
}

export async function extractsOf(place: Place, schemas: readonly SchemaStatus[]): Promise<readonly ExtractStatus[]> {
  const found = versionsIn(place.project.extractsDirectory).map((version) => extractStatus(place, version, schemas));
  return Promise.all(found);
}

function versionsIn(folder: string): readonly number[] {
  const versions = namesIn(folder).map((name) => /^v([1-9]\d{0,8})$/.exec(name)?.[1]);
  return versions
    .filter((version) => version !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/** Of an extract whose manifest cannot be read. */
const nothing = {
  isComplete: false,
  isReady: false,
  from: null,
  rows: null,
  contentId: null,
  sealedAt: null,
  stale: null,
} as const;

async function extractStatus(place: Place, version: number, schemas: readonly SchemaStatus[]): Promise<ExtractStatus> {
  const { project } = place;
  const directory = project.extractDirectory(version);
  const known = { version, folder: shownFolder(project, directory) };
  try {
    const { source, target, tables, contentId, sealed } = await readManifest(directoryStore(directory));
    const match = target.schema === version ? matchOf(schemas, version, target.fingerprint) : 'different';
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const { database, change } = await changeOfSource(place, source);
    const stale = change.is === 'written' ? `${database} was written to since: ${change.how}` : null;
    const isReady = match === 'same' && stale === null;
    const found = { from: source.schema, rows, contentId, sealedAt: sealed.at(-1)?.at ?? null, stale };
    return { ...known, isComplete: true, isReady, ...found, match, problem: null };
  } catch (thrown) {
    return { ...known, ...nothing, match: 'unknown', problem: reasonOf(thrown) };
  }
}
