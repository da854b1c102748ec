import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve, win32 } from 'node:path';
import { failure, reasonOf } from '../../errors.ts';
import type { DatabaseLocation, LocationData } from '../location.ts';

export interface SqliteLocation extends DatabaseLocation {
  /** Absolute path of the database file. */
  readonly path: string;
}

/** The database file of a version: `sqlite:./data` holds `./data/app_v3.db`. Relative to the working directory. */
export function locate(place: string, app: string, version: number): SqliteLocation {
  const label = `${app}_v${version}.db`;
  const path = join(folderOf(place), label);
  return locationOf(label, path);
}

/** A database file from the place's folder, in it, below it or beside it: `dev.db`, `../prisma/dev.db`. */
export function locateNamed(place: string, name: string): SqliteLocation {
  const reason = namedWrongly(name);
  if (reason !== null) throw failure('DATABASE_NAME_WRONG', { name, reason });
  return locationOf(name, join(folderOf(place), name));
}

function namedWrongly(name: string): string | null {
  if (name.includes('\0')) return 'it has a NUL character';
  if (isAbsolute(name) || win32.isAbsolute(name)) return 'it has to be a path from the folder of the place';
  return /(?:^|[/\\])\.{0,2}$/.test(name) ? 'it names a folder, not a file' : null;
}

/** A database file at an absolute path. */
export function locationOf(label: string, path: string): SqliteLocation {
  const url = `sqlite:${path}`;
  return {
    engine: 'sqlite',
    label,
    data: { label, path },
    folder: dirname(path),
    path,
    sizeBytes: async () => asked(url, () => statSync(path, { throwIfNoEntry: false })?.size ?? null),
    toString: () => url,
    toJSON: () => url,
  };
}

export function locationFrom({ label, path }: LocationData): SqliteLocation {
  return locationOf(String(label), String(path));
}

/** The file under which a database is built, beside it: `app_v3.db.partial-5f0c2a9e`. */
export function partialOf({ path }: SqliteLocation): SqliteLocation {
  const partial = `${path}.partial-${randomBytes(4).toString('hex')}`;
  return locationOf(basename(partial), partial);
}

/** The name that a partial database is to have: `app_v3.db`. */
export function finalName(partial: string): string {
  return basename(partial).replace(/\.partial-[0-9a-f]+$/, '');
}

/** The versions whose file is there, ascending. A folder that does not exist holds none. */
export async function versionsAt(place: string, app: string): Promise<readonly number[]> {
  const versions = namesAt(place)
    .map((name) => versionOf(name, app))
    .filter((version) => version !== null);
  return versions.sort((a, b) => a - b);
}

function versionOf(fileName: string, app: string): number | null {
  if (!fileName.startsWith(`${app}_v`)) return null;
  const version = /^([1-9]\d{0,8})\.db$/.exec(fileName.slice(app.length + 2))?.[1];
  return version === undefined ? null : Number(version);
}

/** What there is in the folder of a place; nothing in one that does not exist. */
export function namesAt(place: string): readonly string[] {
  const folder = folderOf(place);
  return asked(place, () => (existsSync(folder) ? readdirSync(folder) : []));
}

/** What the system says of a place or of a file in it. */
function asked<T>(place: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw failure('PLACE_INVALID', { place, reason: reasonOf(error) }, error);
  }
}

/** The folder of a place. */
export function folderOf(place: string): string {
  const folder = place.slice('sqlite:'.length);
  if (folder === '') throw failure('PLACE_INVALID', { place, reason: 'it names no folder' });
  if (folder.startsWith('//'))
    throw failure('PLACE_INVALID', { place, reason: 'a folder is written sqlite:/path or sqlite:./path' });
  if (folder.includes('\0')) throw failure('PLACE_INVALID', { place, reason: 'it has a NUL character' });
  return resolve(folder);
}

/** A location that this dialect made. */
export function sqliteLocation(location: DatabaseLocation): SqliteLocation {
  if (!('path' in location)) throw new TypeError(`${location.label} is not a file`);
  return location as SqliteLocation;
}
