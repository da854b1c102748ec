import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, globSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const builds = join(repository, 'node_modules/.cache/ntom-tests');

/**
 * The folder of ntom as it is built from the sources as they are: `package.json` and `dist`. It is built by the first test that asks
 * for it, and kept for the next run. A process of a built ntom starts in half the time of one from the sources.
 */
export function builtNtom(): string {
  const folder = join(builds, stateOfSources());
  if (!existsSync(folder)) build(folder);
  return folder;
}

function stateOfSources(): string {
  const hash = createHash('sha256');
  for (const path of ['package.json', ...globSync('src/**/*', { cwd: repository }).sort()]) {
    const { mtimeMs, size } = statSync(join(repository, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Under another name first: tests of two files may build at the same time, and the first one done has it. */
function build(folder: string): void {
  const partial = `${folder}.${randomBytes(4).toString('hex')}`;
  for (const name of existsSync(builds) ? readdirSync(builds) : [])
    if (!name.includes('.')) rmSync(join(builds, name), { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  copyFileSync(join(repository, 'package.json'), join(partial, 'package.json'));
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  const project = join(repository, 'tsconfig.build.json');
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', join(partial, 'dist')], { stdio: 'pipe' });
  try {
    renameSync(partial, folder);
  } catch (thrown) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw thrown;
  }
}
