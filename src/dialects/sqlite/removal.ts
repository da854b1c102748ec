import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failure, NtomError, reasonOf } from '../../errors.ts';
import { step, stepSync } from '../../failpoints/step.ts';
import type { Removal } from '../removal.ts';
import { asDriverError, driverCode, systemReason } from './failures.ts';
import { sqliteLocation, type SqliteLocation } from './location.ts';
import { lockTarget } from './lock/lock-target.ts';
import { connect } from './open.ts';
import { refuseInUse } from './publish.ts';
import { schemaRecord } from './structure.ts';

export const removal: Removal = {
  async remove(location, command) {
    const found = sqliteLocation(location);
    await using _lock = await lockTarget(found, command);
    await removing(found.label, async () => {
      refuseInUse(found);
      await requireOursAndUnused(found);
      const doomed = `${found.path}.pruned-${randomBytes(4).toString('hex')}`;
      await step('prune.doom-database', () => rename(found.path, doomed));
      await removeDoomed(found);
    });
  },
  async finish(location, command) {
    const found = sqliteLocation(location);
    await using _lock = await lockTarget(found, command);
    await removing(found.label, () => removeDoomed(found));
  },
};

/** Whether a file that begins with the name of a database is what is left of its removal. */
export function isDoomed(rest: string): boolean {
  return /^\.pruned-[0-9a-f]{8}$/.test(rest);
}

async function removeDoomed({ path }: SqliteLocation): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  const doomed = readdirSync(folder).filter((each) => each.startsWith(name) && isDoomed(each.slice(name.length)));
  for (const each of doomed) await step('prune.remove-database', () => rm(join(folder, each)));
}

/** Takes it out of the mode in which it has a log beside it: that works only while nobody else has it open. */
async function requireOursAndUnused({ path, label }: SqliteLocation): Promise<void> {
  using connection = await connect(path, { fileMustExist: true, timeout: 0 });
  const { database } = connection;
  if (schemaRecord(database) === null) throw failure('PRUNE_FOREIGN', { what: label, reason: 'ntom did not make it' });
  if (database.pragma('journal_mode', { simple: true }) === 'wal')
    stepSync('prune.close-log', () => database.pragma('journal_mode = DELETE'), asDriverError);
  database.exec('BEGIN EXCLUSIVE; ROLLBACK');
}

async function removing(database: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof NtomError) throw error;
    const code = driverCode(error);
    if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) throw failure('PRUNE_IN_USE', { database, by: 'another program' }, error);
    if (code.startsWith('SQLITE_')) throw failure('PRUNE_FAILED', { what: database, reason: reasonOf(error) }, error);
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw failure('PRUNE_FAILED', { what: database, reason: systemReason(error) }, error);
  }
}
