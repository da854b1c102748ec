import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../errors.ts';
import { manifestFile } from '../format/file-name.ts';
import type { Step } from '../project/migration-path.ts';
import { namesIn } from '../project/names-in.ts';
import type { Project } from '../project/project.ts';
import { nearestName } from '../schema/nearest-name.ts';
import { shownFolder } from './extract-folder.ts';
import { maskKeyOf } from './mask-key.ts';
import { counted } from './report/numbers.ts';
import type { CommandResult } from './report/report.ts';
import type { Session } from './session.ts';

export interface FixtureMigration {
  readonly step: Step;
  /** Left out: all fixtures of schema N. */
  readonly name?: string | undefined;
}

/** Makes fixtures of schema M out of those of schema N as a command asks for it. */
export async function migrateFixtures(session: Session, { step, name }: FixtureMigration): Promise<CommandResult> {
  const { from, to } = step;
  const project = await session.project();
  const pipeline = await project.pipeline(`${from}to${to}`);
  const names = fixturesOf(project, step, name);
  const { migrateFixture } = await import('../fixture/migrate-fixture.ts');
  const made: {
    readonly name: string;
    readonly directory: string;
    readonly contentId: string;
    readonly rows: number;
  }[] = [];
  for (const each of names) {
    const directory = join(project.fixturesDirectory(to), each);
    const { contentId, tables } = await migrateFixture({
      pipeline,
      earlier: join(project.fixturesDirectory(from), each),
      directory,
      maskKey: () => maskKeyOf(session),
      signal: session.signal,
      onEvent: session.report.onEvent,
    });
    made.push({ name: each, directory, contentId, rows: tables.reduce((sum, { rows }) => sum + rows, 0) });
  }
  return {
    command: 'fixture migrate',
    data: { pipeline: pipeline.name, fixtures: made },
    text: made
      .map(({ directory, rows }) => `${shownFolder(project, directory)} is complete: ${counted(rows, 'row')}`)
      .join('\n'),
    isAnswer: false,
    next: null,
  };
}

function fixturesOf(project: Project, step: Step, name: string | undefined): readonly string[] {
  const { from: version } = step;
  const folder = project.fixturesDirectory(version);
  const names = namesIn(folder)
    .filter((each) => existsSync(join(folder, each, manifestFile)))
    .sort();
  const wanted = name === undefined ? names : names.filter((each) => each === name);
  if (wanted.length > 0) return wanted;
  const missing = name ?? 'small';
  const details = { fixture: shownFolder(project, join(folder, missing)), schema: version, name: missing, names };
  const nearest = nearestName(missing, names) ?? null;
  // Another name than that of this run, which is added to the same command.
  const again = `ntom fixture migrate --name ${nearest} ${step.name}`;
  const next = nearest === null ? `ntom fixture ${version} --name ${missing}` : again;
  throw failure('FIXTURE_MISSING', { ...details, nearest }).withAftermath({ state: [], next });
}
