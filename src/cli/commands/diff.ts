import type { Command } from 'commander';
import { failure } from '../../errors.ts';
import { version } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

export function addDiff(program: Command, session: Session): void {
  program
    .command('diff')
    .summary('what differs between schema N and schema M')
    .description(
      'Lists what differs between schema N and schema M, and what each difference asks of a pipeline NtoM. Reads the schema ' +
        'files only. Zod refinements, which are code, and marks of personal data are not compared; no rename is guessed. Exit ' +
        'code 0, whether they differ or not.',
    )
    .argument('<from>', 'N, a schema version', version)
    .argument('<to>', 'M, another', version)
    .option('--markdown', 'print a Markdown table, for a pull request')
    .addHelpText(
      'after',
      examples(
        ['ntom diff 2 3', 'for people'],
        ['ntom diff 2 3 --markdown', 'for a pull request'],
        ['ntom diff 3 2 --json', 'for programs, on the way back'],
      ),
    )
    .action(async (from: number, to: number, _: unknown, command: Command) => {
      session.report.done(await diff(session, from, to, command.optsWithGlobals<DiffOptions>()));
    });
}

interface DiffOptions {
  readonly markdown?: boolean;
  readonly json?: boolean;
}

async function diff(session: Session, from: number, to: number, options: DiffOptions): Promise<CommandResult> {
  refuseBoth(options);
  const project = await session.project();
  const { diffSchemas } = await import('../../schema/diff/diff-schemas.ts');
  const differences = diffSchemas(await project.schema(from), await project.schema(to));
  const found = { from, to, differences };
  const { diffMarkdown } = await import('../diff/diff-markdown.ts');
  const { diffText } = await import('../diff/diff-text.ts');
  const { countByClass } = await import('../diff/summary.ts');
  const text = options.markdown === true ? diffMarkdown(found) : diffText(found);
  const data = { ...found, classes: countByClass(differences) };
  return { command: 'diff', data, text, isAnswer: true, next: null };
}

function refuseBoth({ markdown, json }: DiffOptions): void {
  if (markdown !== true || json !== true) return;
  const problem = '--markdown and --json exclude each other';
  throw failure('USAGE_WRONG', { problem }).withAftermath({ state: [], next: 'ntom diff --help' });
}
