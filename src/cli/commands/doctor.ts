import type { Command } from 'commander';
import type { DoctorRequest } from '../doctor/run-doctor.ts';
import { examplePlace, examples } from '../examples.ts';
import type { Session } from '../session.ts';

export function addDoctor(program: Command, session: Session): void {
  program
    .command('doctor')
    .summary('what will not work here, and how to mend it')
    .description(
      'Looks at versions, disks, locks, and the place of the databases: privileges, settings and the clock of a server, the newest ' +
        'database, and what killed runs have left. Asks what extract and load ask before their first row, and makes nothing. Exit ' +
        'code 1 if something will not work; warnings alone are none.',
    )
    .option('--to <url>', "the place that is to be looked at (default: the project's)")
    .addHelpText(
      'after',
      examples(
        ['ntom doctor', 'before the night of the migration'],
        [`ntom doctor --to ${examplePlace}`, 'another place'],
        ['ntom doctor --json', 'for programs'],
      ),
    )
    .action(async (request: DoctorRequest) => {
      const { runDoctor } = await import('../doctor/run-doctor.ts');
      session.report.done(await runDoctor(session, request));
    });
}
