import { join } from 'node:path';
import type { SourceProject } from './data-sets/open-source.ts';
import { emptyFolder, newDatabase } from './sqlite-target.ts';
import { work, type Bench, type Command, type Work } from './work.ts';

export interface NtomWorks {
  readonly extract: Work;
  /** `--verify none`. */
  readonly loadUnproved: Work;
  /** With the full read-back proof. */
  readonly load: Work;
}

/** Both phases of `2to3` from a SQLite file to a SQLite file. Names: `orders: ntom extract`. */
export function ntomWorks(bench: Bench, name: string, project: SourceProject): NtomWorks {
  const extract = join(project.folder, 'extract');
  const target = join(project.folder, 'target');
  const loaded = (verify: string): Pick<Work, 'commands' | 'prepare' | 'check' | 'after' | 'rows'> => ({
    commands: [ntomIn(bench, project, 'load', '3', '--in', extract, '--to', `sqlite:${target}`, '--verify', verify)],
    after: [`${name}: ntom extract`],
    rows: project.rows,
    ...newDatabase(join(target, 'app_v3.db'), project),
  });
  return {
    extract: work({
      name: `${name}: ntom extract`,
      commands: [ntomIn(bench, project, 'extract', '2to3', '--out', extract)],
      rows: project.rows,
      prepare: async () => emptyFolder(extract),
    }),
    loadUnproved: work({ name: `${name}: ntom load --verify none`, ...loaded('none') }),
    load: work({ name: `${name}: ntom load`, ...loaded('full') }),
  };
}

/** A command of ntom in a project of the bench. */
export function ntomIn({ ntom }: Bench, { folder }: Pick<SourceProject, 'folder'>, ...argv: string[]): Command {
  return { argv: [...ntom, ...argv, '--project', folder, '--quiet'] };
}

/** The same work under another name, asked for the most memory that its process had. Adds a few milliseconds. */
export function withPeakMemory(asked: Work, name: string, folder: string): Work {
  const peakFile = join(folder, 'peak-bytes');
  const preload = ['--import', join(import.meta.dirname, 'run/peak-memory.ts')];
  const commands = asked.commands.map(({ argv: [node = '', ...argv], ...command }) => ({
    ...command,
    argv: [node, ...preload, ...argv],
    env: { NTOM_BENCH_PEAK_FILE: peakFile },
  }));
  return { ...asked, name, commands, peakFile };
}
