import { exitCodes } from './exit-codes.ts';

/** A stream to write to: a terminal, a pipe, or a test's list. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** All that the command line knows of the world around it. Tests pass their own. */
export interface CliContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Calls `stop` when the run is to end early: Ctrl-C, a termination signal, nobody reading the output. */
  onStop(stop: () => void): void;
}

/** The context of this process. Nothing else in ntom touches `process`, but for the check of its version. */
export function processContext(): CliContext {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => performance.now(),
    onStop(stop) {
      stopOnSignals(stop);
      process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        stop();
      });
    },
  };
}

/** The first signal asks the run to end cleanly, the second ends it. */
function stopOnSignals(stop: () => void): void {
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(exitCodes.interrupted.code);
    asked = true;
    stop();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
