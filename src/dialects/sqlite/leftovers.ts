import { closeSync, existsSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { step } from '../../failpoints/step.ts';
import type { Leftover } from '../leftover.ts';
import { lockFileOf, lockHolder } from '../path-lock.ts';
import { fileFailure } from './failures.ts';
import { locate, namesAt, type SqliteLocation } from './location.ts';
import { lockTarget } from './lock/lock-target.ts';
import { isDoomed } from './removal.ts';

/** What `partialOf` adds to the name of a database; and to that one the driver, or `preparePart`. */
const partialEnd = /^\.partial-[0-9a-f]{8}(?:-part-[0-9a-f]{8})?(?:-journal|-wal|-shm)?$/;

/** What runs that were ended have left of a database that was to have a name, by name; or what one is at work on. */
function leftoverFiles({ path }: SqliteLocation): readonly string[] {
  const [folder, name] = [dirname(path), basename(path)];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((each) => each.startsWith(name) && isLeft(each.slice(name.length)))
    .filter((each) => isOurs(join(folder, each)));
}

function isLeft(rest: string): boolean {
  return partialEnd.test(rest) || isDoomed(rest);
}

/** By its looks: a database, the beginning of one, or what goes with one. */
function isOurs(file: string): boolean {
  if (!lstatSync(file).isFile()) return false;
  if (/-(?:journal|wal|shm)$/.test(file)) return true;
  const begins = firstBytes(file);
  return begins === 'SQLite format 3\0' || /^\0*$/.test(begins);
}

function firstBytes(file: string): string {
  const opened = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(16);
    return bytes.toString('latin1', 0, readSync(opened, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(opened);
  }
}

/**
 * Only under the lock of the database.
 *
 * @throws {NtomError} `TARGET_UNWRITABLE`.
 */
export async function removeLeftoverFiles(location: SqliteLocation): Promise<void> {
  try {
    for (const name of leftoverFiles(location))
      await step('database.remove-leftover', () => rm(join(dirname(location.path), name), { force: true }));
  } catch (error) {
    throw fileFailure(location.label, error);
  }
}

/** Takes the lock, if there is anything. What somebody is at work on stays. */
export async function removeLeftovers(location: SqliteLocation): Promise<void> {
  if (leftoverFiles(location).length === 0 && !existsSync(lockFileOf(location.path))) return;
  if ((await lockHolder(location.path)) !== null) return;
  await using _lock = await lockTarget(location, 'migrate');
  await removeLeftoverFiles(location);
}

export async function leftoversAt(place: string, app: string): Promise<readonly Leftover[]> {
  const names = namesAt(place);
  const versions = new Set(names.map((name) => versionIn(name, app)).filter((version) => version !== null));
  const found: Leftover[] = [];
  for (const version of [...versions].sort((a, b) => a - b)) {
    const location = locate(place, app, version);
    const holder = await lockHolder(location.path);
    const lock = basename(lockFileOf(location.path));
    const files = leftoverFiles(location).map((label) => ({ label, ...whatItIs(label.slice(location.label.length)) }));
    const locks = names.includes(lock) ? [{ label: lock, is: 'a lock', of: 'load' as const }] : [];
    found.push(...[...files, ...locks].map((each) => ({ ...each, version, holder })));
  }
  return found;
}

/** `rest`: of its name, behind that of the database. */
function whatItIs(rest: string): Pick<Leftover, 'is' | 'of'> {
  if (isDoomed(rest)) return { is: 'a database that was being removed', of: 'prune' };
  return { is: 'a database that was not completed', of: 'load' };
}

function versionIn(name: string, app: string): number | null {
  const plain = name.replace(/^\.(.*)\.lock$/, '$1');
  if (!plain.startsWith(`${app}_v`)) return null;
  const version = /^([1-9]\d{0,8})\.db(?:\.|$)/.exec(plain.slice(app.length + 2))?.[1];
  return version === undefined ? null : Number(version);
}
