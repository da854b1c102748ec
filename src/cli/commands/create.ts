import type { Command } from 'commander';
import { version } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { Session } from '../session.ts';

export function addCreate(program: Command, session: Session): void {
  program
    .command('create')
    .summary('make an empty database of schema N')
    .description('Makes an empty database of schema N, for a new installation. Refuses if there is one.')
    .argument('<version>', 'N, the schema version', version)
    .addHelpText('after', examples(['ntom create 1', 'the first database of a new application']))
    .action(async (wanted: number) => {
      const { placeOf } = await import('../place.ts');
      const { project, dialect, locateNew } = await placeOf(session, undefined);
      const target = locateNew(wanted);
      const schema = await project.schema(wanted);
      const { createDatabase } = await import('../../load/create-database.ts');
      await createDatabase({ schema, dialect, target });
      session.report.done({
        command: 'create',
        data: { schema: wanted, database: target },
        text: `${target.label} is made, empty\n  ${String(target)}`,
        isAnswer: false,
        next: null,
      });
    });
}
