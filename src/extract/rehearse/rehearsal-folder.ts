import { randomBytes } from 'node:crypto';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFailed } from '../../format/io-failure.ts';
import { step } from '../../failpoints/step.ts';

/** A folder for what is thrown away, on the disk of the extracts. Disposing of it removes it, and what was made for it. */
export class RehearsalFolder implements AsyncDisposable {
  /** `extracts/.rehearsal-<random>`. */
  readonly path: string;
  /** The topmost folder that was made: the folder of the extracts may not have been there. */
  readonly #topmost: string;

  private constructor(path: string, topmost: string) {
    this.path = path;
    this.#topmost = topmost;
  }

  /**
   * `extracts`: absolute folder of all extracts.
   *
   * @throws {NtomError} `WRITE_FAILED`.
   */
  static async begin(extracts: string): Promise<RehearsalFolder> {
    const path = join(extracts, `.rehearsal-${randomBytes(4).toString('hex')}`);
    try {
      const topmost = await step('rehearsal.make-folder', () => mkdir(path, { recursive: true, mode: 0o700 }));
      return new RehearsalFolder(path, topmost ?? path);
    } catch (thrown) {
      throw writeFailed(path, thrown);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await step('rehearsal.remove', () => rm(this.path, { recursive: true, force: true })).catch((thrown: unknown) => {
      throw writeFailed(this.path, thrown);
    });
    await this.#removeParents().catch(() => undefined);
  }

  /** Only while they are empty: somebody else may have put something there. */
  async #removeParents(): Promise<void> {
    let folder = this.path;
    while (folder !== this.#topmost) {
      folder = dirname(folder);
      const empty = folder;
      await step('rehearsal.remove-parent', () => rmdir(empty));
    }
  }
}
