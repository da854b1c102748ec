import { existsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { failure } from '../../errors.ts';
import { systemReason } from './failures.ts';
import type { SqliteLocation } from './location.ts';
import { step } from '../../failpoints/step.ts';

/**
 * Before a new database is built: its name is free, or may be taken over.
 *
 * @throws {NtomError} `TARGET_EXISTS`, `TARGET_IN_USE`.
 */
export function refuseUnlessFree(location: SqliteLocation, replace: boolean): void {
  if (existsSync(location.path) && !replace) throw failure('TARGET_EXISTS', { database: location.label });
  refuseInUse(location);
}

/**
 * A journal with changes in it would be played into whatever file has the name next.
 *
 * @throws {NtomError} `TARGET_IN_USE`.
 */
export function refuseInUse({ path, label }: SqliteLocation): void {
  for (const journal of [`${path}-wal`, `${path}-journal`]) {
    const sizeBytes = statSync(journal, { throwIfNoEntry: false })?.size ?? 0;
    if (sizeBytes > 0) throw failure('TARGET_IN_USE', { database: label, file: basename(journal) });
  }
}

/** Syncs the finished file, gives it the final name in one step, syncs the folder: durable when it returns. */
export async function publishFile(partial: string, final: SqliteLocation): Promise<void> {
  try {
    await step('database.sync', () => sync(partial));
    refuseInUse(final);
    await step('database.publish', () => rename(partial, final.path));
    for (const suffix of ['-wal', '-shm', '-journal'])
      await step('database.remove-journal', () => rm(`${final.path}${suffix}`, { force: true }));
    await step('database.sync-folder', () => sync(dirname(final.path)));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw failure('TARGET_UNWRITABLE', { database: final.label, reason: systemReason(error) }, error);
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
