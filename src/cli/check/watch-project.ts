import { setTimeout as pause } from 'node:timers/promises';
import { findProject } from '../../project/find-project.ts';
import type { Session } from '../session.ts';
import type { CheckRequest } from './check-project.ts';
import { watchedFiles } from './watched-files.ts';

/** Editors write a file in several steps, and version control many files. */
const quietMs = 150;

/**
 * Checks the project now and after each change, until the run is to end. Each time in a process of its own: a module that was
 * imported cannot be read anew.
 */
export async function watchProject(session: Session, request: CheckRequest): Promise<void> {
  const { signal, context, report } = session;
  // Not loaded: its configuration may be what is being written.
  using files = watchedFiles(findProject(report.given.projectDirectory, context.cwd));
  const argv = checkOf(session, request);
  while (!signal.aborted) {
    files.forget();
    await context.runAgain(argv, signal);
    const changed = await untilChanged(files.changed(), signal);
    if (changed === null) return;
    report.onEvent({ type: 'notice', message: `--- ${changed} has changed` });
  }
}

/** The first file that changed, when no other does any more; null: the run is to end. */
async function untilChanged(change: Promise<string>, signal: AbortSignal): Promise<string | null> {
  const stopped = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  const changed = await Promise.race([change, stopped]);
  if (changed !== null) await Promise.race([pause(quietMs), stopped]);
  return signal.aborted ? null : changed;
}

/** The same command line without `--watch`. */
function checkOf({ report }: Session, { pipeline, from, github, json, quiet }: CheckRequest): readonly string[] {
  const { projectDirectory, defaultsFile } = report.given;
  return [
    'check',
    ...(pipeline === undefined ? [] : [pipeline]),
    ...(from === undefined ? [] : ['--from', from]),
    ...(github === true ? ['--github'] : []),
    ...(json === true ? ['--json'] : []),
    ...(quiet === true ? ['--quiet'] : []),
    ...(projectDirectory === undefined ? [] : ['--project', projectDirectory]),
    ...(defaultsFile === undefined ? [] : ['--defaults-file', defaultsFile]),
  ];
}
