import type { Command } from 'commander';
import type { PulledSchema } from '../../authoring/pull/run-pull.ts';
import { failure } from '../../errors.ts';
import { version } from '../arguments.ts';
import { examplePlace, examples } from '../examples.ts';
import { findingsText } from '../report/findings-text.ts';
import { counted } from '../report/numbers.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

export function addPull(program: Command, session: Session): void {
  program
    .command('pull')
    .summary('write schemas/vN.ts from a live database, whatever made it')
    .description(
      'Describes the database of schema N, which anything may have made, and writes schemas/vN.ts. Only reads the database. ' +
        'What a schema cannot say is a comment in the file and a finding; exit code 1 then. Overwrites no file without --replace.',
    )
    .argument('<version>', 'N, the schema version', version)
    .option('--from <url>', "the place of the database (default: the project's)")
    .option('--replace', 'replace schemas/vN.ts if it is there and not released', false)
    .option('--print', 'print the file instead of writing it', false)
    .addHelpText(
      'after',
      examples(
        ['ntom pull 1', "from the project's database of schema 1"],
        [`ntom pull 1 --from ${examplePlace}`, 'from another place'],
        ['ntom pull 1 --print', 'look at it first'],
      ),
    )
    .action(async (wanted: number, options: PullRequest) => session.report.done(await pull(session, wanted, options)));
}

interface PullRequest {
  readonly from?: string;
  readonly replace: boolean;
  readonly print: boolean;
}

async function pull(session: Session, wanted: number, { from, replace, print }: PullRequest): Promise<CommandResult> {
  const { placeOf } = await import('../place.ts');
  const { project, dialect, locate } = await placeOf(session, from);
  const source = locate(wanted);
  const { signal } = session;
  const { runPull } = await import('../../authoring/pull/run-pull.ts');
  const pulled = await runPull({ project, version: wanted, dialect, source, replace, write: !print, signal });
  const { text, file, findings, content, isWritten } = pulled;
  const data = { schema: wanted, file, isWritten, tables: content.tables.map(({ name }) => name), findings, text };
  const result = {
    command: 'pull',
    data,
    text: print ? text.trimEnd() : summary(pulled, source.label),
    isAnswer: print,
    next: print ? null : `ntom new ${wanted}to${wanted + 1}`,
  };
  const things = findings.filter(({ severity }) => severity === 'error').length;
  if (things === 0) return result;
  session.report.step({ ...result, next: null });
  throw failure('PULL_INCOMPLETE', { file, things }).withAftermath({
    state: [{ what: file, is: isWritten ? 'written, with comments where things are left out' : 'unchanged' }],
    next: result.next,
  });
}

function summary({ content, file, findings, isWritten }: PulledSchema, label: string): string {
  const columns = content.tables.reduce((sum, table) => sum + table.columns.length, 0);
  const what = `${counted(content.tables.length, 'table')}, ${counted(columns, 'column')}`;
  const written = isWritten
    ? `${file} is written: ${what}, as ${label} has them`
    : `${file} says already what ${label} is`;
  return [...(findings.length === 0 ? [] : [findingsText(findings)]), written].join('\n');
}
