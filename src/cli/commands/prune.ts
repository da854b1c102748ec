import type { Command } from 'commander';
import { versionsToKeep } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { PruneRequest } from '../prune/run-prune.ts';
import type { Session } from '../session.ts';

export function addPrune(program: Command, session: Session): void {
  program
    .command('prune')
    .summary('remove databases and extracts of old versions; asks first')
    .description(
      'Removes databases and extracts of versions older than the newest ones that have a complete database, of which at least two ' +
        'stay. Only what ntom made goes: never a database that the application had, nor anything that another command holds, nor ' +
        'an extract that a database which stays was loaded from. Lists what would go, with sizes, and asks. A run that was ended is ' +
        'gone on with by the next.',
    )
    .option('--keep <count>', 'how many of the newest versions stay, at least 2', versionsToKeep, 2)
    .option('--loaded', 'remove also the extracts that databases which stay were loaded from', false)
    .option('--dry-run', 'list what would be removed, and end', false)
    .option('--yes', 'remove without a question', false)
    .addHelpText(
      'after',
      examples(
        ['ntom prune --dry-run', 'what would go, and what stays and why'],
        ['ntom prune', 'asks, then removes it'],
        ['ntom prune --keep 3 --yes', 'three versions stay; for a script'],
      ),
    )
    .action(async (_: unknown, command: Command) => {
      const { runPrune } = await import('../prune/run-prune.ts');
      session.report.done(await runPrune(session, command.optsWithGlobals<PruneRequest>()));
    });
}
