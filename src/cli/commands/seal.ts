import type { Command } from 'commander';
import { count, version } from '../arguments.ts';
import { examples } from '../examples.ts';
import { extractDefaults } from '../option-values.ts';
import type { SealRequest } from '../seal-phase.ts';
import type { Session } from '../session.ts';

export function addSeal(program: Command, session: Session): void {
  program
    .command('seal')
    .summary('accept an extract whose rows were edited by hand')
    .description(
      'Reads all parts of an extract whose rows were edited by hand, validates every row and the keys as the extract phase does, ' +
        'and writes the extract anew, with a manifest that says so. Exit code 1 if rows are rejected: the extract then stays as ' +
        'it is.',
    )
    .argument('<version>', 'M, the schema version', version)
    .option('--in <dir>', 'the folder of the extract (default: extracts/vM)')
    .option('--max-rejects <count>', 'how many rejected rows are listed', count, extractDefaults.maxRejects)
    .addHelpText(
      'after',
      examples(
        ['ntom seal 3', 'extracts/v3, after an edit of extracts/v3/city.csv'],
        ['ntom seal 3 --in /backup/v3', 'another extract'],
      ),
    )
    .action(async (wanted: number, options: Omit<SealRequest, 'version'>) => {
      const { sealPhase } = await import('../seal-phase.ts');
      session.report.done(await sealPhase(session, { version: wanted, ...options }));
    });
}
