import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockPath } from '../../dialects/path-lock.ts';
import { failure } from '../../errors.ts';
import { step } from '../../failpoints/step.ts';
import { writeFailed } from '../../format/io-failure.ts';
import { rehearsalLeftovers, rehearsalLock, rehearsalPlace } from './rehearsal-leftovers.ts';

/**
 * A folder for what is thrown away, on the disk of the extracts. Only one at a time. Disposing of it removes what `remove` did not: what
 * led there matters more than that it cannot be removed, and the next rehearsal removes it.
 */
export class RehearsalFolder implements AsyncDisposable {
  /** `extracts/.rehearsal-<random>`. */
  readonly path: string;
  readonly #lock: AsyncDisposable;
  #isRemoved = false;

  private constructor(path: string, lock: AsyncDisposable) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Makes it, and removes those of rehearsals that were ended.
   *
   * `extracts`: absolute folder of all extracts. `command`: what runs, for others to read.
   *
   * @throws {NtomError} `REHEARSAL_LOCKED`, `LOCKING_FAILED`, `READ_FAILED`, `WRITE_FAILED`.
   */
  static async begin(extracts: string, command: string): Promise<RehearsalFolder> {
    const place = rehearsalPlace(extracts);
    const path = join(place, `.rehearsal-${randomBytes(4).toString('hex')}`);
    const lock = await lockPath({
      path: rehearsalLock(place),
      command,
      held: (holder) => failure('REHEARSAL_LOCKED', { folder: place, holder }),
      unwritable: (thrown) => writeFailed(path, thrown),
    });
    try {
      for (const left of rehearsalLeftovers(place))
        await step('rehearsal.remove-leftover', () => rm(left, { recursive: true, force: true }));
      await step('rehearsal.make-folder', () => mkdir(path, { mode: 0o700 }));
      return new RehearsalFolder(path, lock);
    } catch (thrown) {
      await lock[Symbol.asyncDispose]();
      throw writeFailed(path, thrown);
    }
  }

  /** @throws {NtomError} `WRITE_FAILED`. */
  async remove(): Promise<void> {
    await step('rehearsal.remove', () => rm(this.path, { recursive: true, force: true })).catch((thrown: unknown) => {
      throw writeFailed(this.path, thrown);
    });
    this.#isRemoved = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await using _lock = this.#lock;
    if (!this.#isRemoved)
      await step('rehearsal.discard', () => rm(this.path, { recursive: true, force: true })).catch(() => undefined);
  }
}
