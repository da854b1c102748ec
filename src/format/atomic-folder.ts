import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure, reasonOf } from '../errors.ts';
import { isOnlyExtract, removeExtractLeftovers } from './extract-leftovers.ts';
import { folderContent, type FolderContent } from './folder-content.ts';
import { systemCode, writeFailed } from './io-failure.ts';
import { partialName } from './partial-name.ts';
import { syncFolder } from './sync-folder.ts';
import { step } from '../failpoints/step.ts';

/**
 * A folder that appears under its final name complete or not at all. It is filled beside that name; `commit` gives it the
 * name and replaces an earlier extract there. Disposing of it without `commit` leaves nothing behind. Only one at a time: whoever
 * begins it holds the lock of the extract.
 */
export class AtomicFolder implements AsyncDisposable {
  /** The final name. */
  readonly final: string;
  /** Where to write until `commit`: `v3.partial-<random>`. */
  readonly path: string;
  #committed = false;

  private constructor(final: string, path: string) {
    this.final = final;
    this.path = path;
  }

  /**
   * Makes the working folder, after recovering what a run that was ended may have left, and removing the rest.
   *
   * @throws {NtomError} `EXTRACT_FOLDER_FOREIGN`, `WRITE_FAILED`.
   */
  static async begin(final: string): Promise<AtomicFolder> {
    await clearFolder(final);
    const path = partialName(final);
    try {
      await step('folder.make-parent', () => mkdir(dirname(final), { recursive: true, mode: 0o700 }));
      await step('folder.make', () => mkdir(path, { mode: 0o700 }));
    } catch (thrown) {
      throw writeFailed(path, thrown);
    }
    return new AtomicFolder(final, path);
  }

  /**
   * Durable when the promise resolves. An earlier extract under the final name stays there until this one can take its place.
   *
   * @throws {NtomError} `EXTRACT_FOLDER_FOREIGN`, `WRITE_FAILED`: the final name is as it was, unless only making it durable failed.
   */
  async commit(): Promise<void> {
    await syncFolder('folder.sync', this.path);
    try {
      await this.#takeName();
    } catch (thrown) {
      throw writeFailed(this.final, thrown);
    }
    this.#committed = true;
    await syncFolder('folder.sync-parent', dirname(this.final));
    // The new extract is complete. What is left of the old one goes with the next commit.
    await removeReplaced(this.final).catch(() => undefined);
  }

  /** What cannot be removed stays for the next run: what led here matters more. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#committed) return;
    await step('folder.discard', () => rm(this.path, { recursive: true, force: true })).catch(() => undefined);
  }

  async #takeName(): Promise<void> {
    const content = await requireOurs(this.final);
    if (content === 'empty') await step('folder.remove-empty', () => rmdir(this.final));
    if (content === 'extract') return this.#replace();
    await step('folder.publish', () => rename(this.path, this.final));
  }

  async #replace(): Promise<void> {
    const replaced = replacedName(this.final);
    await removeReplaced(this.final);
    await step('folder.set-aside', () => rename(this.final, replaced));
    try {
      await step('folder.replace', () => rename(this.path, this.final));
    } catch (thrown) {
      await step('folder.put-back', () => rename(replaced, this.final));
      throw thrown;
    }
  }
}

/**
 * Whether an extract is under no final name, because a run was ended in `commit`, or is in it.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export async function isSetAside(final: string): Promise<boolean> {
  return (await folderContent(final)) === 'missing' && (await folderContent(replacedName(final))) === 'extract';
}

/**
 * Puts such an extract back. Only under its lock.
 *
 * @throws {NtomError} `READ_FAILED`, `WRITE_FAILED`.
 */
export async function recoverFolder(final: string): Promise<void> {
  if (!(await isSetAside(final))) return;
  try {
    await step('folder.recover', () => rename(replacedName(final), final));
  } catch (thrown) {
    throw writeFailed(final, thrown);
  }
  await syncFolder('folder.sync-recovered', dirname(final));
}

/**
 * Puts such an extract back, and removes what else runs that were ended have left of this one. Only under its lock.
 *
 * @throws {NtomError} `EXTRACT_FOLDER_FOREIGN`, `READ_FAILED`, `WRITE_FAILED`.
 */
export async function clearFolder(final: string): Promise<void> {
  await recoverFolder(final);
  await requireOurs(replacedName(final));
  // Beside a complete extract the one that it has replaced is of no use.
  if ((await requireOurs(final)) === 'extract') await removeReplaced(final);
  await removeExtractLeftovers(final);
}

/** Removes an extract that was replaced. */
async function removeReplaced(final: string): Promise<void> {
  const replaced = replacedName(final);
  await requireOurs(replaced);
  try {
    await removeFolder(replaced, partialName(final));
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw writeFailed(replaced, thrown);
  }
}

/** It is renamed first: half removed it could no longer be told from a stranger's. */
async function removeFolder(folder: string, doomed: string): Promise<void> {
  await step('folder.doom', () => rename(folder, doomed));
  await step('folder.remove-doomed', () => rm(doomed, { recursive: true }));
}

/**
 * Removes an extract and what runs that were ended have left beside it. Only under its lock.
 *
 * @throws {NtomError} `EXTRACT_FOLDER_FOREIGN`, `PRUNE_FOREIGN`, `PRUNE_FAILED`, `READ_FAILED`, `WRITE_FAILED`.
 */
export async function removeExtract(final: string): Promise<void> {
  await clearFolder(final);
  if ((await requireOurs(final)) !== 'extract') return;
  if (!isOnlyExtract(final)) throw failure('PRUNE_FOREIGN', { what: final, reason: 'it has files that are not of it' });
  try {
    await removeFolder(final, partialName(final));
  } catch (thrown) {
    throw failure('PRUNE_FAILED', { what: final, reason: reasonOf(thrown) }, thrown);
  }
}

async function requireOurs(folder: string): Promise<Exclude<FolderContent, 'foreign'>> {
  const content = await folderContent(folder);
  if (content === 'foreign') throw failure('EXTRACT_FOLDER_FOREIGN', { folder });
  return content;
}

/**
 * Where the extract is that was replaced, if a run was ended before it had removed it; empty: nowhere.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export async function leftReplaced(final: string): Promise<readonly string[]> {
  const replaced = replacedName(final);
  return (await folderContent(replaced)) === 'extract' ? [replaced] : [];
}

/** Where an extract is put that another takes the place of. */
function replacedName(final: string): string {
  return `${final}.replaced`;
}
