import { resolve } from 'node:path';
import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import { dialectOf } from '../dialects/registry.ts';
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
}

/** The place that the command names, relative to the working directory; else the project's. */
export async function placeOf(session: Session, named: string | undefined): Promise<Place> {
  const project = await session.project();
  const { cwd } = session.context;
  const place = named === undefined ? project.place : absolutePlace(named, cwd);
  const { defaultsFile } = session.report.given;
  const url = defaultsFile === undefined ? place : withDefaultsFile(place, resolve(cwd, defaultsFile));
  const dialect = await dialectOf(url);
  return { project, url, dialect, locate: (version) => dialect.locate(url, project.app, version) };
}
