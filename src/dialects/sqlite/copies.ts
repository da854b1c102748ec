import { constants, existsSync, lstatSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../../errors.ts';
import { step } from '../../failpoints/step.ts';
import { copyName, longestAgeMs, type Copies, type CopyName, type DatabaseCopy } from '../copies.ts';
import type { DatabaseLocation } from '../location.ts';
import { systemReason } from './failures.ts';
import { folderOf, locate, sqliteLocation } from './location.ts';

/** A database file of a test's own. */
export interface FileAccess {
  /** Absolute: `…/app_v3.db`. Its folder has nothing else in it. */
  readonly path: string;
  /** As `ntom url` prints it. */
  readonly url: string;
}

export const copies: Copies = { make, touch, prune };

async function make(template: DatabaseLocation, place: string, { app, version }: CopyName): Promise<DatabaseCopy> {
  const folder = join(folderOf(place), copyName());
  const copy = locate(`sqlite:${folder}`, app, version);
  const remove = (): Promise<void> => step('copy.remove', () => rm(folder, { recursive: true, force: true }));
  try {
    await step('copy.make-folder', () => mkdir(folder, { recursive: true, mode: 0o700 }));
    // Where the file system can, the copy shares the blocks of the file until one of them is written to.
    await step('copy.make', () => copyFile(sqliteLocation(template).path, copy.path, constants.COPYFILE_FICLONE));
  } catch (error) {
    await remove().catch(() => undefined);
    throw failure('TARGET_UNWRITABLE', { database: copy.label, reason: systemReason(error) }, error);
  }
  return { location: copy, access: { path: copy.path, url: String(copy) }, remove };
}

/** Who may not write there uses it all the same. */
async function touch(template: DatabaseLocation): Promise<void> {
  const now = new Date();
  await step('template.touch', () => utimes(sqliteLocation(template).path, now, now)).catch(() => undefined);
}

/** What cannot be removed stays for the next time. */
async function prune(place: string): Promise<void> {
  const folder = folderOf(place);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const [path, longest] = [join(folder, name), longestAgeMs(name)];
    const written = lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (longest === null || Date.now() - written < longest) continue;
    await step('copies.prune', () => rm(path, { recursive: true, force: true })).catch(() => undefined);
  }
}
