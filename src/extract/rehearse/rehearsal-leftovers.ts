import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extractNames, rejectsNames } from '../../format/extract-leftovers.ts';
import { holdsOnly, type OwnNames } from '../../format/holds-only.ts';
import { readFailed } from '../../format/io-failure.ts';

/** An extract, complete or not, its rejected rows, and its lock. */
const rehearsalNames: OwnNames = {
  files: (name) => /^\.v\d+\.lock$/.test(name),
  folders: (name) => {
    if (/^v\d+(?:\.partial-[0-9a-f]{8})?$/.test(name)) return extractNames;
    return /^v\d+\.rejects(?:\.partial-[0-9a-f]{8})?$/.test(name) ? rejectsNames : null;
  },
};

/** Where a rehearsal writes: the folder of the extracts, or, as long as there is none, the one in which it would be made. */
export function rehearsalPlace(extracts: string): string {
  return existsSync(extracts) || extracts === dirname(extracts) ? extracts : rehearsalPlace(dirname(extracts));
}

/** What is locked by a rehearsal in such a place. */
export function rehearsalLock(place: string): string {
  return join(place, '.rehearsal');
}

/**
 * Absolute paths of the folders that rehearsals which were ended have left in such a place, or that one is at work in.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export function rehearsalLeftovers(place: string): readonly string[] {
  try {
    const names = readdirSync(place).filter((name) => /^\.rehearsal-[0-9a-f]{8}$/.test(name));
    return names.filter((name) => holdsOnly(place, name, rehearsalNames)).map((name) => join(place, name));
  } catch (thrown) {
    throw readFailed(place, thrown);
  }
}
