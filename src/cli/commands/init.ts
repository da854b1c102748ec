import { relative, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { Init } from '../../authoring/init/run-init.ts';
import { engineNames, type EngineName } from '../../dialects/engines.ts';
import { failure } from '../../errors.ts';
import { examples } from '../examples.ts';
import { nextCommand } from '../report/next-command.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

interface InitRequest {
  readonly app?: string;
  readonly engine?: EngineName;
}

export function addInit(program: Command, session: Session): void {
  program
    .command('init')
    .summary('make a project of a folder')
    .description(
      'Writes the configuration, the folders, npm scripts and lines of .gitignore, and an example if the application has no ' +
        'database yet. Finds out the name of the application and its database. Overwrites nothing; in a project it changes ' +
        'nothing.',
    )
    .argument('[dir]', 'the folder (default: the working directory)')
    .option('--app <name>', "the application's name, for its databases (default: the package's, else the folder's)")
    .addOption(
      new Option('--engine <name>', 'where the databases are (default: where one is found)').choices(engineNames),
    )
    .addHelpText(
      'after',
      examples(
        ['ntom init', 'here, in a new folder or in an application that has a database'],
        ['ntom init shop --app shop', 'in the folder shop'],
      ),
    )
    .action(async (directory: string | undefined, request: InitRequest) =>
      session.report.done(await init(session, directory, request)),
    );
}

async function init(session: Session, named: string | undefined, request: InitRequest): Promise<CommandResult> {
  const { cwd } = session.context;
  const directory = resolve(cwd, folderOf(session, named));
  const { runInit } = await import('../../authoring/init/run-init.ts');
  const { allAdoptions } = await import('../../dialects/registry.ts');
  const done = runInit({ directory, adoptions: await allAdoptions(), ...request });
  return done === null ? nothingToDo(session, directory, request) : await resultOf(session, directory, done);
}

function folderOf({ report }: Session, named: string | undefined): string {
  const { projectDirectory } = report.given;
  if (named !== undefined && projectDirectory !== undefined)
    throw failure('USAGE_WRONG', { problem: `the folder is given twice: ${named} and --project ${projectDirectory}` });
  return named ?? projectDirectory ?? '.';
}

function nothingToDo(session: Session, directory: string, { app, engine }: InitRequest): CommandResult {
  const isAskedForMore = app !== undefined || engine !== undefined;
  const how = isAskedForMore ? '; application and place are changed in ntom.config.ts itself' : '';
  return {
    command: 'init',
    data: { directory, isNew: false },
    text: `there is an ntom.config.ts already: nothing was changed${how}\n  next: ${commandIn(session, directory, 'ntom status')}`,
    isAnswer: false,
    next: null,
  };
}

async function resultOf(session: Session, directory: string, done: Init): Promise<CommandResult> {
  const { initText } = await import('../init/init-text.ts');
  const { nextCommands } = await import('../init/next-commands.ts');
  const next = nextCommands(done).map(({ command, does }) => ({
    command: commandIn(session, directory, command),
    does,
  }));
  const { app, place, database, others, folders, files } = done;
  const written = files.map(({ path, isThere }) => ({ path, isThere }));
  return {
    command: 'init',
    data: { directory, isNew: true, app, place, database, others, folders, files: written, commands: next },
    text: initText(done, next),
    isAnswer: false,
    next: null,
  };
}

/** A command for the new project, to be run where this one was. */
function commandIn({ context, report }: Session, directory: string, command: string): string {
  const projectDirectory = relative(context.cwd, directory) || undefined;
  return nextCommand(command, { ...report.given, projectDirectory }) ?? command;
}
