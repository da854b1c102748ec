import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** The names that may be in a folder. Links and the like have none. */
export interface OwnNames {
  readonly files: (name: string) => boolean;
  /** What a folder of that name may hold; null: there is to be none. */
  readonly folders: (name: string) => OwnNames | null;
}

/** Whether a folder, which may be empty, holds nothing but what has a name of ours. A link to a folder is none. */
export function holdsOnly(parent: string, name: string, own: OwnNames): boolean {
  const found = readdirSync(parent, { withFileTypes: true }).find((entry) => entry.name === name);
  return found?.isDirectory() === true && isOwn(join(parent, name), own);
}

function isOwn(folder: string, own: OwnNames): boolean {
  return readdirSync(folder, { withFileTypes: true }).every((entry) => isOwnEntry(folder, entry, own));
}

function isOwnEntry(folder: string, entry: Dirent, own: OwnNames): boolean {
  if (entry.isFile()) return own.files(entry.name);
  const inside = entry.isDirectory() ? own.folders(entry.name) : null;
  return inside !== null && isOwn(join(folder, entry.name), inside);
}

export const noFolders = (): null => null;
