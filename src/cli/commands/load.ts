import { Option, type Command } from 'commander';
import { version, workers } from '../arguments.ts';
import { examplePlace, examples } from '../examples.ts';
import type { LoadRequest } from '../load-phase.ts';
import { verifyNames } from '../option-values.ts';
import type { Session } from '../session.ts';

export function addLoad(program: Command, session: Session): void {
  program
    .command('load')
    .summary('phase 2: load an extract into a fresh database of schema M')
    .description(
      'Phase 2. Loads an extract into a fresh database of schema M, with no further processing, reads it back, compares, ' +
        'and only then gives it its name.',
    )
    .argument('<version>', 'M, the schema version', version)
    .option('--to <url>', "the place of the new database (default: the project's)")
    .option('--in <dir>', 'the folder of the extract (default: extracts/vM)')
    .option('--replace', 'replace the database of schema M if there is one, once the new one is complete', false)
    .option('--strict', 'refuse the extract unless its source is known to be unchanged since it was made', false)
    .addOption(
      new Option('--verify <how>', 'how the result is compared with the extract').choices(verifyNames).default('full'),
    )
    .option('--workers <count>', 'how many work at the same time, at most (default: one for each core)', workers)
    .addHelpText(
      'after',
      examples(
        ['ntom load 3', "extracts/v3 into the project's database of schema 3"],
        ['ntom load 3 --replace', 'again; the old database stays until the new one is proved'],
        [`ntom load 3 --to ${examplePlace}`, 'to another place'],
      ),
    )
    .action(async (wanted: number, options: Omit<LoadRequest, 'version'>) => {
      const { loadPhase } = await import('../load-phase.ts');
      session.report.phases = options.verify === 'none' ? 1 : 2;
      session.report.done(await loadPhase(session, { version: wanted, ...options }));
    });
}
