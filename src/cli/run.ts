import { CommanderError, type Command } from 'commander';
import { catalog } from '../errors/catalog.ts';
import { failure, NtomError, reasonOf, type Aftermath, type ErrorCode } from '../errors.ts';
import { parseFailpoints } from '../failpoints/failpoint.ts';
import type { CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { createSession, type Session } from './session.ts';

/** Runs one command line and returns its exit code. `argv` begins after the program's name. */
export async function run(argv: readonly string[], context: CliContext): Promise<number> {
  const session = createSession(argv, context);
  const program = createProgram(session);
  try {
    requireFailpoints(context.env['NTOM_FAILPOINTS']);
    await program.parseAsync([...argv], { from: 'user' });
    return exitCodes.done.code;
  } catch (thrown) {
    return report(thrown instanceof CommanderError ? usageError(thrown, program, argv) : thrown, session);
  } finally {
    session.report.close();
  }
}

/** A mistake in them is not to be found in the middle of a run. */
function requireFailpoints(text = ''): void {
  try {
    if (text !== '') parseFailpoints(text);
  } catch (thrown) {
    throw failure('USAGE_WRONG', { problem: reasonOf(thrown) }, thrown);
  }
}

/** What commander refused as an error of ours; null: it refused nothing, but printed help or the version. */
function usageError(error: CommanderError, program: Command, argv: readonly string[]): NtomError | null {
  if (error.exitCode === 0) return null;
  const named = program.commands.find((command) => argv.includes(command.name()));
  const next = ['ntom', ...(named ? [named.name()] : []), '--help'].join(' ');
  const isHelp = error.code === 'commander.help';
  const problem = isHelp ? 'no command was given' : error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  return failure('USAGE_WRONG', { problem }).withAftermath({ state: [], next });
}

/** Says what went wrong and returns the exit code for it. */
function report(thrown: unknown, session: Session): number {
  if (thrown === null) return exitCodes.done.code;
  const interrupted = asInterrupted(thrown, session);
  if (!(interrupted instanceof NtomError)) {
    session.report.crashed(interrupted);
    return exitCodes.failed.code;
  }
  const isUsage = catalog[interrupted.code].exit === 'usage';
  const error = isUsage ? interrupted : interrupted.withAftermath(nothingDone(interrupted.code, session));
  session.report.failed(error);
  return exitCodes[catalog[error.code].exit].code;
}

/** After a failure before any phase began: most often a file of the project is wrong, or there is none of that version. */
function nothingDone(code: ErrorCode, { what }: Session): Aftermath {
  const next = code.endsWith('_NOT_FOUND') ? 'ntom status' : `ntom ${what}`;
  return { state: [{ what: 'databases and extracts', is: 'unchanged' }], next };
}

/** An interruption, however it reached us, as one of the command that ran. */
function asInterrupted(thrown: unknown, session: Session): unknown {
  const isOurs = thrown instanceof NtomError && thrown.code === 'INTERRUPTED';
  const isAbort = thrown instanceof Error && thrown.name === 'AbortError';
  if (!session.signal.aborted || !(isOurs || isAbort)) return thrown;
  const interrupted = failure('INTERRUPTED', { what: session.what }, thrown);
  return isOurs && thrown.aftermath !== null ? interrupted.withAftermath(thrown.aftermath) : interrupted;
}
