import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Session } from '../session.ts';

export function addStatus(program: Command, session: Session): void {
  program
    .command('status')
    .summary('what there is, whether it matches, and what to run next')
    .description(
      'Lists databases, extracts, schemas and pipelines, says whether they match, and names the command to run next. ' +
        'Changes nothing; the parts of extracts are not read.',
    )
    .addHelpText('after', examples(['ntom status', 'for people'], ['ntom status --json', 'for programs']))
    .action(async () => {
      const { projectStatus } = await import('../status/project-status.ts');
      const { statusText } = await import('../status/status-text.ts');
      const { next, ...data } = await projectStatus(session);
      const text = statusText({ ...data, next });
      session.report.done({
        command: 'status',
        data: { ...data, why: next.why },
        text,
        isAnswer: true,
        next: next.command,
      });
    });
}
