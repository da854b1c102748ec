import { join } from 'node:path';
import { discardFile } from '../../failpoints/discard-file.ts';
import { isPartialName } from '../../format/partial-name.ts';
import { configFile } from '../../project/find-project.ts';
import { namesIn } from '../../project/names-in.ts';
import { projectFolders } from './survey.ts';

/** By folder, the files that `init` writes. */
const written: readonly (readonly [folder: string, name: string])[] = [
  ...[configFile, 'package.json', 'tsconfig.json', '.gitignore'].map((name) => ['', name] as const),
  ['schemas', 'v1.ts'],
  ...projectFolders.map((folder) => [folder, '.gitkeep'] as const),
];

/** Files that runs of `init` which were killed have left, from the folder. */
export function initLeftovers(directory: string): readonly string[] {
  return written.flatMap(([folder, name]) =>
    namesIn(join(directory, folder))
      .filter((found) => isPartialName(found, name))
      .map((found) => join(folder, found)),
  );
}

/** Removes them. */
export function removeLeft(directory: string): void {
  for (const path of initLeftovers(directory)) discardFile('init.remove-leftover', join(directory, path));
}
