import type { Command } from 'commander';
import { pipelineName } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { ReportRequest } from '../migration-report/make-report.ts';
import type { Session } from '../session.ts';

export function addReport(program: Command, session: Session): void {
  program
    .command('report')
    .summary('one page on a migration: what changed, what became of the rows, time, and proofs')
    .description(
      'Writes one HTML page on a step from schema N to schema M, which needs no network and no script: the difference of the ' +
        'schemas, where columns come from, rows read, written, dropped and refused, time, hashes and versions. What is not ' +
        'known is said at its end. Reads schemas, pipelines, the manifest of the extract, the records of runs and what the ' +
        'databases say of themselves; no row. Examples of refused rows show no value of a column that is marked as personal.',
    )
    .argument(
      '[step]',
      'NtoM, as in 2to3; or M alone: the step that led there (default: the one to the newest database that was loaded; if ' +
        'there is none, to the newest extract, run or pipeline)',
      pipelineName,
    )
    .option('--out <file>', 'the file to write; one that is there is replaced (default: .ntom/reports/NtoM.html)')
    .option('--markdown', 'print the short form, for a pull request or a ticket, and write no file')
    .addHelpText(
      'after',
      examples(
        ['ntom report', 'on the newest step'],
        ['ntom report 2to3 --out report.html', 'on one step, to send along'],
        ['ntom report 3 --markdown', 'for a ticket'],
      ),
    )
    .action(async (subject: string | undefined, _: unknown, command: Command) => {
      const { makeReport } = await import('../migration-report/make-report.ts');
      const options = command.optsWithGlobals<Omit<ReportRequest, 'subject'>>();
      session.report.done(await makeReport(session, { ...options, subject }));
    });
}
