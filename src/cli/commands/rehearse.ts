import { Option, type Command } from 'commander';
import { compressionNames } from '../../format/compression-name.ts';
import { count, pipelineName, workers } from '../arguments.ts';
import { examplePlace, examples } from '../examples.ts';
import { rehearseDefaults } from '../option-values.ts';
import type { RehearseRequest } from '../rehearse-phase.ts';
import type { Session } from '../session.ts';

export function addRehearse(program: Command, session: Session): void {
  program
    .command('rehearse')
    .summary('phase 1 on the production data, thrown away: rejects by reason, rows, disk, downtime')
    .description(
      'Runs the whole extract and removes what it wrote. Says which rows schema M would reject and why, how many rows and ' +
        'bytes there would be, how much disk both phases need and how long they would take. Only reads the database, and ' +
        'touches no extract. Exit code 1 if rows were rejected.',
    )
    .argument('<pipeline>', 'NtoM, as in 2to3; or N alone, which copies every table as it is', pipelineName)
    .option('--from <url>', "the place of the source database (default: the project's)")
    .addOption(
      new Option('--format <name>', 'how rows are written').choices(['csv', 'jsonl']).default(rehearseDefaults.format),
    )
    .addOption(
      new Option('--compress <how>', 'how parts are compressed (default: not at all)').choices(compressionNames),
    )
    .option(
      '--max-rejects <count>',
      'of how many rejected rows the reasons are told',
      count,
      rehearseDefaults.maxRejects,
    )
    .option('--workers <count>', 'how many work at the same time, at most (default: one for each core)', workers)
    .addHelpText(
      'after',
      examples(
        ['ntom rehearse 2to3', "on the project's database of schema 2"],
        [`ntom rehearse 2to3 --from ${examplePlace}`, 'on another place'],
        ['ntom rehearse 2to3 --compress zstd --json', 'with compressed parts; the result for programs'],
      ),
    )
    .action(async (pipeline: string, options: Omit<RehearseRequest, 'pipeline'>) => {
      const { rehearsePhase } = await import('../rehearse-phase.ts');
      session.report.done(await rehearsePhase(session, { pipeline, ...options }));
    });
}
