import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { followPage } from '../pages/follow-page.ts';
import { environment, install, repository, type Packed } from './package-run.ts';

/**
 * Does in an empty folder what the README says, with the package installed by its own command, under a Node: every command has to print
 * what is shown. Returns the folder.
 */
export function followTour(root: string, { tarball }: Packed, node: string = process.execPath): string {
  const folder = join(root, 'shop');
  mkdirSync(folder, { recursive: true });
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const told = followPage(readme, {
    folder,
    env: { ...environment(node), NO_COLOR: '1', FORCE_COLOR: undefined },
    stands: { '/srv/shop': folder },
    isLeftOut: (command) => {
      const [, packages] = /^npm install (.+)$/.exec(command) ?? [];
      if (packages !== undefined) install(folder, ...packages.split(' ').map((each) => installed(each, tarball)));
      return packages !== undefined;
    },
  });
  assert.equal(told, readme);
  return folder;
}

/** The README names the tarball where a reader has it. */
function installed(name: string, tarball: string): string {
  return name.endsWith('.tgz') ? tarball : name;
}
