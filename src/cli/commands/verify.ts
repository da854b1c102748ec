import type { Command } from 'commander';
import { schemaFile } from '../../project/definition-files.ts';
import { filesFingerprint } from '../../project/files-fingerprint.ts';
import { version, workers } from '../arguments.ts';
import { examples } from '../examples.ts';
import { counted } from '../report/numbers.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

export function addVerify(program: Command, session: Session): void {
  program
    .command('verify')
    .summary('compare a loaded database with an extract')
    .description(
      'Reads every row of the database of schema M and compares it with an extract. Exit code 1 if they differ.',
    )
    .argument('<version>', 'M, the schema version', version)
    .option('--to <url>', "the place of the database (default: the project's)")
    .option('--in <dir>', 'the folder of the extract (default: extracts/vM)')
    .option('--workers <count>', 'how many work at the same time, at most (default: one for each core)', workers)
    .addHelpText(
      'after',
      examples(
        ['ntom verify 3', "the project's database of schema 3 against extracts/v3"],
        ['ntom verify 3 --in /backup/v3', 'against another extract'],
      ),
    )
    .action(async (wanted: number, options: VerifyOptions) => {
      session.report.done(await verify(session, wanted, options));
    });
}

interface VerifyOptions {
  readonly to?: string;
  readonly in?: string;
  readonly workers?: number;
}

async function verify(session: Session, wanted: number, options: VerifyOptions): Promise<CommandResult> {
  const { placeOf } = await import('../place.ts');
  const { extractFolder, shownFolder } = await import('../extract-folder.ts');
  const { project, url, dialect, locate } = await placeOf(session, options.to);
  const files = filesFingerprint(project.directory, schemaFile(wanted));
  const schema = await project.schema(wanted);
  const target = locate(wanted);
  const directory = await extractFolder(session, options.in, wanted);
  const { runVerify } = await import('../../load/run-verify.ts');
  const { recorded } = await import('../records/recorded.ts');
  const { loadThreads } = await import('../threads/thread-plan.ts');
  const { signal, report } = session;
  const threads = loadThreads(options.workers, {
    directory: project.directory,
    schema: wanted,
    place: url,
    files,
  });
  const run = { command: 'verify', subject: String(wanted), workers: threads.most, schema } as const;
  const { tables, contentId } = await recorded(session, run, async (recorder) => {
    const onEvent = recorder.listening(report.onEvent);
    const manifest = await runVerify({ schema, dialect, target, directory, threads, signal, onEvent });
    recorder.contentId = manifest.contentId;
    return manifest;
  });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const what = `${counted(rows, 'row')} in ${counted(tables.length, 'table')}`;
  return {
    command: 'verify',
    data: { schema: wanted, database: target, directory, rows, contentId },
    text: `${target.label} holds exactly what ${shownFolder(project, directory)} holds: ${what}`,
    isAnswer: false,
    next: null,
  };
}
