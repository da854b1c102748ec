import { resolve } from 'node:path';
import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import { dialectOf } from '../dialects/registry.ts';
import { failure } from '../errors.ts';
import { absolutePlace, withDefaultsFile } from '../project/place.ts';
import type { Project } from '../project/project.ts';
import type { Session } from './session.ts';

/** A place for databases, and who knows how to reach them. */
export interface Place {
  readonly project: Project;
  /** With an absolute path. */
  readonly url: string;
  readonly dialect: Dialect;
  readonly locate: (version: number) => DatabaseLocation;
  /**
   * The database of a version that is to be made.
   *
   * @throws {NtomError} `TARGET_ADOPTED` for one that has a name of its own: it is the application's, and not ntom's to write.
   */
  readonly locateNew: (version: number) => DatabaseLocation;
  /** The databases that are named otherwise here, by schema version. */
  readonly adopted: ReadonlyMap<number, DatabaseLocation>;
  /** The versions that have a database here, ascending. Opens none of them. */
  readonly versions: () => Promise<readonly number[]>;
}

/**
 * The place that the command names, relative to the working directory; else the project's. Names that the configuration gives
 * to databases hold at the project's own place: at another one the name follows from the version.
 */
export async function placeOf(session: Session, named: string | undefined): Promise<Place> {
  const project = await session.project();
  const { cwd } = session.context;
  const place = named === undefined ? project.place : absolutePlace(named, cwd);
  const { defaultsFile } = session.report.given;
  const url = defaultsFile === undefined ? place : withDefaultsFile(place, resolve(cwd, defaultsFile));
  const dialect = await dialectOf(url);
  const adopted = place === project.place ? adoptedAt(url, dialect, project) : new Map<number, DatabaseLocation>();
  const locate = (version: number): DatabaseLocation =>
    adopted.get(version) ?? dialect.locate(url, project.app, version);
  return {
    project,
    url,
    dialect,
    locate,
    locateNew: (version) => {
      refuseAdopted(version, adopted);
      return locate(version);
    },
    adopted,
    versions: () => versionsOf(adopted, dialect.versionsAt(url, project.app)),
  };
}

function adoptedAt(url: string, dialect: Dialect, { names }: Project): ReadonlyMap<number, DatabaseLocation> {
  return new Map([...names].map(([version, name]) => [version, dialect.locateNamed(url, name)]));
}

function refuseAdopted(version: number, adopted: Place['adopted']): void {
  const location = adopted.get(version);
  if (location === undefined) return;
  const state = [{ what: location.label, is: 'unchanged' }];
  const error = failure('TARGET_ADOPTED', { database: location.label, schema: version });
  throw error.withAftermath({ state, next: 'ntom status' });
}

/** Of a version that has a name of its own, that database counts and no other. */
async function versionsOf(adopted: Place['adopted'], derived: Promise<readonly number[]>): Promise<readonly number[]> {
  const found = (await derived).filter((version) => !adopted.has(version));
  for (const [version, location] of adopted) {
    if ((await location.sizeBytes()) !== null) found.push(version);
  }
  return found.sort((a, b) => a - b);
}
