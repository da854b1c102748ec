import { lstatSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockPath } from '../dialects/path-lock.ts';
import { failure } from '../errors.ts';
import { step } from '../failpoints/step.ts';
import { readFailed, writeFailed } from '../format/io-failure.ts';

/** By folder, the names under which files are written before they get their own. */
const partialNames: Readonly<Record<string, RegExp>> = {
  schemas:
    /^(?:(?:\.pulled-[0-9a-f]{8}|v\d+\.partial-[0-9a-f]{8})\.ts(?:\.partial-[0-9a-f]{8})?|(?:v\d+\.ts|lock\.json)\.partial-[0-9a-f]{8})$/,
  pipelines: /^\d+to\d+\.ts\.partial-[0-9a-f]{8}$/,
};

/** Writing them takes seconds at most. */
const waitMs = 10_000;

/** What is locked while a file of schemas or pipelines is written. */
export function schemasLock(projectDirectory: string): string {
  return join(projectDirectory, 'schemas', 'lock.json');
}

/**
 * Whoever writes files of schemas and pipelines holds this lock meanwhile. What runs that were ended have left of them is removed
 * first. `command`: what runs, for others to read.
 *
 * @throws {NtomError} `SCHEMAS_LOCKED` if it takes too long to get, `LOCKING_FAILED`, `READ_FAILED`, `WRITE_FAILED`.
 */
export async function lockSchemas(projectDirectory: string, command: string): Promise<AsyncDisposable> {
  const path = schemasLock(projectDirectory);
  const lock = await lockPath({
    path,
    command,
    waitMs,
    held: (holder) => failure('SCHEMAS_LOCKED', { holder }),
    unwritable: (thrown) => writeFailed(path, thrown),
  });
  try {
    for (const file of schemasLeftovers(projectDirectory))
      await step('schemas.remove-leftover', () => rm(join(projectDirectory, file), { force: true }));
    return lock;
  } catch (thrown) {
    await lock[Symbol.asyncDispose]();
    throw writeFailed(path, thrown);
  }
}

/**
 * Files that runs which were ended have left, from the project's folder; or one is at work on.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export function schemasLeftovers(projectDirectory: string): readonly string[] {
  return Object.entries(partialNames).flatMap(([folder, pattern]) => {
    const path = join(projectDirectory, folder);
    try {
      // That it is no folder is for whoever writes there to say.
      const names = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(path) : [];
      return names
        .filter((name) => pattern.test(name) && lstatSync(join(path, name)).isFile())
        .map((name) => `${folder}/${name}`);
    } catch (thrown) {
      throw readFailed(path, thrown);
    }
  });
}
