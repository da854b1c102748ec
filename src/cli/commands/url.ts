import type { Command } from 'commander';
import { version } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { Session } from '../session.ts';

export function addUrl(program: Command, session: Session): void {
  program
    .command('url')
    .summary('print the connection string of version N')
    .description(
      'Prints the connection string of the database of schema N, whether it exists or not. Never with a password.',
    )
    .argument('<version>', 'N, the schema version', version)
    .addHelpText('after', examples(['ntom url 3', 'where release 3.x of the application finds its database']))
    .action(async (wanted: number) => {
      const { placeOf } = await import('../place.ts');
      const { locate } = await placeOf(session, undefined);
      const url = String(locate(wanted));
      session.report.done({ command: 'url', data: { schema: wanted, url }, text: url, isAnswer: true, next: null });
    });
}
