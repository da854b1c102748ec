import type { Command } from 'commander';
import { version, workers } from '../arguments.ts';
import { examplePlace, examples } from '../examples.ts';
import type { RollbackRequest } from '../rollback-phase.ts';
import type { Session } from '../session.ts';

export function addRollbackReport(program: Command, session: Session): void {
  program
    .command('rollback-report')
    .summary('what changed in a database since it was loaded, and how to go back')
    .description(
      'Compares the database of schema M with the extract that it was loaded from, and counts the rows that were added, changed ' +
        'and deleted since, by table: what a release that goes back to schema N would not have. Names the first of them by ' +
        'their keys; values that are marked as personal data are never shown. Reads only. Exit code 0, whether rows changed or ' +
        'not.',
    )
    .argument('<version>', 'M, the schema version', version)
    .option('--in <dir>', 'the folder of the extract that the database was loaded from (default: extracts/vM)')
    .option('--to <url>', "the place of the database (default: the project's)")
    .option('--workers <count>', 'how many work at the same time, at most (default: one for each core)', workers)
    .addHelpText(
      'after',
      examples(
        ['ntom rollback-report 3', "the project's database of schema 3, since it was loaded from extracts/v3"],
        ['ntom rollback-report 3 --in /backup/v3', 'the extract is kept elsewhere'],
        [`ntom rollback-report 3 --to ${examplePlace} --json`, 'a database of another place, for programs'],
      ),
    )
    .action(async (wanted: number, options: Omit<RollbackRequest, 'version'>) => {
      const { rollbackPhase } = await import('../rollback-phase.ts');
      session.report.done(await rollbackPhase(session, { version: wanted, ...options }));
    });
}
