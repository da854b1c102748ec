import { join } from 'node:path';
import type { SourceProject } from '../data-sets/open-source.ts';
import { emptyFolder, newDatabase } from '../sqlite-target.ts';
import { work, type Command, type Work } from '../work.ts';

/** The script that a developer would write: `script.ts`. Names: `orders: script extract`. */
export function scriptWorks(
  name: string,
  project: SourceProject,
  change: 'copied' | 'mapped',
): { extract: Work; load: Work } {
  const folder = join(project.folder, 'script-csv');
  const target = join(project.folder, 'script-target/app_v3.db');
  const script = (phase: string, database: string): Command => ({
    argv: [process.execPath, join(import.meta.dirname, 'script.ts'), phase, database, folder, change],
  });
  return {
    extract: work({
      name: `${name}: script extract`,
      commands: [script('extract', project.database)],
      rows: project.rows,
      prepare: async () => emptyFolder(folder),
    }),
    load: work({
      name: `${name}: script load`,
      commands: [script('load', target)],
      after: [`${name}: script extract`],
      rows: project.rows,
      ...newDatabase(target, project),
    }),
  };
}
