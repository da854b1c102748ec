import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { step } from '../failpoints/step.ts';
import { filesBesideParts } from './file-name.ts';
import { holdsOnly, noFolders, type OwnNames } from './holds-only.ts';
import { readFailed, writeFailed } from './io-failure.ts';
import { isPartialName } from './partial-name.ts';

const part = /^[\p{L}\p{N}_ %~-]+(?:\.\d{5,})?\.(?:csv|jsonl)(?:\.(?:zst|gz))?$/u;
const anyFiles: OwnNames = { files: (name) => /^[\w.-]+$/.test(name), folders: noFolders };
/** A pipeline that runs over a fixture has its keys one folder deeper. */
const keys: OwnNames = {
  ...anyFiles,
  folders: (name) => (name === 'rows' ? anyFiles : name === 'keys' ? keys : null),
};
const scratch: OwnNames = { ...anyFiles, folders: (name) => (name === 'keys' ? keys : null) };

/** What an extract holds, complete or not. */
export const extractNames: OwnNames = {
  files: (name) => {
    const final = name.replace(/\.tmp$/, '');
    return filesBesideParts.has(final) || part.test(final);
  },
  folders: (name) => (name === 'scratch' ? scratch : null),
};

/** Whether the folder of an extract has nothing in it that cannot be of an extract. */
export function isOnlyExtract(folder: string): boolean {
  return holdsOnly(dirname(folder), basename(folder), extractNames);
}

/** What the folder of rejected rows holds. */
export const rejectsNames: OwnNames = {
  files: (name) => /^[\p{L}\p{N}_ %~-]+\.jsonl$/u.test(name),
  folders: noFolders,
};

/**
 * What runs that were ended have left beside an extract: absolute paths of folders. Only what has a name of ours and holds nothing
 * else; they may be of a run that goes on, unless the extract is locked by whoever asks.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export function extractLeftovers(final: string): readonly string[] {
  const [parent, name] = [dirname(final), basename(final)];
  try {
    if (!existsSync(parent)) return [];
    const names = readdirSync(parent);
    const partial = names.filter((each) => isPartialName(each, name) && holdsOnly(parent, each, extractNames));
    const rejects = names.filter(
      (each) => isPartialName(each, `${name}.rejects`) && holdsOnly(parent, each, rejectsNames),
    );
    return [...partial, ...rejects].map((each) => join(parent, each));
  } catch (thrown) {
    throw readFailed(parent, thrown);
  }
}

/**
 * Only under the lock of the extract.
 *
 * @throws {NtomError} `READ_FAILED`, `WRITE_FAILED`.
 */
export async function removeExtractLeftovers(final: string): Promise<void> {
  for (const folder of extractLeftovers(final)) {
    await step('folder.remove-leftover', () => rm(folder, { recursive: true, force: true })).catch(
      (thrown: unknown) => {
        throw writeFailed(folder, thrown);
      },
    );
  }
}
