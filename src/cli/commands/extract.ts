import { Option, type Command } from 'commander';
import { compressionNames } from '../../format/compression-name.ts';
import { count, pipelineName, workers } from '../arguments.ts';
import { examplePlace, examples } from '../examples.ts';
import type { ExtractRequest } from '../extract-phase.ts';
import { extractDefaults } from '../option-values.ts';
import type { Session } from '../session.ts';

export function addExtract(program: Command, session: Session): void {
  program
    .command('extract')
    .summary('phase 1: read schema N, write an extract with the structure of schema M')
    .description(
      'Phase 1. Reads the database of schema N, in one snapshot and without ever writing to it, and writes an extract that ' +
        'already has the structure of schema M. Every row is validated; if one is rejected, there is no extract.',
    )
    .argument('<pipeline>', 'NtoM, as in 2to3; or N alone, which copies every table as it is', pipelineName)
    .option('--from <url>', "the place of the source database (default: the project's)")
    .option('--out <dir>', 'the folder of the extract (default: extracts/vM)')
    .addOption(
      new Option('--format <name>', 'how rows are written').choices(['csv', 'jsonl']).default(extractDefaults.format),
    )
    .addOption(
      new Option('--compress <how>', 'how parts are compressed (default: not at all)').choices(compressionNames),
    )
    .option('--table <table...>', 'extract only these tables again, and keep the others of the extract that is there')
    .option('--workers <count>', 'how many work at the same time, at most (default: one for each core)', workers)
    .option('--max-rejects <count>', 'how many rejected rows are listed', count, extractDefaults.maxRejects)
    .addHelpText(
      'after',
      examples(
        ['ntom extract 2to3', "from the project's database of schema 2 to extracts/v3"],
        ['ntom extract 3', 'schema 3 as it is, to move it to another server'],
        ['ntom extract 2to3 --table city country', 'these two tables again'],
        ['ntom extract 3 --compress zstd', 'small, to travel; load and verify read it as it is'],
        [`ntom extract 2to3 --from ${examplePlace} --format jsonl`, 'another place, JSON Lines'],
      ),
    )
    .action(async (pipeline: string, options: Omit<ExtractRequest, 'pipeline'>) => {
      const { extractPhase } = await import('../extract-phase.ts');
      session.report.done(await extractPhase(session, { pipeline, ...options }));
    });
}
