import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { failure } from '../errors.ts';

/** The file whose folder is a project. */
export const configFile = 'ntom.config.ts';

/**
 * The project's folder: `directory` if one is named, else the nearest from `cwd` upward that holds the configuration.
 *
 * @throws {NtomError} `PROJECT_NOT_FOUND`.
 */
export function findProject(directory: string | undefined, cwd: string): string {
  const start = resolve(cwd, directory ?? '.');
  const candidates = directory === undefined ? upward(start) : [start];
  const found = candidates.find((candidate) => existsSync(join(candidate, configFile)));
  if (found === undefined) throw notFound(start, directory === undefined);
  return found;
}

/** Whoever named no folder may want this one to become a project. */
function notFound(directory: string, upward: boolean): Error {
  const error = failure('PROJECT_NOT_FOUND', { directory, upward });
  return upward ? error.withAftermath({ state: [], next: 'ntom init' }) : error;
}

function upward(directory: string): readonly string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...upward(parent)];
}
