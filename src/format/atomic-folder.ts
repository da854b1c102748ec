import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from '../errors.ts';
import { folderContent, type FolderContent } from './folder-content.ts';
import { systemCode, writeFailed } from './io-failure.ts';
import { syncFolder } from './sync-folder.ts';
import { step } from '../failpoints/step.ts';

/**
 * A folder that appears under its final name complete or not at all. It is filled beside that name; `commit` gives it the
 * name and replaces an earlier extract there. Disposing of it without `commit` leaves nothing behind.
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
   * Makes the working folder, after recovering what a crash may have left.
   *
   * @throws {NtomError} `EXTRACT_FOLDER_FOREIGN`, `WRITE_FAILED`.
   */
  static async begin(final: string): Promise<AtomicFolder> {
    await recoverFolder(final);
    await requireOurs(final);
    await requireOurs(replacedName(final));
    const path = partialName(final);
    try {
      await step('folder.make-parent', () => mkdir(dirname(final), { recursive: true }));
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

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#committed) return;
    await step('folder.discard', () => rm(this.path, { recursive: true, force: true })).catch((thrown: unknown) => {
      throw writeFailed(this.path, thrown);
    });
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
 * Puts an extract back under its final name if a crash in `commit` left it under none. To be called before an extract is
 * read.
 *
 * @throws {NtomError} `WRITE_FAILED`.
 */
export async function recoverFolder(final: string): Promise<void> {
  const replaced = replacedName(final);
  if ((await folderContent(final)) !== 'missing' || (await folderContent(replaced)) !== 'extract') return;
  try {
    await step('folder.recover', () => rename(replaced, final));
  } catch (thrown) {
    throw writeFailed(final, thrown);
  }
  await syncFolder('folder.sync-recovered', dirname(final));
}

/** Removes an extract that was replaced. It is renamed first: half removed it could no longer be told from a stranger's. */
async function removeReplaced(final: string): Promise<void> {
  const [replaced, doomed] = [replacedName(final), partialName(final)];
  await requireOurs(replaced);
  try {
    await step('folder.doom-replaced', () => rename(replaced, doomed));
    await step('folder.remove-replaced', () => rm(doomed, { recursive: true }));
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw writeFailed(replaced, thrown);
  }
}

async function requireOurs(folder: string): Promise<Exclude<FolderContent, 'foreign'>> {
  const content = await folderContent(folder);
  if (content === 'foreign') throw failure('EXTRACT_FOLDER_FOREIGN', { folder });
  return content;
}

function replacedName(final: string): string {
  return `${final}.replaced`;
}

function partialName(final: string): string {
  return `${final}.partial-${randomBytes(4).toString('hex')}`;
}
