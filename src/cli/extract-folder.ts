import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Project } from '../project/project.ts';
import type { Session } from './session.ts';

/** The folder of an extract that the command names, relative to the working directory; else the project's. Absolute. */
export async function extractFolder(session: Session, named: string | undefined, version: number): Promise<string> {
  if (named !== undefined) return resolve(session.context.cwd, named);
  return (await session.project()).extractDirectory(version);
}

/** A folder as people call it: from the project if it is inside. */
export function shownFolder(project: Project, folder: string): string {
  const inside = relative(project.directory, folder);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? folder : inside.replaceAll(sep, '/');
}
