import type { Command } from 'commander';
import type { Project } from '../../project/project.ts';
import { version } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

export function addRelease(program: Command, session: Session): void {
  program
    .command('release')
    .summary('freeze schema N: from now on it is not to change')
    .description(
      'Keeps the fingerprint of schema N in schemas/lock.json, a file to commit. From now on every command refuses a ' +
        'schema N that has changed: a change is a new schema. Comments, formatting, refinements and marks of personal data may ' +
        'change.',
    )
    .argument('<version>', 'N, the schema version', version)
    .addHelpText('after', examples(['ntom release 3', 'before release 3.0 of the application goes into production']))
    .action(async (wanted: number) => session.report.done(await release(session, wanted)));
}

async function release(session: Session, wanted: number): Promise<CommandResult> {
  const project = await session.project();
  const { fingerprint, releasedAt, isNew } = await project.release(wanted, new Date().toISOString().slice(0, 10));
  const unreleased = olderUnreleased(project, wanted);
  if (unreleased.length > 0) session.report.onEvent({ type: 'notice', message: unreleasedText(unreleased) });
  return {
    command: 'release',
    data: { schema: wanted, fingerprint, releasedAt, isNew, unreleased },
    text: isNew
      ? `schema ${wanted} is released, fingerprint ${fingerprint.slice(0, 12)}\n  commit schemas/lock.json`
      : `schema ${wanted} was released on ${releasedAt} and has not changed since`,
    isAnswer: false,
    next: null,
  };
}

function olderUnreleased(project: Project, wanted: number): readonly number[] {
  const releases = project.releases();
  return project.schemaVersions().filter((each) => each < wanted && !releases.has(each));
}

function unreleasedText(versions: readonly number[]): string {
  const [what, are] = versions.length === 1 ? ['schema', 'is'] : ['schemas', 'are'];
  return `${what} ${versions.join(', ')} ${are} older and not released`;
}
