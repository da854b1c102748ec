import type { Command } from 'commander';
import { version, workers } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { MigrateRequest } from '../migrate/run-migration.ts';
import type { Session } from '../session.ts';

export function addMigrate(program: Command, session: Session): void {
  program
    .command('migrate')
    .summary('both phases, as often as needed, from the newest database to schema M')
    .description(
      'Leads from the newest database there is to schema M by the fewest pipelines. First it tells the plan: the way, tables, ' +
        'rows, disk and time. Each step is extract, load and a full comparison. Every database on the way stays, so that any ' +
        'release can go back to its own. Interrupted at any moment, the same command goes on from the newest database there is ' +
        'then; what was extracted but not loaded is extracted again.',
    )
    .option('--to <version>', 'M, the schema version (default: the newest there is)', version)
    .option('--dry-run', 'tell the plan, check the source, and change nothing', false)
    .option('--strict', 'refuse to go on from what is not known to be as new as its source', false)
    .option('--workers <count>', 'how many work at the same time, at most (default: one for each core)', workers)
    .addHelpText(
      'after',
      examples(
        ['ntom migrate', 'to the newest schema'],
        ['ntom migrate --to 3 --dry-run', 'what would be done, how long it would take and how much disk it needs'],
        ['ntom migrate --to 3', 'to schema 3'],
      ),
    )
    .action(async (options: MigrateRequest) => {
      const { runMigration } = await import('../migrate/run-migration.ts');
      session.report.done(await runMigration(session, options));
    });
}
