import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository, type Packed } from './package-run.ts';

/** What the README says of the size of the package that is not so, to a tenth. `folder`: where it is installed, with nothing else. */
export function wrongSizes({ size, unpackedSize }: Packed, folder: string): readonly string[] {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
  const stated =
    /The package is ([\d.]+) MB, unpacked ([\d.]+) MB; with the (\d+) packages that it needs, ([\d.]+) MB/.exec(readme);
  if (stated === null) return ['README.md does not say how large the package is'];
  const packages = installedPackages(folder);
  const actual = [
    ['the package in MB', size / 1e6],
    ['unpacked in MB', unpackedSize / 1e6],
    ['packages that it needs', packages.length - 1],
    ['all of them in MB', bytesOf(join(folder, 'node_modules')) / 1e6],
  ] as const;
  return actual.flatMap(([what, is], index) => {
    const says = Number(stated[index + 1]);
    return Math.abs(says - is) > Math.max(is / 10, 0.05)
      ? [`README.md: ${what}: ${says}, but it is ${is.toFixed(2)}`]
      : [];
  });
}

/** npm's own list of what it has installed. */
function installedPackages(folder: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  return Object.keys(lock.packages);
}

function bytesOf(folder: string): number {
  const entries = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
