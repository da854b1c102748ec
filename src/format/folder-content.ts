import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { largestManifestBytes, manifestFile } from './file-name.ts';
import { readFailed, systemCode } from './io-failure.ts';

export type FolderContent = 'missing' | 'empty' | 'extract' | 'foreign';

/**
 * What is under a name where an extract may be. A link or a file is foreign, and so is a folder with anything in it but no
 * manifest of ours: other programs write a `manifest.json` too.
 *
 * @throws {NtomError} `READ_FAILED`.
 */
export async function folderContent(folder: string): Promise<FolderContent> {
  try {
    if (!(await lstat(folder)).isDirectory()) return 'foreign';
    const names = await readdir(folder);
    if (names.length === 0) return 'empty';
    return names.includes(manifestFile) && (await isManifest(join(folder, manifestFile))) ? 'extract' : 'foreign';
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return 'missing';
    throw readFailed(folder, thrown);
  }
}

/** By its looks only: an extract whose manifest does not pass may still be replaced. */
async function isManifest(file: string): Promise<boolean> {
  const status = await lstat(file);
  if (!status.isFile() || status.size > largestManifestBytes) return false;
  const text = await readFile(file, 'utf8');
  return text.includes('"format"') && text.includes('"contentId"');
}
