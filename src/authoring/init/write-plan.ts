import {
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { discardFile } from '../../failpoints/discard-file.ts';
import type { StateLine } from '../../errors.ts';
import { writeFailed } from '../../format/io-failure.ts';
import { partialName } from '../../format/partial-name.ts';
import type { InitPlan, PlannedFile } from './plan-init.ts';
import { stepSync } from '../../failpoints/step.ts';

/** Something that was done, and how to undo it. */
interface Done {
  readonly path: string;
  readonly undo: () => void;
}

/**
 * Writes all that is planned, or nothing. Files that are there are never overwritten: to some something is added.
 *
 * @throws {NtomError} `WRITE_FAILED`, with what could not be undone.
 */
export function writePlan(directory: string, { folders, files }: Pick<InitPlan, 'folders' | 'files'>): void {
  const done: Done[] = [];
  let path = directory;
  try {
    makeFolder(directory, done);
    for (path of folders) makeFolder(join(directory, path), done);
    for (const file of files) {
      path = file.path;
      if (file.isThere) change(join(directory, path), file, done);
      else create(join(directory, path), file, done);
    }
  } catch (thrown) {
    const left = undoAll(done);
    const state: StateLine[] = left.map((what) => ({ what, is: 'written, and could not be taken back' }));
    const nothing = { what: directory, is: 'as it was' };
    throw writeFailed(path, thrown).withAftermath({ state: left.length === 0 ? [nothing] : state, next: null });
  }
}

function makeFolder(path: string, done: Done[]): void {
  const first = stepSync('init.make-folder', () => mkdirSync(path, { recursive: true }));
  if (first !== undefined) done.push({ path, undo: () => removeFolders(path, first) });
}

/** Up to the first that was made. Each is empty by then, or somebody else uses it. */
function removeFolders(path: string, first: string): void {
  stepSync('init.undo-folder', () => rmdirSync(path));
  if (path !== first) removeFolders(join(path, '..'), first);
}

function create(path: string, { text }: PlannedFile, done: Done[]): void {
  const partial = partialName(path);
  try {
    stepSync('init.write', () => writeFileSync(partial, text, { flag: 'wx' }));
    // Unlike a rename it takes no name that is in use: a file that came in the meantime is somebody else's.
    stepSync('init.publish', () => linkSync(partial, path));
    done.push({ path, undo: () => stepSync('init.undo-file', () => rmSync(path)) });
  } finally {
    discardFile('init.remove-partial', partial);
  }
}

function change(path: string, { text }: PlannedFile, done: Done[]): void {
  const before = readFileSync(path);
  replace(path, text);
  done.push({ path, undo: () => replace(path, before) });
}

/** In one step: whatever happens, the file has one content or the other. */
function replace(path: string, content: string | Buffer): void {
  const file = realpathSync(path);
  const partial = partialName(file);
  try {
    const { mode } = statSync(file);
    stepSync('init.write-changed', () => writeFileSync(partial, content, { flag: 'wx', mode }));
    stepSync('init.replace', () => renameSync(partial, file));
  } catch (thrown) {
    discardFile('init.remove-changed', partial);
    throw thrown;
  }
}

/** The last first. Returns what is left. */
function undoAll(done: readonly Done[]): readonly string[] {
  return done.toReversed().flatMap(({ path, undo }) => {
    try {
      undo();
      return [];
    } catch {
      return [path];
    }
  });
}
