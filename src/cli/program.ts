import { Command, type OutputConfiguration } from 'commander';
import { addCheck } from './commands/check.ts';
import { addCompletion } from './commands/completion.ts';
import { addCreate } from './commands/create.ts';
import { addDiff } from './commands/diff.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExplain } from './commands/explain.ts';
import { addExtract } from './commands/extract.ts';
import { addFixture } from './commands/fixture.ts';
import { addInit } from './commands/init.ts';
import { addLoad } from './commands/load.ts';
import { addMigrate } from './commands/migrate.ts';
import { addNew } from './commands/new.ts';
import { addPrune } from './commands/prune.ts';
import { addPull } from './commands/pull.ts';
import { addRehearse } from './commands/rehearse.ts';
import { addRelease } from './commands/release.ts';
import { addRollbackReport } from './commands/rollback-report.ts';
import { addReport } from './commands/report.ts';
import { addSeal } from './commands/seal.ts';
import { addStatus } from './commands/status.ts';
import { addUrl } from './commands/url.ts';
import { addVerify } from './commands/verify.ts';
import { processContext } from './context.ts';
import { examples } from './examples.ts';
import { exitCodes } from './exit-codes.ts';
import { packageVersion } from '../package-version.ts';
import { createSession, type Session } from './session.ts';

/** The order of the list of commands. */
const commands = [
  addInit,
  addPull,
  addNew,
  addDiff,
  addCheck,
  addRelease,
  addRehearse,
  addExtract,
  addSeal,
  addLoad,
  addVerify,
  addMigrate,
  addRollbackReport,
  addPrune,
  addFixture,
  addStatus,
  addDoctor,
  addReport,
  addUrl,
  addCreate,
  addExplain,
  addCompletion,
];

/** The command line with all its commands. Without a session it is good for its help alone. */
export function createProgram(session: Session = createSession([], idleContext())): Command {
  const program = new Command('ntom');
  program
    .description("Moves an application's data from schema version N to M by export and import.")
    .version(packageVersion(), '--version', 'print the version of ntom')
    .helpOption('--help', 'print this help')
    .option('--project <dir>', 'the folder with ntom.config.ts (default: the nearest upward)')
    .option(
      '--defaults-file <path>',
      "a database server's client option file, with user and password (default: its client's)",
    )
    .option('--json', 'print events and results as JSON, one object a line')
    .option('--quiet', 'print errors, findings and what was asked for, as by status or url, and nothing else')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(outputOf(session))
    .exitOverride()
    .addHelpText('after', programExamples)
    .hook('preAction', (_, command) => begin(session, command));
  for (const add of commands) add(program, session);
  return program;
}

function begin(session: Session, command: Command): void {
  session.what = [...namesOf(command), ...command.args].join(' ');
  const { project, defaultsFile } = command.optsWithGlobals<{ project?: string; defaultsFile?: string }>();
  session.report.given = {
    command: session.what,
    options: givenOptions(command),
    projectDirectory: project,
    defaultsFile,
  };
}

/** `fixture`, `migrate`: without that of the program. */
function namesOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...namesOf(command.parent), command.name()];
}

/** Options with a value, as they were given. A list that one option takes is part of the next command itself. */
function givenOptions(command: Command): readonly string[] {
  const given = command.options.filter(
    (option) =>
      command.getOptionValueSource(option.attributeName()) === 'cli' && !option.isBoolean() && !option.variadic,
  );
  return given.flatMap((option) => {
    const value: unknown = command.getOptionValue(option.attributeName());
    return [value].flat().flatMap((each) => [option.long ?? '', String(each)]);
  });
}

/** Commander prints help and the version; what it refuses, `run` reports. */
function outputOf({ context }: Session): OutputConfiguration {
  return {
    writeOut: (text) => void context.stdout.write(text),
    writeErr: () => undefined,
    getOutHelpWidth: () => context.stdout.columns ?? 100,
    getOutHasColors: () => false,
  };
}

const programExamples = [
  examples(
    ['ntom status', 'what there is, and what to run next'],
    ['ntom extract 2to3', 'phase 1: schema 2 into an extract with the structure of schema 3'],
    ['ntom load 3', 'phase 2: the extract into a fresh database of schema 3'],
    ['ntom migrate', 'both phases, from the newest database to the newest schema'],
    ['ntom explain ROWS_REJECTED', 'cause and cure of an error, by the code at the end of its message'],
  ),
  '',
  'Exit codes:',
  ...Object.values(exitCodes).map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`),
].join('\n');

function idleContext(): ReturnType<typeof processContext> {
  return { ...processContext(), onStop: () => undefined };
}
