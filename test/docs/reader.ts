import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { followPage, type Following } from '../../scripts/pages/follow-page.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { builtNtom } from '../support/built.ts';

const repository = join(import.meta.dirname, '..', '..');

/** The page of this path from the repository. */
export function pageFile(path: string): string {
  return join(repository, path);
}

/** Where the reader of a page works: an empty folder in which ntom, zod and TypeScript are installed. */
export function readersFolder(): string {
  const folder = join(temporaryProject({}), 'shop');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(builtNtom(), join(folder, 'node_modules/ntom'));
  for (const name of ['zod', 'typescript', '@types', 'better-sqlite3', 'tsx', 'csv-parse'])
    symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  const bins = { ntom: 'ntom/dist/cli/bin.js', tsc: 'typescript/bin/tsc', tsx: 'tsx/dist/cli.mjs' };
  for (const [name, path] of Object.entries(bins)) {
    const script = `#!/bin/sh\nexec node '${join(folder, 'node_modules', path)}' "$@"\n`;
    writeFileSync(join(folder, 'node_modules/.bin', name), script, { mode: 0o755 });
  }
  // As npm leaves it.
  writeFileSync(join(folder, 'package.json'), '{}\n');
  writeFileSync(join(folder, 'package-lock.json'), '{}\n');
  symlinkSync(join(import.meta.dirname, 'duckdb.mjs'), join(folder, 'node_modules/.bin/duckdb'));
  return folder;
}

/** What is not as everywhere when a page is followed. */
export type Circumstances = Partial<Following>;

/** The page as it is after its commands have been run. What needs a registry is left out: `npm run check:package` has it. */
export function followed(path: string, folder: string, { stands, env, isLeftOut }: Circumstances = {}): string {
  return followPage(readFileSync(pageFile(path), 'utf8'), {
    folder,
    stands: { '/srv/shop': folder, ...stands },
    env: {
      ...process.env,
      PATH: [dirname(process.execPath), join(folder, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      GITHUB_ACTIONS: undefined,
      ...env,
    },
    isLeftOut: (command) => /^npm (pack|install)\b/.test(command) || isLeftOut?.(command) === true,
  });
}
