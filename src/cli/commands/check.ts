import { InvalidArgumentError, type Command } from 'commander';
import { parseStep } from '../../project/migration-path.ts';
import type { CheckRequest } from '../check/check-project.ts';
import { examplePlace, examples } from '../examples.ts';
import type { Session } from '../session.ts';

export function addCheck(program: Command, session: Session): void {
  program
    .command('check')
    .summary('all that can be said of schemas and pipelines without data')
    .description(
      'Checks schemas, pipelines and the files beside them: queries are prepared on an empty database, which is in memory or, on ' +
        'a server, made and removed. Reads no data. Exit code 1 if there are errors; warnings alone are none.',
    )
    .argument('[pipeline]', 'NtoM, as in 2to3: it and its two schemas (default: all of them)', step)
    .option('--from <url>', "the place whose engine is to take the queries (default: the project's)")
    .option('--github', 'print annotations of GitHub workflows (default: where GITHUB_ACTIONS is true)')
    .option('--watch', 'check again whenever a schema, a pipeline, the configuration or package.json changes')
    .addHelpText(
      'after',
      examples(
        ['ntom check', 'before each commit'],
        ['ntom check 2to3 --watch', 'while the pipeline is written'],
        [`ntom check --from ${examplePlace} --json`, 'on another engine; findings for programs'],
      ),
    )
    .action(async (pipeline: string | undefined, _: unknown, command: Command) => {
      const request = { pipeline, ...command.optsWithGlobals<Omit<CheckRequest, 'pipeline'> & { watch?: true }>() };
      if (request.watch === true) {
        const { watchProject } = await import('../check/watch-project.ts');
        return watchProject(session, request);
      }
      const { checkProject } = await import('../check/check-project.ts');
      session.report.done(await checkProject(session, request));
    });
}

function step(typed: string): string {
  if (parseStep(typed) === null) throw new InvalidArgumentError('It has to be NtoM, as in 2to3.');
  return typed;
}
